"""What the page of a service says."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.services import BlockKind, Service
from kiosk.ids import LanguageCode, Slug
from kiosk.terminal.service_text import blocks
from kiosk.terminal.session import Session
from tests.builders import SERVICE_DAY, a_catalogue
from tests.fakes.words import SourceVocabulary


def a_service(slug: str) -> Service:
    return a_catalogue().service(Slug(slug))


def said(service: Service, language: str = "en") -> list[str]:
    session = Session.in_language(LanguageCode(language), SourceVocabulary())
    return [block.text for block in blocks(service, session, SERVICE_DAY)]


def test_the_summary_comes_first_and_the_day_of_the_facts_last() -> None:
    texts = said(a_service("registration"))
    assert texts[0] == "Register."
    assert texts[-1].startswith("Checked on ")
    assert "2026" in texts[-1]


def test_contact_has_a_line_for_each_thing_that_is_known() -> None:
    texts = said(a_service("registration"))
    assert "Bürgerbüro\nAm Markt 1, 03130 Spremberg/Grodk\n115" in texts


def test_a_service_without_contact_has_no_empty_heading() -> None:
    assert "Contact" not in said(a_service("doctor"))


def test_hours_that_are_not_known_are_never_shown_as_closed() -> None:
    assert "Opening hours are not known here." in said(a_service("contract"))


def test_hours_by_appointment_are_said_so() -> None:
    assert "By appointment only." in said(a_service("doctor"))


def test_known_hours_are_shown() -> None:
    texts = said(a_service("registration"))
    at = texts.index("Opening hours") + 1
    assert "9:00–18:00" in texts[at]


def test_a_text_in_another_language_is_marked_with_its_name() -> None:
    assert said(a_service("contract"), "ar")[0] == (
        "This text is only available in Deutsch."
    )


def test_a_translated_text_is_not_marked() -> None:
    assert not any("only available" in text for text in said(a_service("doctor")))


def test_headings_are_headings() -> None:
    session = Session.in_language(LanguageCode("en"), SourceVocabulary())
    service = replace(a_service("registration"), hours=None)
    kinds = {block.text: block.kind for block in blocks(service, session, SERVICE_DAY)}
    assert kinds["Contact"] is BlockKind.HEADING
    assert kinds["Opening hours"] is BlockKind.HEADING

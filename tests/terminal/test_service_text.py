"""What the page of a service says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.domain.hours import ClosedRange, SpecialDay
from kiosk.domain.services import BlockKind, Service
from kiosk.ids import LanguageCode, Slug
from kiosk.terminal.service_text import blocks
from kiosk.terminal.session import Session
from tests.builders import a_catalogue
from tests.fakes.ports import FakeWorld
from tests.fakes.words import SourceVocabulary


def a_service(slug: str) -> Service:
    return a_catalogue().service(Slug(slug))


def said(
    service: Service, language: str = "en", world: FakeWorld | None = None
) -> list[str]:
    session = Session.in_language(LanguageCode(language), SourceVocabulary())
    ports = (world or FakeWorld()).ports()
    return [block.text for block in blocks(service, ports, session)]


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


def test_known_hours_say_first_how_it_stands_now_then_the_usual_week() -> None:
    texts = said(a_service("registration"))
    at = texts.index("Opening hours") + 1
    assert texts[at : at + 2] == [
        "Opens tomorrow at 9:00.",
        "Tuesday 9:00–18:00",
    ]
    assert texts[at + 2].startswith("Checked on ")


def test_days_that_are_not_as_usual_soon_come_last_a_line_each() -> None:
    service = a_service("registration")
    assert service.hours is not None
    hours = replace(
        service.hours,
        special=(SpecialDay(date(2026, 3, 5)),),
        closed=(ClosedRange(date(2026, 3, 8), date(2026, 3, 20)),),
    )
    texts = said(replace(service, hours=hours))
    at = texts.index("Opening hours") + 3
    assert texts[at] == (
        "Thursday, 5 March 2026: closed\n"
        "Closed: Sunday, 8 March 2026 – Friday, 20 March 2026"
    )


def test_by_appointment_is_said_once_above_the_hours() -> None:
    service = a_service("registration")
    assert service.hours is not None
    texts = said(replace(service, hours=replace(service.hours, by_appointment=True)))
    at = texts.index("Opening hours") + 1
    assert texts[at : at + 2] == ["By appointment only.", "Tuesday 9:00–18:00"]


def test_a_text_in_another_language_is_marked_with_its_name() -> None:
    assert said(a_service("contract"), "ar")[0] == (
        "This text is only available in Deutsch."
    )


def test_a_translated_text_is_not_marked() -> None:
    assert not any("only available" in text for text in said(a_service("doctor")))


def test_headings_are_headings() -> None:
    session = Session.in_language(LanguageCode("en"), SourceVocabulary())
    service = replace(a_service("registration"), hours=None)
    kinds = {
        block.text: block.kind
        for block in blocks(service, FakeWorld().ports(), session)
    }
    assert kinds["Contact"] is BlockKind.HEADING
    assert kinds["Opening hours"] is BlockKind.HEADING

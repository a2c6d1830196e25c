"""What the page of a service says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.bidi import shaping
from kiosk.bidi.controls import without_invisible
from kiosk.domain.facts import Gap, GapKind
from kiosk.domain.hours import ClosedRange, SpecialDay
from kiosk.domain.localized import Direction
from kiosk.domain.services import BlockKind, Contact, Service
from kiosk.domain.translations import Made, Origin, Version
from kiosk.ids import LanguageCode, Slug
from kiosk.terminal.service_text import blocks
from kiosk.terminal.session import Session
from tests.builders import SERVICE_DAY, a_catalogue, a_fact, a_translation
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
    lines = [without_invisible(text) for text in texts]
    assert "Bürgerbüro\nAm Markt 1, 03130 Spremberg/Grodk\n115" in lines


def test_a_german_name_stays_whole_in_a_right_to_left_text() -> None:
    name = "Hilfetelefon „Gewalt gegen Frauen“"
    contact = Contact(name, phone="116 016")
    service = replace(a_service("registration"), contact=contact)
    shown = next(text for text in said(service, "ar") if "Hilfetelefon" in text)
    [line, _] = shaping.visual_lines(shown, 60, Direction.RIGHT_TO_LEFT)
    assert line.strip() == name


def test_a_service_without_contact_has_no_empty_heading() -> None:
    assert "Contact" not in said(a_service("doctor"))


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
    service = a_service("registration")
    kinds = {
        block.text: block.kind
        for block in blocks(service, FakeWorld().ports(), session)
    }
    assert kinds["Contact"] is BlockKind.HEADING
    assert kinds["Opening hours"] is BlockKind.HEADING


def test_what_is_not_known_is_named_in_one_sentence() -> None:
    gaps = (
        Gap(GapKind.COST, "Preis?", "Amt"),
        Gap(GapKind.ADDRESS, "Wo?", "Amt"),
        Gap(GapKind.RULES, "Regeln?", "Amt"),
    )
    service = replace(a_service("registration"), gaps=gaps)
    sentence = "Please ask us: address, cost."
    assert sentence in said(service)
    assert not any("Not known" in text for text in said(a_service("doctor")))


def test_of_many_things_that_are_not_known_a_line_names_the_first() -> None:
    gaps = tuple(Gap(kind, "?", "Amt") for kind in reversed(GapKind))
    service = replace(a_service("registration"), gaps=gaps)
    assert "Please ask us: address, opening hours, phone number." in said(service)


def test_a_contact_without_hours_says_that_they_are_not_known() -> None:
    service = replace(a_service("registration"), hours=None)
    assert "Please ask us: opening hours." in said(service)


def test_lists_in_arabic_script_have_its_comma() -> None:
    gaps = (Gap(GapKind.COST, "a", "b"), Gap(GapKind.PHONE, "a", "b"))
    service = replace(a_service("registration"), gaps=gaps)
    assert any("phone number، cost" in text for text in said(service, "ar"))


def test_what_no_longer_holds_is_not_shown() -> None:
    service = a_service("registration")
    ended = a_fact("alt", "two-weeks", valid_until=SERVICE_DAY)
    article = service.article(LanguageCode("en"))
    marked = replace(article.blocks[1], fact=ended.id)
    english = replace(article, blocks=(article.blocks[0], marked))
    articles = {**service.articles, LanguageCode("en"): english}
    service = replace(service, facts=(ended,), articles=articles)
    assert article.blocks[0].text in said(service)
    assert marked.text not in said(service)


def test_what_does_not_hold_yet_is_not_shown() -> None:
    service = a_service("registration")
    begun = a_fact("neu", "begun", valid_from=SERVICE_DAY)
    to_come = a_fact("neu", "to-come", valid_from=SERVICE_DAY + timedelta(days=1))
    article = service.article(LanguageCode("en"))
    first = replace(article.blocks[0], fact=begun.id)
    second = replace(article.blocks[1], fact=to_come.id)
    english = replace(article, blocks=(first, second))
    articles = {**service.articles, LanguageCode("en"): english}
    service = replace(service, facts=(begun, to_come), articles=articles)
    assert first.text in said(service)
    assert second.text not in said(service)


def test_who_is_funded_says_by_whom() -> None:
    funded = replace(a_service("doctor"), funded=True)
    assert "Co-funded by the European Union." in said(funded)
    assert "Co-funded by the European Union." not in said(a_service("doctor"))


@pytest.mark.parametrize(
    ("origin", "mark"),
    [
        (a_translation(), None),
        (a_translation(read_by=None), "This translation is not checked."),
        (
            Origin(Version(1, 0), Made.MACHINE),
            "Translated by machine, not checked.",
        ),
        (a_translation(0), "The German text is newer."),
    ],
)
def test_how_far_a_translation_can_be_relied_on_stands_below_the_summary(
    origin: Origin, mark: str | None
) -> None:
    service = a_service("doctor")
    english = replace(service.article(LanguageCode("en")), origin=origin)
    articles = {**service.articles, LanguageCode("en"): english}
    session = Session.in_language(LanguageCode("en"), SourceVocabulary())
    told = replace(service, articles=articles)
    shown = list(blocks(told, FakeWorld().ports(), session))
    notes = [block.text for block in shown[:2] if block.kind is BlockKind.NOTE]
    expected = [f"{mark} The German text counts."] if mark else []
    assert notes == expected

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from kiosk.catalogue.articles import LONGEST_SUMMARY, LONGEST_TITLE
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.ids import LanguageCode
from kiosk.integreat.converting import event_item, page_item, place_item
from kiosk.integreat.drops import Drop
from kiosk.integreat.identities import Identity
from kiosk.integreat.items import Item
from kiosk.integreat.joining import Joined
from kiosk.integreat.linking import MOST_RESOURCES
from kiosk.integreat.shapes import Event, Page, PlaceShape
from kiosk.integreat.tree import Placed
from tests.fakes.integreat import a_day, a_page, a_place, an_event

TODAY = date(2026, 3, 2)
DE, EN = SOURCE_LANGUAGE, LanguageCode("en")


def _page(title: str = "Kurse", english: str | None = None, **keys: Any) -> Item | Drop:
    texts = {DE: msgspec.convert(a_page("/s/de/k/", title, **keys), Page)}
    if english is not None:
        told = a_page("/s/en/c/", "Courses", content=english)
        texts[EN] = msgspec.convert(told, Page)
    joined = Joined(Identity("/s/de/k"), texts)
    return page_item(Placed(joined, 4, ("Willkommen", "Deutsch")), TODAY)


def _place(**keys: Any) -> Item:
    place = msgspec.convert(a_place("/s/de/locations/amt/", "Amt", **keys), PlaceShape)
    found = place_item(Joined(Identity("/s/de/locations/amt"), {DE: place}), 1, TODAY)
    assert isinstance(found, Item)
    return found


def _event(start: str, end: str, **keys: Any) -> Item | Drop:
    told = an_event("/s/de/events/x$2026-03-24/", "Fest", start, end, **keys)
    event = msgspec.convert(told, Event)
    joined = Joined(Identity("/s/de/events/x", "2026-03-24"), {DE: event})
    return event_item(joined, 1, TODAY)


def _item(found: Item | Drop) -> Item:
    assert isinstance(found, Item), found
    return found


def test_a_page_keeps_its_place_source_and_age() -> None:
    found = _item(_page())
    assert (found.order, found.under) == (4, ("Willkommen", "Deutsch"))
    assert found.url == "https://integreat.test/s/de/k/"
    assert found.as_of == date(2026, 2, 1)
    assert found.keywords == ("Willkommen", "Deutsch")


def test_the_first_paragraph_is_the_summary_and_stands_there_once() -> None:
    words = _item(_page()).articles[DE]
    assert words.summary == "Hier steht, was es gibt."
    assert [block.text for block in words.blocks] == ["Und für wen."]


def test_of_a_long_first_paragraph_whole_sentences_are_the_summary() -> None:
    text = "Erster Satz. " + "Zweiter Satz, der länger ist. " * 10
    words = _item(_page(content=f"<p>{text}</p>")).articles[DE]
    assert len(words.summary) <= LONGEST_SUMMARY
    assert words.summary.endswith(".")
    assert words.blocks[0].text.startswith("Zweiter Satz")


def test_a_beginning_that_no_sentence_ends_is_cut_and_told() -> None:
    found = _item(_page(content=f"<p>{'wort ' * 90}</p>"))
    assert found.articles[DE].summary.endswith("…")
    assert len(found.articles[DE].blocks[0].text.split()) == 90
    assert "de: the summary is a cut-off beginning" in found.notes


def test_a_list_at_the_beginning_stays_a_list() -> None:
    words = _item(_page(content="<ul><li>a</li><li>b</li></ul>")).articles[DE]
    assert words.summary == "a b"
    assert len(words.blocks) == 2


def test_a_long_title_is_shortened_and_kept_whole_for_the_editor() -> None:
    title = "Wie man sich in der Stadt anmeldet und was man dafür alles mitbringen muss"
    found = _item(_page(title))
    assert len(found.articles[DE].title) <= LONGEST_TITLE
    assert found.title == title
    assert f"de: the title was shortened: {title}" in found.notes


@pytest.mark.parametrize("content", ["", None, "<p> </p>", "<iframe>x</iframe>"])
def test_a_page_without_a_text_of_its_own_is_dropped(content: str | None) -> None:
    assert _page(content=content) == Drop("/s/de/k", "it has no text of its own")


def test_a_page_without_a_title_is_dropped() -> None:
    assert isinstance(_page("\u202e"), Drop)


def test_a_translation_without_text_is_told_and_left_out() -> None:
    found = _item(_page(english=""))
    assert list(found.articles) == [DE]
    assert "en: it has no text of its own" in found.notes


def test_links_become_resources_once_with_the_words_of_each_language() -> None:
    link = '<p>Text</p><p><a href="https://amt.de/">{}</a></p>'
    found = _item(
        _page(
            content=link.format("Zum Amt")
            + '<p><a href="javascript:x">weg</a><a href="#top">hoch</a></p>',
            english=link.format("Office"),
        )
    )
    (resource,) = found.resources
    assert resource.keys == (("target", "https://amt.de/"),)
    assert resource.titles == {DE: "Zum Amt", EN: "Office"}
    assert found.notes == ("1 x link: its kind is not allowed (javascript)",)


def test_a_link_of_a_translation_alone_has_its_address_as_german_title() -> None:
    found = _item(_page(english='<p>x</p><p><a href="tel:+49355123">call</a></p>'))
    assert found.resources[0].titles == {DE: "+49355123", EN: "call"}


def test_a_heap_of_links_is_cut_and_told() -> None:
    links = "".join(f'<p><a href="https://a.de/{n}">{n}</a></p>' for n in range(30))
    found = _item(_page(content=links))
    assert len(found.resources) == MOST_RESOURCES
    assert f"10 x link: more than {MOST_RESOURCES} of one item" in found.notes


def test_an_address_that_is_none_is_not_kept() -> None:
    assert _item(_page(url="javascript:alert(1)")).url is None


def test_a_place_has_contact_hours_and_somewhere_to_go() -> None:
    person = {
        "name": "Frau A",
        "email": "amt@a.de",
        "phone_number": "0355 123-45",
        "mobile_number": None,
        "website": "https://a.de",
        "appointment_url": "http://a.de/termin",
    }
    week = [a_day(("09:00", "12:00")), *[a_day()] * 6]
    found = _place(contacts=[person], opening_hours=week)
    assert found.contact
    assert found.contact.address == "Am Markt 1, 03130 Spremberg"
    assert (found.contact.phone, found.contact.email) == ("0355 123-45", "amt@a.de")
    assert [one.kind for one in found.resources] == ["phone", "email", "web", "place"]
    assert found.slots
    assert not found.lacks_hours
    assert "1 x link: it is not encrypted (http)" in found.notes
    assert found.keywords == ("Behörde",)


def test_the_older_keys_of_a_place_count_where_it_has_no_contacts() -> None:
    found = _place(phone_number="0355 1", email="a@b.de", website="https://b.de")
    assert found.contact
    assert (found.contact.phone, found.contact.email) == ("0355 1", "a@b.de")
    assert len(found.resources) == 4


def test_a_place_of_which_nothing_is_known_has_no_contact() -> None:
    found = _place(location=None, category=None, contacts=None, content="")
    assert found.contact is None
    assert found.resources == ()
    assert found.articles[DE].summary == "Amt"
    assert found.lacks_hours


def test_the_description_of_a_place_is_its_summary() -> None:
    found = _place(meta_description="Ein Amt.")
    assert found.articles[DE].summary == "Ein Amt."
    assert len(found.articles[DE].blocks) == 2


@pytest.mark.parametrize("where", [(0, 0), (91, 14), (51, 181), (None, 14)])
def test_coordinates_that_are_none_are_left_out(
    where: tuple[float | None, float],
) -> None:
    location = {"address": "Weg 1", "latitude": where[0], "longitude": where[1]}
    (place,) = _place(location=location).resources
    assert place.keys == (("address", "Weg 1"),)


def test_an_event_has_its_moment_its_place_and_a_calendar_entry() -> None:
    found = _item(_event("2026-03-31T13:00:00+02:00", "2026-03-31T15:00:00+02:00"))
    assert found.span
    assert found.span.starts.hour == 13
    assert found.place == "Bürgerhaus, Spremberg"
    assert dict(found.resources[0].keys)["place"] == "Bürgerhaus, Spremberg"


def test_an_event_that_is_nowhere_has_no_calendar_entry() -> None:
    nowhere = {"id": None, "name": None, "address": None}
    found = _item(
        _event("2026-03-24T13:00:00Z", "2026-03-24T15:00:00Z", location=nowhere)
    )
    assert found.resources == ()
    assert "where it is is not known" in found.notes


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("2026-02-24T13:00:00+01:00", "2026-02-24T15:00:00+01:00", "was over"),
        ("2026-03-24T13:00:00", "2026-03-24T15:00:00", "begins and ends"),
        ("2026-03-24T15:00:00Z", "2026-03-24T13:00:00Z", "begins and ends"),
    ],
)
def test_an_event_that_nobody_can_go_to_is_dropped(
    start: str, end: str, why: str
) -> None:
    found = _event(start, end)
    assert isinstance(found, Drop)
    assert why in found.why


def test_the_hash_is_of_what_a_visitor_reads() -> None:
    usual = _item(_page())
    assert usual.hash == _item(_page(last_updated="2026-03-01T00:00:00Z")).hash
    assert usual.hash == _item(_page(order=99, id=1, hash="x")).hash
    assert usual.hash != _item(_page("Andere")).hash
    assert usual.hash != _item(_page(content="<p>Neu.</p><p>Und für wen.</p>")).hash
    assert usual.hash != _item(_page(english="<p>New.</p>")).hash


def test_the_hash_sees_hours_and_place() -> None:
    week = [a_day(("09:00", "12:00")), *[a_day()] * 6]
    assert _place().hash != _place(opening_hours=week).hash
    assert _place().hash != _place(location=None).hash

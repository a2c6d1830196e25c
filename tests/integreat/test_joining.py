from __future__ import annotations

from typing import Any

import msgspec

from kiosk.integreat.joining import DeliveredPages, Joined, joined
from kiosk.integreat.shapes import Text
from tests.draft_folder import CODES
from tests.each import each
from tests.fakes.integreat import a_text, linked

Texts = list[dict[str, Any]]


def _delivery(**texts: Texts) -> DeliveredPages[Text]:
    shapes = {code: msgspec.convert(told, list[Text]) for code, told in texts.items()}
    return DeliveredPages(CODES, shapes)


def _titles(found: Joined[Text]) -> dict[str, str]:
    return {code: text.title for code, text in found.texts.items()}


def test_texts_are_joined_by_path_though_their_ids_differ() -> None:
    german = a_text("/s/de/a/", "A", id=75, available_languages=linked(en="/s/en/b/"))
    english = a_text("/s/en/b/", "B", id=3)
    (found,) = joined(_delivery(de=[german], en=[english]))
    assert _titles(found) == {"de": "A", "en": "B"}


def test_equal_ids_join_nothing() -> None:
    german, english = a_text("/s/de/a/", "A", id=1), a_text("/s/en/b/", "B", id=1)
    delivery = _delivery(de=[german], en=[english])
    (found,) = joined(delivery)
    assert _titles(found) == {"de": "A"}
    assert "no German text" in str(delivery.drops[0])


def test_a_link_over_a_third_language_joins_too() -> None:
    german = a_text("/s/de/a/", "A", available_languages=linked(en="/s/en/b/"))
    english = a_text(
        "/s/en/b/",
        "B",
        available_languages=linked(ar="/s/ar/%D8%AF%D9%88%D8%B1%D8%A7%D8%AA/"),
    )
    arabic = a_text("/s/ar/دورات/", "دورات")
    (found,) = joined(_delivery(de=[german], en=[english], ar=[arabic]))
    assert list(found.texts) == ["de", "en", "ar"]


def test_a_link_in_one_direction_is_enough() -> None:
    english = a_text("/s/en/b/", "B", available_languages=linked(de="/s/de/a/"))
    (found,) = joined(_delivery(de=[a_text("/s/de/a/", "A")], en=[english]))
    assert "en" in found.texts


def test_a_language_that_shows_another_ones_text_is_no_translation() -> None:
    stand_in = {"en": {"id": None, "path": "/s/en/a/"}}
    german = a_text("/s/de/a/", "A", available_languages=stand_in)
    copy = a_text("/s/en/a/", "A", available_languages=linked(de="/s/de/a/"))
    (found,) = joined(_delivery(de=[german], en=[copy]))
    assert _titles(found) == {"de": "A"}
    assert found.fallbacks == ("en",)


def test_a_stand_in_that_is_not_even_delivered_is_known() -> None:
    german = a_text("/s/de/a/", "A", available_languages=linked(en=None, ku=None))
    (found,) = joined(_delivery(de=[german]))
    assert found.fallbacks == ("en",)


def test_english_that_stands_in_for_german_is_no_german_text() -> None:
    english = a_text(
        "/s/en/a/", "A", available_languages={"de": {"id": None, "path": "/s/de/a/"}}
    )
    copy = a_text("/s/de/a/", "A", available_languages=linked(en="/s/en/a/"))
    delivery = _delivery(de=[copy], en=[english])
    assert joined(delivery) == []
    assert "no German text" in str(delivery.drops[0])


def test_recurrences_that_share_id_and_link_stay_distinct() -> None:
    events = [
        a_text(f"/s/{code}/events/x${day}/", f"{code} {day}", id=2, **links)
        for code, links in (
            ("de", {"available_languages": linked(en="/s/en/events/x/")}),
            ("en", {}),
        )
        for day in ("2026-01-06", "2026-01-13")
    ]
    found = joined(_delivery(de=events[:2], en=events[2:]))
    assert [_titles(one) for one in found] == [
        {"de": "de 2026-01-06", "en": "en 2026-01-06"},
        {"de": "de 2026-01-13", "en": "en 2026-01-13"},
    ]


def test_links_that_contradict_each_other_join_nothing_and_are_told() -> None:
    links = linked(en="/s/en/b/")
    german = [
        a_text(path, path, available_languages=links) for path in ("/s/de/a", "/s/de/c")
    ]
    delivery = _delivery(de=german, en=[a_text("/s/en/b/", "B")])
    found = joined(delivery)
    assert [list(one.texts) for one in found] == [["de"], ["de"]]
    assert all("several texts claim" in str(drop) for drop in each(delivery.drops))
    assert len(delivery.drops) == 2


def test_what_is_delivered_twice_or_has_no_path_is_told() -> None:
    texts = [
        a_text("/s/de/a/", "first"),
        a_text("/s/de/a", "second"),
        a_text("/s/de/../x/", "climbing"),
    ]
    delivery = _delivery(de=texts)
    (found,) = joined(delivery)
    assert found.source.title == "first"
    assert [drop.why for drop in delivery.drops] == [
        "delivered twice",
        "this is no path",
    ]


def test_a_chain_of_thousands_of_links_is_one_item() -> None:
    chain = [
        a_text(f"/s/en/{n}/", str(n), available_languages=linked(en=f"/s/en/{n + 1}/"))
        for n in range(3000)
    ]
    german = a_text("/s/de/a/", "A", available_languages=linked(en="/s/en/0/"))
    (found,) = joined(_delivery(de=[german], en=chain))
    assert list(found.texts) == ["de"]  # too many claim to be the English one

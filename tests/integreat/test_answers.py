from __future__ import annotations

import json

import pytest

from kiosk.errors import ImportFailed
from kiosk.integreat.answers import MOST_ITEMS, read_list, read_region
from kiosk.integreat.shapes import Event, Page, PlaceShape
from tests.fakes.integreat import a_page, a_place, a_region


def _bytes(value: object) -> bytes:
    return json.dumps(value).encode()


def test_a_list_keeps_its_order_and_what_is_unknown_is_passed_over() -> None:
    told = [a_page("/s/de/b/", "B", slug_history=[]), a_page("/s/de/a/", "A")]
    found = read_list("de/pages", _bytes(told), Page)
    assert [page.title for page in found] == ["B", "A"]


def test_what_older_instances_leave_out_is_tolerated() -> None:
    (place,) = read_list("p", b'[{"path": "/s/de/x/", "title": "X"}]', PlaceShape)
    assert place.email is None
    assert place.opening_hours is None
    assert place.languages == {}


def test_an_empty_list_of_languages_is_no_fault() -> None:
    told = a_page("/s/de/a/", "A", available_languages=[])
    assert read_list("p", _bytes([told]), Page)[0].languages == {}


def test_a_slot_without_a_zone_is_read() -> None:
    day = {"timeSlots": [{"start": "10:00", "end": "12:00"}]}
    (place,) = read_list(
        "p", _bytes([a_place("/a", "A", opening_hours=[day])]), PlaceShape
    )
    assert place.opening_hours
    assert place.opening_hours[0].timeSlots
    assert place.opening_hours[0].timeSlots[0].timezone is None


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "no valid JSON"),
        (b'[{"path": "/a/", "ti', "no valid JSON"),
        (b'[{"order": NaN}]', "no valid JSON"),
        (b"[1e999]", "no valid JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'["\xff"]', "not UTF-8"),
        (b'["\\ud800"]', "no valid JSON"),
        (b"[" + b"9" * 5000 + b"]", "no valid JSON"),
        (b'[{"path": "/a/", "path": "/b/", "title": ""}]', "'path' twice"),
        (b'[{"path": "/a/", "title": 7}]', "Expected `str`, got `int` at `.title`"),
        (b'[{"title": "A"}]', "missing required field `path`"),
        (b'{"path": "/a/"}', "no list but an object"),
        (b"null", "no list but null"),
        (b'"<html>"', "no list but a text"),
        (b"12", "no list but a number"),
    ],
)
def test_what_is_no_answer_is_refused_by_name(body: bytes, named: str) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_list("de/pages", body, Page)
    assert named in str(caught.value)
    assert "de/pages" in str(caught.value)
    assert "draft is as it was" in caught.value.remedy


def test_the_one_wrong_item_is_named() -> None:
    told = [a_page("/a/", "A"), {**a_page("/b/", "B"), "order": "first"}]
    with pytest.raises(ImportFailed, match=r"de/pages\[1\] .*`\.order`"):
        read_list("de/pages", _bytes(told), Page)


def test_a_list_beyond_all_measure_is_refused() -> None:
    body = _bytes([{"path": f"/{n}/", "title": ""} for n in range(10_000)])
    with pytest.raises(ImportFailed, match=f"more than {MOST_ITEMS}"):
        read_list("de/events", body, Event)


def test_a_region_says_which_languages_it_has() -> None:
    region = read_region(_bytes(a_region()))
    assert region.path == "spree"
    assert [there.code for there in region.languages] == ["de", "en", "ar", "ku"]


def test_a_login_page_is_no_region() -> None:
    with pytest.raises(ImportFailed, match="region is no valid JSON"):
        read_region(b"<!doctype html><title>Sign in</title>")

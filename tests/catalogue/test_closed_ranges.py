"""Closed ranges of a calendar file beside those that stand: no day twice, none lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.closed_ranges import closed_beside

Raw = dict[str, Any]
FIRST = date(2026, 12, 24)


def closed(first: int, last: int, reason: str = "") -> Raw:
    """From so many days after Christmas Eve to so many."""
    span = {"from": FIRST + timedelta(first), "until": FIRST + timedelta(last)}
    return {**span, "reason": reason} if reason else span


def days(rows: list[Raw]) -> list[date]:
    return [
        row["from"] + timedelta(n)
        for row in rows
        for n in range((row["until"] - row["from"]).days + 1)
    ]


def test_ranges_apart_stand_beside_each_other() -> None:
    found = closed_beside([closed(0, 3)], [closed(5, 6), closed(4, 4)])
    assert found.standing == [closed(0, 3), closed(5, 6), closed(4, 4)]
    assert found.new == [closed(5, 6), closed(4, 4)]
    assert found.changed() == []
    assert found.there == []


def test_what_overlaps_becomes_one_range_with_the_reason_of_ours() -> None:
    found = closed_beside([closed(0, 8, "team")], [closed(6, 10)])
    assert found.standing == [closed(0, 10, "team")]
    assert found.changed() == [(closed(0, 8, "team"), closed(0, 10, "team"))]
    assert found.new == []


def test_of_another_reason_only_the_days_are_taken_that_are_not_closed() -> None:
    found = closed_beside([closed(0, 8, "team")], [closed(6, 10, "building")])
    assert found.standing == [closed(0, 8, "team"), closed(9, 10, "building")]
    assert found.new == [closed(9, 10, "building")]


def test_what_is_closed_already_is_there() -> None:
    kept = [closed(0, 8, "team")]
    found = closed_beside(kept, [closed(0, 8), closed(2, 3, "building")])
    assert found.standing == kept
    assert found.there == [kept[0], closed(2, 3, "building")]


def test_a_range_without_a_reason_gets_that_of_the_file() -> None:
    found = closed_beside([closed(0, 8)], [closed(0, 8, "team")])
    assert found.changed() == [(closed(0, 8), closed(0, 8, "team"))]
    assert found.there == []


def test_ranges_of_one_file_that_overlap_are_one_and_new() -> None:
    found = closed_beside([], [closed(0, 4), closed(3, 6), closed(3, 6)])
    assert found.new == found.standing == [closed(0, 6)]
    assert found.changed() == []


def test_what_is_no_good_range_stays_as_it_is_written() -> None:
    odd: Raw = {"from": "soon", "until": FIRST}
    assert closed_beside([odd], [closed(0, 1)]).standing == [odd, closed(0, 1)]


some = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from(("", "a", "b"))),
    max_size=8,
).map(lambda rows: [closed(at, at + n, why) for at, n, why in rows])


@given(some, some)
def test_every_day_is_closed_once(ours: list[Raw], theirs: list[Raw]) -> None:
    kept = closed_beside([], ours).standing
    found = closed_beside(kept, theirs)
    all_days = days(found.standing)
    assert len(all_days) == len(set(all_days))
    assert set(all_days) == set(days([*ours, *theirs]))
    assert all(
        row.get("reason") == was.get("reason") or not was.get("reason")
        for was, row in found.changed()
    )
    assert len(days(found.new)) <= len(set(days(theirs)))

from __future__ import annotations

import logging

from kiosk.hub.seldom import EVERY_SECONDS, MOST_KINDS, Seldom


def a_record(message: str, *values: object, at: float = 1000.0) -> logging.LogRecord:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, message, values, None)
    record.created = at
    return record


def test_a_line_is_told_once_a_minute() -> None:
    seldom = Seldom()
    assert seldom.filter(a_record("too many"))
    assert not seldom.filter(a_record("too many"))
    assert seldom.filter(a_record("too slow"))
    assert not seldom.filter(a_record("too many", at=1000 + EVERY_SECONDS - 1))
    assert seldom.filter(a_record("too many", at=1000 + EVERY_SECONDS))


def test_the_next_line_says_how_many_were_left_out() -> None:
    seldom = Seldom()
    for _ in range(5):
        seldom.filter(a_record("%s is slow", "it"))
    later = a_record("%s is slow", "it", at=1000 + EVERY_SECONDS)
    assert seldom.filter(later)
    assert later.getMessage() == "it is slow (and 4 lines before)"
    after_that = a_record("another")
    assert seldom.filter(after_that)
    assert after_that.getMessage() == "another"


def test_values_make_another_line_only_where_asked_for() -> None:
    by_text, by_values = Seldom(), Seldom(by_arguments=True)
    for seldom, expected in ((by_text, False), (by_values, True)):
        assert seldom.filter(a_record("GET %s", "/queue"))
        assert seldom.filter(a_record("GET %s", "/desk")) is expected


def test_several_may_pass() -> None:
    seldom = Seldom(most=3)
    assert [seldom.filter(a_record("x")) for _ in range(5)] == [True] * 3 + [False] * 2


def test_invented_lines_take_bounded_memory() -> None:
    seldom = Seldom(by_arguments=True)
    passed = [seldom.filter(a_record("%s", n)) for n in range(MOST_KINDS + 10)]
    assert passed == [True] * MOST_KINDS + [False] * 10


def test_a_clock_that_is_set_back_silences_nothing_for_long() -> None:
    seldom = Seldom()
    assert seldom.filter(a_record("x", at=5000))
    assert seldom.filter(a_record("x", at=1000))

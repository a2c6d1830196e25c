"""What somebody types for hours that recur is what they find there again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.operations.consultation_settings import settings_of
from kiosk.operations.typed_reasons import ClosedRow
from kiosk.operations.typed_rules import (
    MOST_DATES,
    Rhythm,
    TypedRule,
    read,
    typed_of,
)
from kiosk.sentences import sentence

WHOLE = TypedRule(
    rhythm=Rhythm.SECOND_WEEK,
    weekdays=("TU", "TH"),
    opens="09:00",
    closes="17:30",
    breaks=(("12:00", "13:00"),),
    languages=("pl", "uk"),
    first="2026-03-03",
    until="2026-09-29",
    excepted="2026-03-17\n2026-04-02",
    added="2026-03-12",
    by_appointment=True,
    topics=("work", "family"),
    partner="welcome-center",
    capacity="12",
)
SHORT = TypedRule(weekdays=("MO",), opens="08:00", closes="12:00", first="2026-03-02")


def again(typed: TypedRule) -> TypedRule:
    raw, wrong = read(typed)
    assert wrong == {}
    return typed_of({name: said for name, said in raw.items() if said is not None})


@pytest.mark.parametrize(
    "typed",
    [
        WHOLE,
        SHORT,
        replace(SHORT, rhythm=Rhythm.LAST),
        replace(SHORT, rhythm=Rhythm.FIRST, weekdays=("WE",)),
    ],
)
def test_what_is_typed_is_found_again(typed: TypedRule) -> None:
    assert again(typed) == typed


def test_what_is_left_out_is_not_written() -> None:
    raw, _wrong = read(SHORT)
    assert {name for name, said in raw.items() if said is not None} == {
        *("rule", "first", "opens", "closes")
    }


def test_each_day_is_shown_as_its_reader_writes_it() -> None:
    raw, _wrong = read(WHOLE)
    shown = typed_of(raw, lambda day: f"{day:%d.%m.%Y}")
    assert (shown.first, shown.until) == ("03.03.2026", "29.09.2026")
    assert (shown.excepted, shown.added) == ("17.03.2026\n02.04.2026", "12.03.2026")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"opens": "nine"}, "opens"),
        ({"closes": "25:00"}, "closes"),
        ({"first": "soon"}, "first"),
        ({"until": "later"}, "until"),
        ({"until": "2026-03-01"}, "until"),
        ({"until": "9999-01-01"}, "until"),
        ({"excepted": "2026-03-17\nEaster"}, "excepted"),
        ({"added": "x"}, "added"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "many"}, "capacity"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    changed: dict[str, str], field: str
) -> None:
    _raw, wrong = read(replace(WHOLE, **changed))  # type: ignore[arg-type]
    assert list(wrong) == [field]


def test_what_is_wrong_is_told_with_what_was_typed() -> None:
    _raw, wrong = read(replace(WHOLE, until="2026-03-01"))
    early = date(2026, 3, 1)
    told = sentence("{until} is before the first day.", until=early)
    assert wrong["until"][0] == told
    days = "\n".join(["2026-03-17"] * MOST_DATES)
    assert read(replace(WHOLE, excepted=days))[1] == {}
    _raw, wrong = read(replace(WHOLE, excepted=f"{days}\n2026-03-17"))
    many = sentence("There are more than {most} dates.", most=MOST_DATES)
    assert wrong["excepted"][0] == many


def test_closed_days_fill_the_fields_as_they_stand() -> None:
    closed = {"from": date(2026, 8, 3), "until": date(2026, 8, 14), "reason": "leave"}
    said = {"holidays": "BB", "by_appointment": True, "closed": [closed, "nonsense"]}
    settings = settings_of(said, lambda day: f"{day:%d.%m.}")
    assert settings.closed == (ClosedRow("03.08.", "14.08.", "leave"),)
    assert (settings.holidays, settings.by_appointment) == ("BB", True)
    nothing = settings_of({})
    assert (nothing.holidays, nothing.by_appointment, nothing.closed) == ("", False, ())

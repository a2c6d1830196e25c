"""From when and until when a fact holds."""

from __future__ import annotations

from datetime import date

from kiosk.domain.facts import GapKind
from tests.builders import a_fact


def test_a_fact_without_an_end_holds() -> None:
    assert a_fact("BMG § 17").holds_on(date(2099, 1, 1))


def test_a_fact_ends_on_the_day_on_which_it_no_longer_holds() -> None:
    wage = a_fact("MiLoV5 § 1", valid_until=date(2027, 1, 1))
    assert wage.holds_on(date(2026, 12, 31))
    assert not wage.holds_on(date(2027, 1, 1))


def test_a_fact_begins_on_its_first_day() -> None:
    wage = a_fact("MiLoV5 § 1", valid_from=date(2027, 1, 1))
    assert wage.is_to_come(date(2026, 12, 31))
    assert not wage.holds_on(date(2026, 12, 31))
    assert not wage.has_ended(date(2026, 12, 31))
    assert wage.holds_on(date(2027, 1, 1))


def test_a_fact_may_hold_for_a_single_day() -> None:
    first, next_day = date(2027, 1, 1), date(2027, 1, 2)
    fair = a_fact("Plakat", valid_until=next_day, valid_from=first)
    days = [date(2026, 12, 31), first, next_day]
    assert [fair.holds_on(day) for day in days] == [False, True, False]


def test_gaps_are_written_as_in_the_content() -> None:
    assert {"address", "hours", "phone", "cost"} <= {str(kind) for kind in GapKind}

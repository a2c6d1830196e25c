"""What a close of the day keeps for the figures, and what it leaves as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import DaySpan
from kiosk.domain.queues import Skills
from kiosk.ids import PartnerId
from kiosk.operations import calling, check_in, housekeeping, presence
from kiosk.store import day_counts, day_figures, tickets
from kiosk.store.database import Database
from kiosk.store.day_counts import DayCount
from tests.builders import OPENING, SERVICE_DAY, a_ticket
from tests.hub_context import heard_again

if TYPE_CHECKING:
    from collections import Counter

    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.figures.kept import FigureKey
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

A_DAY = timedelta(days=1)
NEXT_MORNING = OPENING + A_DAY
NEXT_DAY = SERVICE_DAY + A_DAY
EVER = DaySpan(date(1970, 1, 1), date(9999, 12, 31))


def figures(ctx: Context, day: date = SERVICE_DAY) -> Counter[FigureKey]:
    with ctx.database.read() as connection:
        return day_figures.sums(connection, DaySpan(day, day), list(FigurePart))


def late(ctx: Context) -> int:
    with ctx.database.read() as connection:
        return day_figures.late(connection, EVER)


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in range(1, 6):
        check_in.accept(ctx, entrance, a_ticket(count, issued_at=OPENING))


def test_a_day_is_counted_when_it_is_closed(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    presence.set_skills(ctx, first.id, Skills(partner=PartnerId("welcome-center")))
    calling.call(ctx, first, a_ticket(1).id)
    clock.advance(minutes=1)
    calling.at_desk(ctx, first, a_ticket(1).id)
    clock.advance(minutes=10)
    calling.finish(ctx, first, a_ticket(1).id)
    assert figures(ctx) == {}
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    found = figures(ctx)
    assert found[FigurePart.ENDING, "finished"] == 1
    assert found[FigurePart.ENDING, "not_called"] == 4
    assert found[FigurePart.TOPIC, "residence"] == 5
    assert found[FigurePart.LANGUAGE, "ar"] == 5
    assert found[FigurePart.HOUR, "09"] == 5
    assert found[FigurePart.PARTNER, "welcome-center"] == 1
    assert found[FigurePart.WAY, "00060"] == 1
    assert found[FigurePart.SERVICE, "00600"] == 1


def test_a_second_close_and_late_numbers_change_nothing(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    before = figures(ctx)
    assert late(ctx) == 0
    housekeeping.close_days(ctx)
    check_in.accept(ctx, heard_again(entrance, OPENING, clock.now()), a_ticket(6))
    housekeeping.close_days(ctx)
    assert figures(ctx) == before
    assert late(ctx) == 1


def test_purging_all_that_is_left_of_tickets_changes_nothing(
    ctx: Context, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    before = figures(ctx)
    clock.advance(days=800)
    housekeeping.close_days(ctx)
    assert figures(ctx) == before


def test_of_two_processes_that_close_at_once_one_counts(
    ctx: Context, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    other = replace(ctx, database=Database(ctx.database.url))
    housekeeping.close_days(other)
    housekeeping.close_days(ctx)
    other.database.close()
    assert figures(ctx)[FigurePart.TOPIC, "residence"] == 5
    assert late(ctx) == 0


def test_days_that_were_slept_through_are_counted_one_by_one(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    later = a_ticket(7, service_day=NEXT_DAY, issued_at=NEXT_MORNING, topic="work")
    check_in.accept(ctx, entrance, later)
    clock.set(NEXT_MORNING + 9 * A_DAY)
    housekeeping.close_days(ctx)
    assert figures(ctx)[FigurePart.TOPIC, "residence"] == 5
    assert figures(ctx, NEXT_DAY)[FigurePart.TOPIC, "work"] == 1
    assert late(ctx) == 0


def test_a_day_on_which_nobody_came_stays_so(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    of_then = a_ticket(9, service_day=NEXT_DAY, issued_at=NEXT_MORNING)
    heard = heard_again(entrance, NEXT_MORNING, clock.now())
    check_in.accept(ctx, heard, of_then)
    housekeeping.close_days(ctx)
    assert figures(ctx, NEXT_DAY) == {}
    assert late(ctx) == 1


@pytest.mark.parametrize(
    "day", [SERVICE_DAY + 30 * A_DAY, date(1970, 1, 1), date.max - A_DAY]
)
def test_days_that_a_wrong_clock_said_get_no_figures(
    ctx: Context, clock: FixedClock, day: date
) -> None:
    with ctx.database.begin() as connection:
        tickets.add(connection, a_ticket(7, service_day=day))
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx, sure=True)
    assert figures(ctx, day) == {}
    assert late(ctx) == 1


def test_a_day_that_a_hub_without_figures_has_closed_gets_none(
    ctx: Context, clock: FixedClock
) -> None:
    with ctx.database.begin() as connection:
        ticket = a_ticket(1)
        count = DayCount(SERVICE_DAY, ticket.topic, ticket.state, False, 9, 0, 0, 0)
        day_counts.add(connection, count)
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    assert figures(ctx) == {}
    assert late(ctx) == 5

"""Pauses and calls for help: who is there, who is not free, who needs somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import HELP_LASTS, Pause
from kiosk.errors import IllegalMove
from kiosk.operations import accounts, asides, calling, check_in, day_so_far, presence
from tests.builders import a_ticket
from tests.hub_context import join
from tests.people import NEWCOMER

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


def again(ctx: Context, staff: Staff) -> Staff:
    return accounts.staff(ctx, staff.id)


def asking(ctx: Context) -> list[str]:
    return [each.id for each in asides.who_need_help(ctx)]


def test_who_pauses_is_there_and_says_why(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    asides.pause(ctx, first, Pause.LUNCH)
    paused = again(ctx, first)
    assert (paused.pause, paused.paused_at) == (Pause.LUNCH, clock.now())
    assert presence.somebody_counsels(ctx)
    asides.come_back(ctx, first)
    assert again(ctx, first).pause is None


def test_a_call_ends_the_pause(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    asides.pause(ctx, first, Pause.BREAK)
    calling.call_next(ctx, again(ctx, first))
    assert again(ctx, first).pause is None


def test_nobody_pauses_before_a_visitor(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    calling.call_next(ctx, first)
    with pytest.raises(IllegalMove, match="still has a visitor"):
        asides.pause(ctx, first, Pause.BREAK)


def test_whoever_leaves_neither_pauses_nor_needs_help(
    ctx: Context, first: Staff
) -> None:
    asides.pause(ctx, first, Pause.PHONE)
    asides.ask_for_help(ctx, first)
    presence.leave_desk(ctx, first.id)
    assert first.desk is not None
    back = presence.choose_desk(ctx, first.id, first.desk)
    assert (back.pause, back.help_at) == (None, None)


def test_without_a_desk_nobody_pauses_or_calls_for_help(ctx: Context) -> None:
    newcomer = join(ctx, NEWCOMER)
    asides.pause(ctx, newcomer, Pause.LUNCH)
    asides.ask_for_help(ctx, newcomer)
    there = again(ctx, newcomer)
    assert (there.pause, there.help_at) == (None, None)


def test_of_two_who_come_to_help_the_first_is_named(
    ctx: Context, first: Staff, second: Staff, clock: FixedClock
) -> None:
    before = presence.who_is_where(ctx)
    asides.ask_for_help(ctx, first)
    assert presence.who_is_where(ctx) != before
    assert asking(ctx) == [first.id]
    asides.come_to_help(ctx, second, first.id)
    asides.come_to_help(ctx, first, first.id)
    assert again(ctx, first).helper == second.id
    asides.end_help(ctx, first)
    assert asking(ctx) == []
    asides.come_to_help(ctx, second, first.id)
    assert again(ctx, first).helper is None


def test_a_call_for_help_that_nobody_ended_is_over_after_a_while(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    asides.ask_for_help(ctx, first)
    clock.advance(seconds=HELP_LASTS.total_seconds())
    assert asking(ctx) == [first.id]
    clock.advance(seconds=1)
    assert asking(ctx) == []
    asides.ask_for_help(ctx, first)
    assert asking(ctx) == [first.id]


def test_the_day_so_far_counts_each_visitor_once(
    ctx: Context, first: Staff, second: Staff, entrance: PairedTerminal
) -> None:
    assert day_so_far.of_today(ctx, first).median_wait is None
    for count in (1, 2, 3, 4):
        check_in.accept(ctx, entrance, a_ticket(count))
    for who in (first, first, second):
        called = calling.call_next(ctx, who).ticket
        assert called is not None
        calling.at_desk(ctx, who, called.id)
        calling.finish(ctx, who, called.id)
    calling.call_next(ctx, first)
    calling.no_show(ctx, first, a_ticket(4).id)
    day = day_so_far.of_today(ctx, first)
    assert (day.issued, day.finished, day.own, day.no_shows) == (4, 3, 2, 1)
    assert day.median_wait == 178

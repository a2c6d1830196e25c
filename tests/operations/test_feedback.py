"""A face is kept once for each finished visit, and told only in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.feedback import VisitFace
from kiosk.errors import NotFound
from kiosk.operations import calling, check_in, feedback, housekeeping
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.fixture(autouse=True)
def six_were_here(ctx: Context, first: Staff, entrance: PairedTerminal) -> None:
    for count in range(1, 7):
        check_in.accept(ctx, entrance, a_ticket(count))
        called = calling.call_next(ctx, first).ticket
        assert called is not None
        calling.at_desk(ctx, first, called.id)
        calling.finish(ctx, first, called.id)


def give(ctx: Context, count: int, face: VisitFace) -> bool:
    return feedback.give(ctx, a_ticket(count).code, face)


def test_the_last_face_of_a_visitor_is_the_one_that_counts(ctx: Context) -> None:
    for face in VisitFace:
        assert give(ctx, 1, face)
    assert calling.ticket(ctx, a_ticket(1).id).feedback is VisitFace.POOR


def test_of_a_face_that_few_chose_nothing_is_told(ctx: Context) -> None:
    for count in range(1, 5):
        give(ctx, count, VisitFace.GOOD)
    assert feedback.today(ctx) is None
    give(ctx, 5, VisitFace.GOOD)
    assert feedback.today(ctx) == {
        VisitFace.GOOD: 5,
        VisitFace.FAIR: 0,
        VisitFace.POOR: 0,
    }
    give(ctx, 6, VisitFace.POOR)
    assert feedback.today(ctx) is None


def test_after_the_close_only_counts_are_left(ctx: Context, clock: FixedClock) -> None:
    for count in range(1, 7):
        give(ctx, count, VisitFace.GOOD)
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    housekeeping.close_days(ctx)
    assert feedback.last_month(ctx) is None  # its month is not over
    clock.advance(days=30)
    assert feedback.last_month(ctx) == {
        VisitFace.GOOD: 6,
        VisitFace.FAIR: 0,
        VisitFace.POOR: 0,
    }
    with pytest.raises(NotFound):
        give(ctx, 1, VisitFace.GOOD)
    clock.advance(days=31)
    assert feedback.last_month(ctx) is None


def test_of_a_month_in_which_few_chose_a_face_nothing_is_told(
    ctx: Context, clock: FixedClock
) -> None:
    for count in range(1, 7):
        give(ctx, count, VisitFace.POOR if count == 1 else VisitFace.GOOD)
    clock.advance(days=31)
    housekeeping.close_days(ctx)
    assert feedback.last_month(ctx) is None


def test_who_still_waits_or_gave_up_leaves_no_face(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, a_ticket(7))
    assert not give(ctx, 7, VisitFace.GOOD)
    check_in.withdraw(ctx, a_ticket(7).code)
    assert not give(ctx, 7, VisitFace.GOOD)
    clock.advance(days=1)
    assert not give(ctx, 1, VisitFace.GOOD)

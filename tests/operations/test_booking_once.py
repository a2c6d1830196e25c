"""A form that is sent twice books once, and nonsense is no code."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.appointments import BookingRules
from kiosk.errors import NotFound
from kiosk.ids import TopicId
from kiosk.operations import appointments
from kiosk.operations.appointments import FollowUp
from kiosk.operations.code_tries import CodeAsker
from tests.builders import AR, a_ticket
from tests.fakes.clock import NOON
from tests.fakes.together import together
from tests.hub_context import statements

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context

ABOUT_WORK = FollowUp(TopicId("work"), AR, AR)
AT_TEN = NOON + timedelta(days=2, hours=22)
HALF = timedelta(minutes=30)


def test_of_one_visit_a_time_is_booked_once_however_often_it_is_sent(
    ctx: Context, first: Staff, second: Staff
) -> None:
    roomy = replace(ctx, bookings=BookingRules(at_once=3))
    mine, other = (replace(ABOUT_WORK, ticket=a_ticket(n).id) for n in (1, 2))
    booked = appointments.book(roomy, first, mine, AT_TEN)
    assert appointments.book(roomy, first, mine, AT_TEN) == booked
    appointments.book(roomy, second, other, AT_TEN)
    appointments.book(roomy, first, mine, AT_TEN + HALF)
    assert len(appointments.upcoming(roomy)) == 3


@pytest.mark.parametrize("at_once", [1, 8])
def test_of_one_visit_a_time_is_booked_once_also_when_sent_at_once(
    ctx: Context, first: Staff, at_once: int
) -> None:
    roomy = replace(ctx, bookings=BookingRules(at_once=at_once))
    mine = replace(ABOUT_WORK, ticket=a_ticket().id)
    work = partial(appointments.book, roomy, first, mine, AT_TEN)
    assert together(*(work,) * 4) == []
    assert len(appointments.upcoming(roomy)) == 1


@pytest.mark.parametrize("since", ["cancelled", "moved"])
def test_what_was_cancelled_or_moved_since_is_booked_anew(
    ctx: Context, first: Staff, since: str
) -> None:
    mine = replace(ABOUT_WORK, ticket=a_ticket().id)
    old = appointments.book(ctx, first, mine, AT_TEN)
    if since == "cancelled":
        appointments.cancel(ctx, old.code)
    else:
        appointments.move(ctx, old.code, AT_TEN + HALF, 0)
    new = appointments.book(ctx, first, mine, AT_TEN)
    assert new.code != old.code
    assert new.slot == old.slot


def test_the_database_is_not_asked_for_what_can_be_no_code(ctx: Context) -> None:
    for nonsense in ("\x00", "P000000\x00", "x" * 300, ""):
        with statements(ctx.database) as asked, pytest.raises(NotFound):
            appointments.look(ctx, nonsense, CodeAsker.phone("192.0.2.7"))
        assert not any("FROM appointments" in statement for statement in asked)

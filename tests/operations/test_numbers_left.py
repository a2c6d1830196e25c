"""For which topics terminals are told that the hours have room for no more numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from kiosk.domain.hours import RecurringHours, WeeklyHours
from kiosk.domain.open_hours import ByAppointment
from kiosk.ids import TopicId
from kiosk.operations import numbers_left
from kiosk.store import tickets
from tests.builders import a_catalogue, a_ticket
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context

WORK, FAMILY = TopicId("work"), TopicId("family")


class EveryDay:
    def falls_on(self, _day: date) -> bool:
        return True


def with_room_for(folder: Path, most: int | None) -> Context:
    """All day, for family alone."""
    rule = RecurringHours(
        EveryDay(), time(0), time(23, 59), topics=(FAMILY,), capacity=most
    )
    hours = WeeklyHours((), recurring=(rule,))
    catalogue = replace(a_catalogue(), consultation_hours=hours)
    return replace(a_hub(folder), catalogue=lambda: catalogue)


def issue(ctx: Context, topic: TopicId, count: int) -> None:
    ticket = replace(
        a_ticket(count, topic=topic),
        service_day=ctx.today(),
        issued_at=ctx.clock.now(),
    )
    with ctx.database.begin() as connection:
        tickets.add(connection, ticket)


def test_a_topic_is_full_once_as_many_numbers_are_out(tmp_path: Path) -> None:
    ctx = with_room_for(tmp_path, 2)
    issue(ctx, FAMILY, 1)
    issue(ctx, WORK, 2)
    assert numbers_left.given_out(ctx).topics == ()
    issue(ctx, FAMILY, 3)
    assert numbers_left.given_out(ctx).topics == (FAMILY,)
    ctx.database.close()


def test_without_a_bound_nothing_is_full(tmp_path: Path) -> None:
    ctx = with_room_for(tmp_path, None)
    issue(ctx, FAMILY, 1)
    assert numbers_left.given_out(ctx).topics == ()
    ctx.database.close()


def test_hours_for_appointments_alone_give_numbers_for_nothing_else(
    tmp_path: Path,
) -> None:
    ctx = with_room_for(tmp_path, None)
    assert numbers_left.by_appointment_alone(ctx) is None
    alone = WeeklyHours((), by_appointment=True)
    catalogue = replace(a_catalogue(), consultation_hours=alone)
    booked = replace(ctx, catalogue=lambda: catalogue)
    assert numbers_left.by_appointment_alone(booked) == ByAppointment()
    assert numbers_left.given_out(booked).topics == ()
    ctx.database.close()

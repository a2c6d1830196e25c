"""From the desk to the line: booked, moved by its visitor, checked in at the terminal
while the network breaks, and counted when the day is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import AppointmentState, CheckInAnswer
from kiosk.ids import AppointmentCode
from kiosk.operations import appointments, calling, housekeeping
from kiosk.operations.appointments import FollowUp
from kiosk.store import appointments as store
from tests.builders import AR, OPENING
from tests.hub_context import join
from tests.people import COUNSELLOR_1
from tests.whole.site import a_site

if TYPE_CHECKING:
    from pathlib import Path

WEEK = timedelta(days=7)
HALF = timedelta(minutes=30)


async def test_an_appointment_from_the_desk_to_the_line(tmp_path: Path) -> None:
    async with a_site(tmp_path, OPENING) as site:
        staff = join(site.ctx, COUNSELLOR_1)
        await site.entrance.heartbeat()
        first = site.entrance.check_in(topic="work")
        await site.entrance.heartbeat()
        wanted = FollowUp(first.topic, first.language, AR)
        booked = appointments.book(site.ctx, staff, wanted, OPENING + WEEK)
        moved = await site.phone.post(
            f"/a/{booked.code}/move", data={"starts": "202603091000", "moves": "0"}
        )
        assert moved.status_code == 303

        site.clock.set(OPENING + WEEK + timedelta(minutes=25))
        housekeeping.close_days(site.ctx)
        await site.entrance.heartbeat()
        for minutes in (0, 10, 30):  # walk-ins of 9:25, 9:36 and 10:07
            site.clock.advance(minutes=minutes)
            site.entrance.check_in()
        await site.entrance.heartbeat()
        code = AppointmentCode(booked.code)
        found = await site.entrance.client.appointment(code)
        assert found.answer is CheckInAnswer.READY
        site.entrance.cable.cut = True
        ticket = site.entrance.desk.check_in(wanted.topic, AR, AR, None, code)
        await site.entrance.heartbeat()
        assert site.entrance.link.undelivered() == 1
        site.clock.advance(minutes=20)
        site.entrance.cable.cut = False
        await site.entrance.heartbeat()
        await site.entrance.heartbeat()

        line = [each.number.count for each in calling.queue(site.ctx)]
        assert line == [1, 4, 2, 3]  # booked for 10:00, as if it had come at 9:30
        assert (await site.entrance.client.appointment(code)).answer == "used"
        assert ticket.number.count == 4

        site.clock.advance(days=1)
        housekeeping.close_days(site.ctx)
        assert appointments.upcoming(site.ctx) == []
        with site.ctx.database.read() as connection:
            day = (OPENING + WEEK).date()
            assert store.counts_of(connection, day) == {AppointmentState.ARRIVED: 1}
        assert site.still_holding(f"/{booked.code}") == []
        hub = [name for name in site.still_holding(booked.code) if "hub" in name]
        assert hub == []

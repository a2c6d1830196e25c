"""One day of the whole site, from opening to the morning after, with a cut in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.link import LinkState
from kiosk.domain.queues import Skills
from kiosk.domain.tickets import TicketState
from kiosk.errors import NotFound
from kiosk.ids import LanguageCode
from kiosk.operations import calling, check_in, housekeeping, presence
from tests.builders import OPENING, SERVICE_DAY
from tests.hub_context import join, record
from tests.people import COUNSELLOR_1, COUNSELLOR_2
from tests.whole.site import Site, a_site

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.access import Staff
    from kiosk.domain.tickets import Ticket

MORNING_AFTER = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


@dataclass
class Day:
    """The site, who works there today, and the numbers that visitors hold."""

    site: Site
    first: Staff
    second: Staff
    """Takes only visitors who speak Polish or Ukrainian."""
    issued: list[Ticket] = field(default_factory=list)

    def visitor(self, language: str, *, by_side_door: bool = False) -> Ticket:
        site = self.site
        door = site.side_door if by_side_door else site.entrance
        self.issued.append(door.check_in(language))
        return self.issued[-1]

    def line(self) -> list[str]:
        """The numbers that wait, in the order in which they will be called."""
        return [
            str(ticket.number)
            for ticket in calling.queue(self.site.ctx)
            if ticket.state is TicketState.WAITING
        ]

    def calls_next(self, staff: Staff) -> Ticket:
        presence.seen(self.site.ctx, staff.id)  # as the open page does all day
        called = calling.call_next(self.site.ctx, staff).ticket
        assert called is not None
        self.site.clock.advance(minutes=1)
        return called

    def helps(self, staff: Staff, ticket: Ticket, minutes: int = 10) -> None:
        """From the arrival at the desk to the goodbye."""
        calling.at_desk(self.site.ctx, staff, ticket.id)
        self.site.clock.advance(minutes=minutes)
        calling.finish(self.site.ctx, staff, ticket.id)

    def states(self) -> dict[str, TicketState]:
        return {str(t.number): t.state for t in calling.today(self.site.ctx)}


async def test_a_day_from_opening_to_the_morning_after(tmp_path: Path) -> None:
    async with a_site(tmp_path, OPENING) as site:
        polish_and_ukrainian = Skills(
            languages=frozenset({LanguageCode("pl"), LanguageCode("uk")})
        )
        day = Day(
            site,
            join(site.ctx, COUNSELLOR_1),
            join(site.ctx, COUNSELLOR_2, polish_and_ukrainian),
        )
        await the_morning(day)
        await the_cut(day)
        await the_return(day)
        await the_afternoon(day)
        await the_morning_after(day)


async def the_morning(day: Day) -> None:
    """Four come; one is helped, one parked, one does not come, one gives up."""
    site = day.site
    arabic, polish, absent = (day.visitor(code) for code in ("ar", "pl", "uk"))
    impatient = day.visitor("de")
    await site.entrance.heartbeat()
    assert day.line() == ["A 001", "A 002", "A 003", "A 004"]
    assert stands(day, impatient) == (TicketState.WAITING, 3)

    assert day.calls_next(day.second).number == polish.number
    calling.park(site.ctx, day.second, polish.id)
    assert day.calls_next(day.second).number == absent.number
    calling.call_again(site.ctx, day.second, absent.id)
    calling.no_show(site.ctx, day.second, absent.id)
    assert calling.call_next(site.ctx, day.second).ticket is None

    assert day.calls_next(day.first).number == arabic.number
    await site.entrance.heartbeat()
    assert stands(day, arabic) == (TicketState.CALLED, 0)
    day.helps(day.first, arabic)

    gone = await site.phone.post(f"/t/{impatient.code}/withdraw")
    assert gone.status_code == 303
    assert day.line() == []


async def the_cut(day: Day) -> None:
    """The main entrance loses the hub; numbers go on, the side door is not touched."""
    site = day.site
    site.entrance.cable.breaks_before_answers = True
    day.visitor("ar")  # arrives, but the entrance never learns it
    await site.entrance.heartbeat()
    site.entrance.cable.cut = True
    waiting = day.visitor("uk")
    day.visitor("pl", by_side_door=True)
    day.visitor("ar")
    for door in (site.entrance, site.side_door):
        await door.heartbeat()

    assert site.entrance.link.state() is LinkState.DOWN
    assert site.entrance.link.undelivered() == 3
    assert site.entrance.desk.standing(waiting.id) is None
    assert day.line() == ["A 005", "B 001"]
    assert day.calls_next(day.second).number.series == "B"
    day.helps(day.second, day.issued[6])
    calling.call(site.ctx, day.second, day.issued[1].id)
    day.helps(day.second, day.issued[1])


async def the_return(day: Day) -> None:
    """What was issued meanwhile arrives once, in order, with its true time."""
    site = day.site
    site.clock.advance(hours=1)
    latecomer = day.visitor("ar", by_side_door=True)
    await site.side_door.heartbeat()
    site.entrance.cable.cut = site.entrance.cable.breaks_before_answers = False
    await site.entrance.heartbeat()

    assert site.entrance.link.state() is LinkState.UP
    assert site.entrance.link.undelivered() == 0
    assert day.line() == ["A 005", "A 006", "A 007", "B 002"]
    assert stands(day, day.issued[7]) == (TicketState.WAITING, 2)
    assert latecomer.issued_at > day.issued[7].issued_at
    assert [identity(ticket) for ticket in calling.today(site.ctx)] == [
        identity(ticket) for ticket in day.issued
    ]
    for ticket in day.issued:
        issued = [
            event.at
            for event in record(site.ctx)
            if event.ticket == ticket.id
            if event.kind is EventKind.ISSUED
        ]
        assert issued == [ticket.issued_at]


async def the_afternoon(day: Day) -> None:
    """The line goes on by the true times; the last two are still there at the end."""
    site = day.site
    for staff, number in ((day.first, "A 005"), (day.second, "A 006")):
        called = day.calls_next(staff)
        assert str(called.number) == number
        day.helps(staff, called, minutes=20)
    unfinished = day.calls_next(day.first)
    calling.at_desk(site.ctx, day.first, unfinished.id)

    page = await site.phone.get(f"/T/{day.issued[-1].code}?lang=en")
    assert "You are next." in page.text
    assert day.states() == {
        "A 001": TicketState.DONE,
        "A 002": TicketState.DONE,
        "A 003": TicketState.NO_SHOW,
        "A 004": TicketState.WITHDRAWN,
        "A 005": TicketState.DONE,
        "A 006": TicketState.DONE,
        "A 007": TicketState.SERVING,
        "B 001": TicketState.DONE,
        "B 002": TicketState.WAITING,
    }


async def the_morning_after(day: Day) -> None:
    """Counts remain; no ticket can be opened, asked for, or found on any disk."""
    site = day.site
    assert all(site.still_holding(ticket.code) for ticket in day.issued)
    site.clock.set(MORNING_AFTER)
    closed = housekeeping.close_days(site.ctx)
    for door in (site.entrance, site.side_door):
        await door.lifeline.forget()

    assert (closed.days, closed.tickets, closed.still_open) == ((SERVICE_DAY,), 9, 2)
    check_counts(site)
    assert calling.queue(site.ctx) == []
    assert record(site.ctx) == []
    for ticket in day.issued:
        with pytest.raises(NotFound):
            check_in.ticket_by_code(site.ctx, ticket.code)
        assert (await site.phone.get(f"/T/{ticket.code}")).status_code == 404
        assert site.still_holding(ticket.code) == []
    assert str(site.entrance.check_in().number) == "A 001"


def check_counts(site: Site) -> None:
    """Five were helped for 10, 10, 10, 20 and 20 minutes; the system closed two."""
    counts = housekeeping.counts_of(site.ctx, SERVICE_DAY)
    by_people = {
        row.state: (row.tickets, row.called)
        for row in counts
        if not row.closed_by_system
    }
    assert by_people == {
        TicketState.DONE: (5, 5),
        TicketState.NO_SHOW: (1, 1),
        TicketState.WITHDRAWN: (1, 0),
    }
    assert sum(row.tickets for row in counts if row.closed_by_system) == 2
    helped = timedelta(seconds=sum(row.service_seconds for row in counts))
    assert helped == timedelta(minutes=10 + 10 + 10 + 20 + 20)


def stands(day: Day, ticket: Ticket) -> tuple[TicketState, int]:
    """As the terminal's screen would say."""
    standing = day.site.entrance.desk.standing(ticket.id)
    assert standing is not None
    return standing.state, standing.people_before


def identity(ticket: Ticket) -> tuple[object, ...]:
    return ticket.id, ticket.number, ticket.code, ticket.issued_at, ticket.language

"""The line of a tour: a display, four visitors, and what can become of each of them."""

from __future__ import annotations

import html
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.cli.touring.hall_display import HallDisplay
from kiosk.cli.touring.phone import Phone
from kiosk.cli.touring.steps import check
from kiosk.terminal import places
from kiosk.terminal.screens.ticket import TicketScreen

if TYPE_CHECKING:
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.publisher import Publisher
    from kiosk.cli.touring.stage import Stage
    from kiosk.cli.touring.steps import Steps
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import LanguageCode

NOTE = "Formular ist da."
GO_FIRST = 2
"""So many pass whoever lets others go first."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody in the line: the number, and the phone on which its page is open."""

    ticket: Ticket
    phone: Phone

    @property
    def number(self) -> str:
        return str(self.ticket.number)


@dataclass(frozen=True, slots=True)
class LinePlay:
    stage: Stage
    steps: Steps
    album: Album
    language: LanguageCode
    display: HallDisplay

    async def pair_display(self) -> None:
        with self.steps.step("pair a call display by the code on it"):
            await self.stage.counsellor.pair_display(await self.display.code())
            check(await self.display.is_paired(), "it shows its code still.")

    async def come(self, keep: AsyncExitStack) -> list[Guest]:
        guests = []
        for which in ("first", "second", "third", "fourth"):
            with self.steps.step(f"a {which} visitor takes a number"):
                guests.append(await self._come())
                keep.push_async_callback(guests[-1].phone.close)
        return guests

    async def _come(self) -> Guest:
        visitor, topics = self.stage.visitor, self.stage.catalogue.offered_topics()
        for button, then in (
            (f"#language-{self.language}", "#talk"),
            ("#talk", "#topics"),
            (f"#topic-{topics[0].id}", "#confirm"),
            ("#confirm", "#number"),
        ):
            await self._touch(button, then)
        await visitor.see(
            "the ticket", lambda: isinstance(visitor.app.shown, TicketScreen)
        )
        address = await visitor.read_code()
        if address is None:
            await self._touch("#show-code", "#beside-code")
            address = await visitor.read_code()
            await self._touch("#back", "#number")
        check(address, f"no code could be read.\n{visitor.text()}")
        place = visitor.app.place
        assert isinstance(place, places.TicketShown)
        self.album.take("line", "ticket", visitor.grid())
        await self.stage.counsellor.see(place.ticket.number)
        await visitor.leave()
        return Guest(place.ticket, Phone(address or ""))

    async def let_two_go_first(self, patient: Guest) -> None:
        with self.steps.step(f"{patient.number} lets two go first, on the phone"):
            check(await patient.phone.people_before() == 0, "others are before.")
            await patient.phone.press("step-back")
            before = await patient.phone.people_before()
            check(before == GO_FIRST, f"{before} are before {patient.number} now.")

    async def call(self, called: Guest) -> None:
        with self.steps.step(f"call {called.number}; display and phone show it"):
            await self.staff.call_next(called.ticket.number)
            await self._check_called(called)

    async def call_back(self, passed_on: Guest) -> None:
        """Who passed them on is not offered them: from the row."""
        with self.steps.step(f"call {passed_on.number} from the row of the queue"):
            await self.staff.call_from_the_row(passed_on.ticket)
            await self._check_called(passed_on)

    async def transfer(self, called: Guest) -> None:
        """Number and place stay. To the last topic."""
        to = self.stage.catalogue.offered_topics()[-1]
        title = to.title[self.language]
        with self.steps.step(f'transfer {called.number} to "{title}", with a note'):
            page = await self.staff.transfer(called.ticket, to.id, NOTE)
            check(html.escape(NOTE) in page, "the note is not in the queue.")
            await called.phone.check_is("waiting")
            check(
                called.number not in await self.display.numbers(),
                "the display shows the call still.",
            )

    async def not_come(self, absent: Guest) -> None:
        with self.steps.step(f"{absent.number} is called again, and does not come"):
            await self.staff.move("again")
            await self.staff.move("no-show")
            await absent.phone.check_is("no_show")
            check(
                absent.number not in await self.display.numbers(),
                "the display shows the call still.",
            )

    async def undo(self, back: Guest) -> None:
        with self.steps.step(f"undo: {back.number} is called, as before"):
            await self.staff.move("undo")
            await back.phone.check_is("called")
            check(await self.display.largest() == back.number, "the display does not.")

    async def counsel(self, helped: Guest) -> None:
        with self.steps.step(f"counsel {helped.number}; a face on the phone says how"):
            await self.staff.move("at-desk")
            await helped.phone.check_is("serving")
            await self.staff.move("finish")
            await helped.phone.check_is("done")
            await helped.phone.press("feedback", face="good")
            thanked = 'value="good" aria-pressed="true"' in await helped.phone.look()
            check(thanked, "the phone does not say that it was taken.")

    async def leave(self, gone: Guest) -> None:
        with self.steps.step(f"{gone.number} leaves, by the phone"):
            await gone.phone.press("withdraw")
            await gone.phone.check_is("withdrawn")
            check(
                gone.number not in await self.staff.queue(),
                "the queue shows the number still.",
            )

    @property
    def staff(self) -> Publisher:
        return self.stage.counsellor

    async def _check_called(self, called: Guest) -> None:
        await called.phone.check_is("called")
        check(await self.display.largest() == called.number, "the display does not.")

    async def _touch(self, button: str, then: str) -> None:
        visitor = self.stage.visitor
        await visitor.touch(button)
        await visitor.see(then, lambda: bool(visitor.app.screen.query(then)))


async def play_the_line(
    stage: Stage, steps: Steps, album: Album, language: LanguageCode
) -> None:
    """Afterwards nobody waits, and nobody is at the desk."""
    steps.say("The line:")
    async with AsyncExitStack() as keep:
        display = HallDisplay(stage.address)
        keep.push_async_callback(display.close)
        line = LinePlay(stage, steps, album, language, display)
        await line.pair_display()
        first, second, third, fourth = await line.come(keep)
        await line.let_two_go_first(first)
        await line.call(second)
        await line.transfer(second)
        await line.call_back(second)
        await line.not_come(second)
        await line.undo(second)
        await line.counsel(second)
        await line.leave(third)
        await line.call(first)
        await line.counsel(first)
        await line.call(fourth)
        await line.not_come(fourth)

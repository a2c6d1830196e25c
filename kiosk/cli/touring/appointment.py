"""An appointment of a tour: booked at the desk, used at the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.cli.touring.phone import Phone
from kiosk.cli.touring.steps import check
from kiosk.terminal import places
from kiosk.terminal.screens.ticket import TicketScreen

if TYPE_CHECKING:
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.stage import Stage
    from kiosk.cli.touring.steps import Steps
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import LanguageCode

A_GREETING = 30.0
"""Seconds until the terminal has learned from the hub that somebody has one."""


@dataclass(frozen=True, slots=True)
class FollowUpPlay:
    stage: Stage
    steps: Steps
    album: Album
    language: LanguageCode

    async def book(self) -> str:
        """For a visitor at the desk; the code."""
        staff = self.stage.counsellor
        with self.steps.step("at the desk, book a follow-up for a visitor"):
            ticket = await self._take_a_number()
            await self._leave()
            await staff.see(ticket.number)
            await staff.call_next(ticket.number)
            await staff.move("at-desk")
            code = await staff.book_follow_up(ticket)
            await staff.move("finish")
        return code

    async def come(self, code: str, phone: Phone) -> None:
        """Shortly before midnight the first free time is tomorrow: then the terminal
        says so, and gives an ordinary number."""
        staff = self.stage.counsellor
        with self.steps.step("check in with the code at the terminal"):
            await phone.check_is("booked")
            await self.stage.visitor.see(
                "that there are appointments",
                self.stage.visitor.app.ports.book.offered,
                A_GREETING,
            )
            ticket = await self._type(code)
            if ticket.appointment is not None:
                await staff.see(ticket.number)
                await phone.check_is("arrived")
        with self.steps.step(f"counsel {ticket.number}, who has an appointment"):
            await self._leave()
            await staff.see(ticket.number)
            await staff.call_next(ticket.number)
            await staff.move("at-desk")
            await staff.move("finish")

    async def _type(self, code: str) -> Ticket:
        await self._touch(f"#language-{self.language}", "#talk")
        await self._touch("#appointment", "#keys")
        await self.stage.visitor.type(code)
        self._picture("appointment")
        await self.stage.visitor.see("what the code is worth", self._is_answered)
        if isinstance(self.stage.visitor.app.place, places.Confirm):
            self._picture("confirm")
            return await self._confirm()
        await self._touch("#talk", "#topics")
        return await self._choose_a_topic()

    def _is_answered(self) -> bool:
        place = self.stage.visitor.app.place
        return isinstance(place, (places.Confirm, places.NoAppointment))

    async def _take_a_number(self) -> Ticket:
        await self._touch(f"#language-{self.language}", "#talk")
        await self._touch("#talk", "#topics")
        return await self._choose_a_topic()

    async def _choose_a_topic(self) -> Ticket:
        topic = self.stage.catalogue.offered_topics()[0]
        await self._touch(f"#topic-{topic.id}", "#confirm")
        return await self._confirm()

    async def _confirm(self) -> Ticket:
        await self._touch("#confirm", "#number")
        visitor = self.stage.visitor
        await visitor.see(
            "the ticket", lambda: isinstance(visitor.app.shown, TicketScreen)
        )
        place = visitor.app.place
        check(isinstance(place, places.TicketShown), "no number is shown.")
        assert isinstance(place, places.TicketShown)
        return place.ticket

    async def _leave(self) -> None:
        await self.stage.visitor.leave()

    async def _touch(self, button: str, then: str) -> None:
        visitor = self.stage.visitor
        await visitor.touch(button)
        await visitor.see(then, lambda: bool(visitor.app.screen.query(then)))

    def _picture(self, name: str) -> None:
        self.album.take("appointment", name, self.stage.visitor.grid())


async def book_a_follow_up(play: FollowUpPlay) -> str:
    """Some time before it is kept, so that nobody waits for the terminal to learn of
    it; afterwards nobody is at the desk."""
    play.steps.say("A follow-up:")
    return await play.book()


async def keep_it(play: FollowUpPlay, code: str) -> None:
    """Afterwards nobody waits, and nobody is at the desk."""
    play.steps.say("The appointment:")
    phone = Phone(f"{play.stage.address}/a/{code}")
    try:
        await play.come(code, phone)
    finally:
        await phone.close()

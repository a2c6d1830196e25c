"""A counsellor's browser: real pages, real forms, and what stands on them."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

import httpx

from kiosk.cli.touring.authenticator import Authenticator
from kiosk.cli.touring.browser import LOOK_AGAIN, PATIENCE, PageBrowser, text_of
from kiosk.cli.touring.forms import form
from kiosk.cli.touring.steps import TourFailed, check

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket, TicketNumber
    from kiosk.ids import TopicId


class Counsellor(PageBrowser):
    def __init__(self, address: str, password: str) -> None:
        super().__init__(address)
        self._password = password
        self._authenticator: Authenticator | None = None

    async def accept(self, welcome: str) -> None:
        """Set the password on the one-time link, and a second factor after it."""
        page = await self._get(welcome)
        said = {"password": self._password, "again": self._password}
        page = await self._send(form(page, ""), said, to=welcome)
        self._authenticator = Authenticator.shown_on(page)
        page = await self._send(
            form(page, "/set-up"), {"code": self._authenticator.code()}
        )
        check("/sign-out" in page, "The second factor could not be set up.")

    async def sign_out(self) -> None:
        await self._send(form(await self._get("/desk"), "/sign-out"))

    async def sign_in(self, name: str) -> None:
        page = await self._get("/sign-in")
        page = await self._send(
            form(page, "sign-in"), {"name": name, "password": self._password}
        )
        check(self._authenticator, "Nobody has accepted the invitation.")
        assert self._authenticator
        said = {"code": self._authenticator.code()}
        page = await self._send(form(page, "/second-factor"), said)
        check("/sign-out" in page, "Signing in did not work.")

    async def choose_desk(self) -> None:
        """The first one, for all topics and languages."""
        page = await self._send(form(await self._get("/desk"), "/desk"))
        check("/queue/next" in page, "The page of the queue did not open.")

    async def see(self, number: TicketNumber) -> None:
        """Wait until the ticket is in the queue."""
        ended = time.monotonic() + PATIENCE
        while str(number) not in await self._get("/queue"):
            check(time.monotonic() < ended, f"{number} never came into the queue.")
            await asyncio.sleep(LOOK_AGAIN)

    async def call_next(self, number: TicketNumber) -> None:
        await self._call(number, "/queue/next")

    async def call_from_the_row(self, ticket: Ticket) -> None:
        await self._call(ticket.number, f"/tickets/{ticket.id}/call")

    async def _call(self, number: TicketNumber, form_of: str) -> None:
        page = await self._send(form(await self._get("/queue"), form_of))
        mine = page.partition('aria-labelledby="waiting-title"')[0]
        check(str(number) in mine, f"{number} is not the visitor who was called.")

    async def move(self, name: str) -> None:
        """One of the buttons under one's own visitor: at-desk, finish, ..."""
        await self._send(form(await self._get("/queue"), f"/{name}"))

    async def transfer(self, ticket: Ticket, topic: TopicId, note: str) -> str:
        """To whoever takes this topic; the page of the queue afterwards."""
        page = await self._get(f"/tickets/{ticket.id}/more")
        said = {"topic": topic, "partner": "", "note": note}
        return await self._send(form(page, "/transfer"), said)

    async def book_follow_up(self, ticket: Ticket) -> str:
        """At the first free time; the code of the appointment."""
        path = f"/tickets/{ticket.id}/follow-up"
        day = re.search(rf'href="({path}\?day=[-\d]+)"', await self._get(path))
        check(day, "no day can be booked.")
        page = await self._get(day[1] if day else path)
        time_of_day = re.search(r'name="starts" value="(\d+)"', page)
        check(time_of_day, "no time can be booked.")
        said = {"starts": time_of_day[1] if time_of_day else ""}
        booked = await self._send(form(page, "/follow-up"), said)
        code = re.search(r">(\w{4}) (\w{4})</bdi>", booked)
        check(code, "the page of the appointment shows no code.")
        return code[1] + code[2] if code else ""

    async def queue(self) -> str:
        return await self._get("/queue")

    async def pair_display(self, code: str) -> None:
        page = await self._get("/devices")
        said = {"code": code, "name": "Tour"}
        await self._send(form(page, "/displays/pair"), said)

    async def phone(self, address: str) -> str:
        """The visitor's own page, by the address in the code: no signing in."""
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as phone:
            try:
                return text_of(await phone.get(address))
            except httpx.HTTPError as error:
                raise TourFailed(f"{address} does not open: {error}") from error

    async def state(self, address: str) -> str | None:
        found = re.search(r'data-state="(\w+)"', await self.phone(address))
        return found[1] if found else None

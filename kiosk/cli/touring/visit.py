"""One visit in one language, from the first touch to the finished counselling."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.bidi.controls import without_invisible
from kiosk.cli.touring.steps import check
from kiosk.terminal import places
from kiosk.terminal.qr_matrix import compact
from kiosk.terminal.screens.take_home import TakeHomeScreen
from kiosk.terminal.screens.ticket import TicketScreen
from kiosk.terminal.standings import sentence
from kiosk.terminal.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.stage import Stage
    from kiosk.cli.touring.steps import Steps
    from kiosk.domain.services import Service
    from kiosk.domain.tickets import Ticket
    from kiosk.i18n.languages import Language


LONG = 4
"""Letters of a word that tells one service from others."""


@dataclass(frozen=True, slots=True)
class Visit:
    stage: Stage
    steps: Steps
    album: Album
    language: Language
    number: int
    """Which visit this is, from 0: each opens another service."""

    async def make(self) -> None:
        service = self._service()
        self._picture("attract")
        await self._begin()
        await self._search(service)
        await self._read(service)
        await self._take_text_home(service)
        await self._take_home(service)
        ticket = await self._check_in(service)
        address = await self._open_own_page(ticket)
        await self._be_called(ticket, address)
        await self._be_counselled(address)
        await self._leave()

    async def _begin(self) -> None:
        with self.steps.step(f"choose {self.language.own_name}"):
            await self._touch(f"#language-{self.language.code}", "#talk")
        self._picture("home")

    async def _search(self, service: Service) -> None:
        """By the first long word of its title; the way back is the home button."""
        words = service.article(self.language.code).title.casefold().split()
        word = next((word for word in words if len(word) >= LONG), words[0])
        with self.steps.step(f'type "{word}" and find something'):
            await self._touch("#search", "#keys")
            await self.stage.visitor.type(word)
            await self.stage.visitor.see(
                "a result", lambda: self._query("BestResults.-found")
            )
            self._picture("search")
            await self._touch("#home", "#talk")

    async def _read(self, service: Service) -> None:
        title = service.article(self.language.code).title
        with self.steps.step(f'find and open "{title}"'):
            await self._touch("#browse", "#categories")
            self._picture("categories")
            await self._touch(f"#category-{service.category}", "#services")
            self._picture("services")
            await self._touch(f"#service-{service.slug}", "#take-with-you")
        self._picture("service")

    async def _take_text_home(self, service: Service) -> None:
        """As a phone does that reads the first code: the same text opens."""
        article = service.article(self.language.code)
        with self.steps.step("read the code of the text, and open it as a phone does"):
            await self._touch("#take-with-you", "#resources")
            self._picture("resources")
            await self._touch("#text-for-phone", "QrCode")
            address = await self.stage.visitor.read_code()
            self._picture("text-for-phone")
            check(address, f"no code could be read.\n{self.stage.visitor.text()}")
            page = _plain(await self.stage.counsellor.phone(address or ""))
            own = f'lang="{self.language.code}" dir="{self.language.direction}"'
            check(own in page, "the page speaks another language.")
            check(
                f"<h1>{_plain(article.title)}</h1>" in page,
                "the page is another text's.",
            )
            check(_plain(article.summary) in page, "the page says something else.")
            await self._touch("#back", "#resources")

    async def _take_home(self, service: Service) -> None:
        resource = service.resources[0]
        target = resource.for_reader(self.language.code).target
        with self.steps.step(f"read its code: {target}"):
            await self._touch("#resource-0", "QrCode")
            await self._see(TakeHomeScreen)
            read = await self.stage.visitor.read_code()
            self._picture("take-home")
            check(read, f"no code could be read.\n{self.stage.visitor.text()}")
            check(
                compact(read or "") == compact(target),
                f"the code leads to {read}.",
            )

    async def _check_in(self, service: Service) -> Ticket:
        """Every other visitor comes from the text, and takes another topic there."""
        topics = self.stage.catalogue.offered_topics()
        topic = topics[self.number % len(topics)]
        from_text = self.number % 2 == 0
        with self.steps.step(f'check in for "{topic.title[self.language.code]}"'):
            await (self._talk_about_the_text() if from_text else self._talk())
            self._picture("topics")
            await self._touch(f"#topic-{topic.id}", "#confirm")
            self._picture("confirm")
            await self._touch("#confirm", "#number")
            await self._see(TicketScreen)
            place = self.stage.visitor.app.place
            assert isinstance(place, places.TicketShown)
            about = service.slug if from_text else None
            check(place.ticket.about == about, "it does not know its text.")
        with self.steps.step("the terminal says how many wait before"):
            await self.stage.visitor.see(
                "the place in the queue", lambda: self._standing_is_told(place.ticket)
            )
        self._picture("ticket")
        return place.ticket

    async def _talk(self) -> None:
        await self._touch("#home", "#talk")
        await self._touch("#talk", "#topics")

    async def _talk_about_the_text(self) -> None:
        await self._touch("#back", "#resources")
        await self._touch("#back", "#talk-about-this")
        await self._touch("#talk-about-this", "#confirm")
        self._picture("confirm-about")
        await self._touch("#chosen-topic", "#topics")

    def _standing_is_told(self, ticket: Ticket) -> bool:
        screen = self.stage.visitor.app.shown
        standing = screen.ports.desk.standing(ticket.id)
        if standing is None:
            return False
        told = sentence(standing, screen.ports, screen.session)
        return screen.query_one("#standing", Paragraph).text == told

    async def _open_own_page(self, ticket: Ticket) -> str:
        with self.steps.step(f"open the own page of {ticket.number} by its code"):
            visitor = self.stage.visitor
            address = await visitor.read_code()
            if address is None:
                await self._touch("#show-code", "#beside-code")
                self._picture("ticket-code")
                address = await visitor.read_code()
                await self._touch("#back", "#number")
            check(address, f"no code could be read.\n{visitor.text()}")
            assert address
            await self.stage.counsellor.see(ticket.number)
            page = await self.stage.counsellor.phone(address)
            check(str(ticket.number) in page, "the page shows another number.")
            own = f'lang="{self.language.code}" dir="{self.language.direction}"'
            check(own in page, "the page speaks another language.")
        return address

    async def _be_called(self, ticket: Ticket, address: str) -> None:
        counsellor = self.stage.counsellor
        with self.steps.step(f"a counsellor calls {ticket.number}; terminal and page"):
            await counsellor.call_next(ticket.number)
            check(await counsellor.state(address) == "called", "the page does not.")
            await self.stage.visitor.see(
                "the call", lambda: self._query("#standing.-called")
            )
        self._picture("called")

    async def _be_counselled(self, address: str) -> None:
        counsellor = self.stage.counsellor
        with self.steps.step("at the desk, and finished"):
            await counsellor.move("at-desk")
            check(
                await counsellor.state(address) == "serving",
                "the page does not say that the visitor is at the desk.",
            )
            await counsellor.move("finish")
            check(
                await counsellor.state(address) == "done",
                "the page does not say that all is finished.",
            )

    async def _leave(self) -> None:
        with self.steps.step("the terminal forgets the visitor"):
            await self.stage.visitor.leave()

    async def _touch(self, button: str, then: str) -> None:
        """Touch, and wait for what that must bring."""
        await self.stage.visitor.touch(button)
        await self.stage.visitor.see(then, lambda: self._query(then))

    async def _see(self, screen: type[object]) -> None:
        visitor = self.stage.visitor
        await visitor.see(
            screen.__name__, lambda: isinstance(visitor.app.shown, screen)
        )

    def _query(self, selector: str) -> object:
        return bool(self.stage.visitor.app.screen.query(selector))

    def _picture(self, name: str) -> None:
        self.album.take(self.language.code, name, self.stage.visitor.grid())

    def _service(self) -> Service:
        """Spread over the catalogue; one that gives something to take home."""
        offered = [s for s in self.stage.catalogue.services if s.resources]
        check(offered, "no service has anything to take home.")
        languages = len(self.stage.catalogue.site.languages)
        return offered[self.number * len(offered) // languages]


def _plain(text: str) -> str:
    """Without what keeps numbers together, and without the writing of HTML."""
    return without_invisible(html.unescape(text))

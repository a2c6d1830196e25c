"""Which screens stand on a contact sheet: every kind of them, and what can happen."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from kiosk.cli.picturing.contact_sheet import Pictured
from kiosk.cli.previewing.ports import TellingDesk
from kiosk.cli.previewing.studio import Studio
from kiosk.cli.previewing.trails import without_services
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.out_of_order import HungSign
from kiosk.domain.previews import PreviewNotice
from kiosk.domain.queues import Standing
from kiosk.domain.site_notices import NoticeKind
from kiosk.domain.tickets import TicketState
from kiosk.i18n import notice_texts
from kiosk.i18n.notice_texts import NoticeTemplate
from kiosk.i18n.out_of_order_texts import SignTemplate
from kiosk.i18n.out_of_order_texts import text as sign_text
from kiosk.ids import DeskId, LanguageCode
from kiosk.terminal import places
from kiosk.terminal.idle import LONGEST_STEP, IdleTimes

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import datetime

    from textual.pilot import Pilot

    from kiosk.cli.previewing.easel import Happening
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import Slug
    from kiosk.terminal.app import KioskApp
    from kiosk.terminal.places import Place

PHONES = "https://hub.example.org"
"""What codes lead to: nobody's, and as long as a usual address."""
ENGLISH = LanguageCode("en")
BEFORE = 3
"""People before the visitor on the sheet."""


class SheetSubject(NamedTuple):
    name: str
    place: Place
    standing: Standing | None = None
    then: Happening | None = None
    notices: tuple[SiteNotice, ...] = ()
    has_appointments: bool = False
    sign: HungSign | None = None


class SheetMaker:
    """Draws content that is read once, in any grid and language."""

    def __init__(self, catalogue: Catalogue, now: datetime, theme: str) -> None:
        self._desk = TellingDesk()
        self._desk.phones = PHONES
        self._studio = Studio(now, self._desk)
        self._studio.contents.catalogue = self._catalogue = catalogue
        self._studio.finder.prepare()
        self._theme = theme

    async def screens(
        self,
        grid: tuple[int, int],
        code: LanguageCode,
        names: Container[str] | None = None,
    ) -> list[Pictured]:
        """Every screen in this grid and language, or those of these names.

        Raises `ScreenBroke`.
        """
        pictured = []
        for subject in self._subjects(code):
            if names is not None and subject.name not in names:
                continue
            self._desk.told = subject.standing
            self._studio.notices.told = subject.notices
            self._studio.book.told = subject.has_appointments
            self._studio.sign.told = subject.sign
            easel = self._studio.easel(grid)
            trail = _trail(subject.place)
            drawn = await easel.draw(trail, code, self._theme, 0, subject.then)
            pictured.append(Pictured(subject.name, drawn.svg))
            if subject.then is not None:
                await self._studio.put_away(grid)
        return pictured

    async def close(self) -> None:
        await self._studio.close()

    def _subjects(self, code: LanguageCode) -> Iterator[SheetSubject]:
        catalogue, now = self._catalogue, self._studio.clock.now()
        shown, told = _areas(catalogue), (self._notice(code),)
        for name, place in without_services(catalogue, code, self._desk, now):
            if isinstance(place, places.TicketShown):
                yield from _of_ticket(place, catalogue, now)
            elif not isinstance(place, places.Services) or place in shown:
                notices = told if isinstance(place, places.Notices) else ()
                hangs = isinstance(place, places.OutOfOrder)
                sign = self._sign(code) if hangs else None
                yield SheetSubject(name, place, notices=notices, sign=sign)
            if isinstance(place, places.Attract):
                yield SheetSubject("attract, with a notice", place, notices=told)
            if isinstance(place, places.Home):
                name = "home, with appointments"
                yield SheetSubject(name, place, has_appointments=True)
        for service in _telling(catalogue):
            yield SheetSubject(f"service {service}", places.ServicePage(service))
        yield SheetSubject("ask a person", places.Home(), then=_ask)
        yield SheetSubject("still there?", places.Home(), then=self._wait)

    def _notice(self, code: LanguageCode) -> SiteNotice:
        """One that is put up often; the greeting tells it in English too."""
        texts = {
            words.language.code: notice_texts.text(NoticeTemplate.MOVED, "2", words)
            for words in self._readers(code)
        }
        told = PreviewNotice(NoticeKind.MOVED, tuple(texts.items()))
        return told.as_put_up(self._studio.clock.now())

    def _sign(self, code: LanguageCode) -> HungSign:
        """The longest of those that staff choose from."""
        return HungSign(
            {
                words.language.code: sign_text(SignTemplate.WORKED_ON, words)
                for words in self._readers(code)
            }
        )

    def _readers(self, code: LanguageCode) -> Iterator[Words]:
        for reader in (SOURCE_LANGUAGE, ENGLISH, code):
            yield self._studio.ports.vocabulary.words(reader)

    async def _wait(self, app: KioskApp, _pilot: Pilot[None]) -> None:
        """Until the terminal asks."""
        for _ in range(int(IdleTimes().quiet / LONGEST_STEP) + 1):
            self._studio.clock.moment += timedelta(seconds=LONGEST_STEP)
            await app.tick()


def _trail(place: Place) -> tuple[Place, ...]:
    first = isinstance(place, places.Attract | places.Home | places.OutOfOrder)
    return (place,) if first else (places.Home(), place)


def _of_ticket(
    place: places.TicketShown, catalogue: Catalogue, now: datetime
) -> Iterator[SheetSubject]:
    desk = catalogue.desks[0].id if catalogue.desks else DeskId("desk-1")
    waits = Standing(TicketState.WAITING, BEFORE, None, now, 2, 2, 2)
    called = Standing(TicketState.CALLED, 0, desk, now)
    yield SheetSubject("ticket, before the hub knows it", place)
    yield SheetSubject("ticket, waiting", place, waits)
    yield SheetSubject("ticket, called", place, called)


def _areas(catalogue: Catalogue) -> list[Place]:
    """Of the life areas the one with most services, and the one with fewest."""
    having = Counter(service.category for service in catalogue.services)
    ids = [category.id for category in catalogue.categories]
    ends = (max(ids, key=having.__getitem__), min(ids, key=having.__getitem__))
    return [places.Services(area) for area in ends]


def _telling(catalogue: Catalogue) -> list[Slug]:
    """Of the services those with the longest text, the shortest, and most to take."""
    if not catalogue.services:
        return []

    def length(service: Service) -> int:
        return sum(len(block.text) for block in service.article(SOURCE_LANGUAGE).blocks)

    chosen = (
        max(catalogue.services, key=length),
        min(catalogue.services, key=length),
        max(catalogue.services, key=lambda each: len(each.resources)),
    )
    return list(dict.fromkeys(each.slug for each in chosen))


async def _ask(_app: KioskApp, pilot: Pilot[None]) -> None:
    await pilot.click("#help")

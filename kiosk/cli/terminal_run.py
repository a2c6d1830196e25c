"""Puts a terminal together from its parts and runs it until somebody ends it."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import select
import signal
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.catalogue.loader import load
from kiosk.cli.late_desk import LateDesk
from kiosk.clock import SystemClock
from kiosk.errors import JournalUnavailable, NewerDatabase
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import RandomIds
from kiosk.journal.tickets import Journal
from kiosk.sync.runner import Lifeline, over_http
from kiosk.terminal.app import KioskApp
from kiosk.terminal.idle import IdleTimes
from kiosk.terminal.ports import Ports

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kiosk.cli.options import Place
    from kiosk.domain.catalogue import Catalogue

log = logging.getLogger(__name__)

TRY_AGAIN_SECONDS = 10.0
LOOK_FOR_WINDOW_SECONDS = 2.0


@dataclass(frozen=True)
class Wiring:
    place: Place
    hub: str
    """Where this machine reaches the hub."""
    token: str
    public_address: str
    """Where visitors' phones reach it."""
    attended: bool = False
    on_first_paint: Callable[[], None] = lambda: None

    @cached_property
    def catalogue(self) -> Catalogue:
        """Raises `BadContent`."""
        return load(self.place.content)

    def desk(self) -> LateDesk:
        zone, clock = self.catalogue.site.time_zone, SystemClock()
        series, path = self.place.settings.terminal.series, self.place.folder.journal

        def open_journal() -> Journal:
            return Journal.open(path, series, zone, clock, RandomIds())

        return LateDesk(open_journal, lambda: self.catalogue, self.public_address)


@dataclass(frozen=True, slots=True)
class FixedContents:
    catalogue: Catalogue

    def current(self) -> Catalogue:
        return self.catalogue


def run(wiring: Wiring) -> int:
    """The process's exit status. Raises `BadContent` or `NewerDatabase`."""
    desk = wiring.desk()
    try:
        _open_early(desk)
        return asyncio.run(_run(wiring, desk))
    finally:
        desk.close()


def _open_early(desk: LateDesk) -> None:
    """A failing disk must not keep people from reading; a wrong version is told."""
    try:
        desk.open()
    except JournalUnavailable as error:
        if isinstance(error.__cause__, NewerDatabase):
            raise error.__cause__ from error


async def _run(wiring: Wiring, desk: LateDesk) -> int:
    async def beside_the_screens() -> None:
        wiring.on_first_paint()
        async with asyncio.TaskGroup() as group:
            group.create_task(stay_in_touch(wiring, desk))
            group.create_task(look_for_window())

    app = build(wiring, desk, beside_the_screens)
    _heed(app.exit, attended=wiring.attended)
    await app.run_async()
    return app.return_code or 0


def build(
    wiring: Wiring, desk: LateDesk, background: Callable[[], Awaitable[None]]
) -> KioskApp:
    terminal = wiring.place.settings.terminal
    return KioskApp(
        Ports(
            desk=desk,
            link=desk,
            contents=FixedContents(wiring.catalogue),
            vocabulary=Catalogs(paths.shipped("locales")),
            clock=SystemClock(),
        ),
        attended=wiring.attended,
        idle=IdleTimes(terminal.quiet_seconds, terminal.warning_seconds),
        theme=terminal.theme,
        background=background,
    )


async def stay_in_touch(wiring: Wiring, desk: LateDesk) -> None:
    """The outermost loop to the hub: whatever breaks is logged and begun again."""
    connect = over_http(wiring.hub, wiring.token)
    jitter = random.Random()  # noqa: S311 - spreads load, guards nothing
    while True:
        try:
            local, link = await asyncio.to_thread(desk.open)
            await Lifeline(local, link, connect, SystemClock(), jitter).run()
        except JournalUnavailable:
            log.debug("the journal is still closed")
        except Exception:
            log.exception("the terminal's way to the hub broke")
        await asyncio.sleep(TRY_AGAIN_SECONDS)


async def look_for_window() -> None:
    """A screen that is gone for good leaves nobody to serve."""
    descriptor = sys.__stdin__.fileno() if sys.__stdin__ else 0
    while not _hung_up(descriptor):  # noqa: ASYNC110 - nobody rings when it goes
        await asyncio.sleep(LOOK_FOR_WINDOW_SECONDS)
    log.error("the window is gone: the terminal ends")
    os.kill(os.getpid(), signal.SIGTERM)


def _hung_up(descriptor: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(state & select.POLLHUP for _fd, state in poll.poll(0))


def _heed(leave: Callable[[], None], *, attended: bool) -> None:
    """TERM ends every terminal as it should be ended; an attended one hears more."""
    loop = asyncio.get_running_loop()
    also = (signal.SIGINT, signal.SIGHUP) if attended else ()
    for number in (signal.SIGTERM, *also):
        loop.add_signal_handler(number, leave)

"""Puts a terminal together from its parts and runs it until somebody ends it."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import random
import signal
import sys
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk import paths
from kiosk.catalogue.holidays import PublicHolidays
from kiosk.cli import foot_version, terminal_releases, token_files, window_end
from kiosk.cli.asking_again import CodeOnGlass
from kiosk.cli.late_book import LateBook
from kiosk.cli.late_contents import LateContents
from kiosk.cli.late_desk import LateDesk
from kiosk.cli.late_finder import LateFinder
from kiosk.cli.late_notices import LateNoticeboard
from kiosk.cli.out_of_order_sign import OutOfOrderSign
from kiosk.cli.settling import settle
from kiosk.cli.slip_printing import slips_of
from kiosk.cli.token_files import token_mark as token_mark
from kiosk.clock import SystemClock, seconds_running
from kiosk.errors import BadContent, JournalUnavailable, KioskError, NewerDatabase
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import RandomIds
from kiosk.releases import pointer
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.notes import ScreenNotes
from kiosk.terminal import garbage
from kiosk.terminal.app import KioskApp
from kiosk.terminal.driver import SturdyDriver
from kiosk.terminal.idle import IdleTimes
from kiosk.terminal.ports import Ports

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kiosk.cli.options import Setup
    from kiosk.domain.catalogue import Catalogue
    from kiosk.journal.tickets import Journal
    from kiosk.releases.showing import ShowingNote
    from kiosk.sync.commands import CommandRunner
    from kiosk.sync.condition import ConditionWatch
    from kiosk.sync.issuing import IssuingRule
    from kiosk.sync.status import HubLink
    from kiosk.sync.updater import ReleaseUpdater
    from kiosk.wire import Greeting

log = logging.getLogger(__name__)

BROKE = 1
"""The exit status after a fault of the program itself."""
TRY_AGAIN_SECONDS = 10.0
LONGEST_TURN = 0.0005
"""Seconds that a thread beside the screens may hold up a touch, each time; Python's own
5 ms add up to a tenth of a second while a start is still preparing."""
WANTED_SOON = (
    "kiosk.terminal.routing",
    "kiosk.terminal.screens.ask_person",
    "kiosk.terminal.screens.still_there",
    "kiosk.terminal.screens.unknown_code",
    "kiosk.sync.runner",
    "kiosk.sync.client",
    "kiosk.cli.terminal_updates",
    "kiosk.cli.terminal_commands",
    "kiosk.sync.bringing",
    "kiosk.sync.notices",
    "kiosk.sync.releases",
    "qrcode.main",
    "wcwidth",
)
"""Too heavy to be loaded before the first paint, or between a touch and its paint."""


class Wiring(Struct, frozen=True, dict=True):
    place: Setup
    hub: str
    """Where this machine reaches the hub."""
    token: str
    public_address: str | None
    """Where visitors' phones reach it; None where they do not: no code is shown."""
    attended: bool = False
    heed_hours: bool = True
    """Whether consultation hours hold numbers back; a tour is made at any hour."""
    on_first_paint: Callable[[], None] = lambda: None

    @cached_property
    def contents(self) -> LateContents:
        """The installed release, or what the settings name.

        Raises `BadContent`; a terminal that nobody attends goes on without.
        """
        installed = pointer.present(self.place.folder.terminal_releases)
        if installed is not None:
            return LateContents(installed, paths.shipped("content"))
        instead = None if self.attended else paths.shipped("content")
        return LateContents(self.place.content, instead)

    @cached_property
    def vocabulary(self) -> Catalogs:
        return Catalogs(paths.shipped("locales"), self.place.folder.words)

    @cached_property
    def calendar(self) -> PublicHolidays:
        return PublicHolidays()

    @cached_property
    def finder(self) -> LateFinder:
        return LateFinder(self.contents.current)

    @cached_property
    def clock(self) -> HubClock:
        """One for all: what is shown, issued and decided has the hub's time."""
        return HubClock(SystemClock(), seconds_running)

    @cached_property
    def notes(self) -> ScreenNotes:
        notes = ScreenNotes()
        deaf = foot_version.TOLD_BY_THE_WINDOW in os.environ
        notes.complain(foot_version.TOUCH_NOT_HEARD, on=deaf)
        return notes

    @cached_property
    def noticeboard(self) -> LateNoticeboard:
        return LateNoticeboard(
            self.place.folder.release_trust,
            self.hub,
            lambda: self.token_now() or self.token,
            self.clock,
            self.notes,
            lambda: terminal_releases.given_root(self.place),
        )

    @cached_property
    def sign(self) -> OutOfOrderSign:
        return OutOfOrderSign(self.place.folder.out_of_order)

    @cached_property
    def code(self) -> CodeOnGlass:
        return CodeOnGlass()

    @cached_property
    def book(self) -> LateBook:
        return LateBook(self.hub, self.token, self.token_now)

    @cached_property
    def showing(self) -> ShowingNote:
        return terminal_releases.note_of(self.place)

    def learn(self, catalogue: Catalogue) -> None:
        """What the screens will ask for, so that no visitor waits for it."""
        for code in catalogue.site.languages:
            self.vocabulary.words(code)
        self.calendar.learn(catalogue)
        catalogue.pathway()

    def desk(self) -> LateDesk:
        contents, clock = self.contents, self.clock
        series, path = self.place.settings.terminal.series, self.place.folder.journal

        def open_journal() -> Journal:
            from kiosk.journal.tickets import Journal  # after the first paint

            zone = contents.current().site.time_zone
            journal = Journal.open(path, series, zone, clock, RandomIds())
            if journal.word is not None:
                clock.begin_with(journal.word.offset_seconds)
            return journal

        def rule(journal: Journal, link: HubLink) -> IssuingRule:
            from kiosk.sync.issuing import IssuingRule

            def deciding() -> Catalogue:
                known = contents.current()
                return known if self.heed_hours else known.without_hours()

            return IssuingRule(journal, link, clock, deciding, self.calendar)

        slips = slips_of(self)
        desk = LateDesk(
            open_journal,
            contents.current,
            self.public_address,
            lambda: contents.fell_back,
            rule,
            lambda: self.sign.hung() is not None,
            lambda: token_mark(self.token_now() or self.token),
            slips.issued,
        )
        slips.begin(desk)
        return desk

    def token_now(self) -> str | None:
        """What the token's file says now; None where that does not work."""
        try:
            return token_files.said_token(self.place)
        except KioskError:
            return None


def program() -> str:
    """The version that is installed here; a checkout that is not installed has none."""
    from importlib import metadata  # after the first paint

    try:
        return metadata.version("nexus-kiosk")
    except metadata.PackageNotFoundError:
        return "unknown"


def run(wiring: Wiring) -> int:
    """The process's exit status. Raises `BadContent` or `NewerDatabase`."""
    terminal_releases.count_start(wiring.place, wiring.showing)
    try:
        status = _run_with(wiring, wiring.desk())
    except KioskError:  # what is told to staff is no crash
        wiring.showing.ended()
        raise
    if status == 0:
        wiring.showing.ended()
    return status


def _run_with(wiring: Wiring, desk: LateDesk) -> int:
    try:
        threading.Thread(
            target=window_end.end_with_window, name="window", daemon=True
        ).start()
        return asyncio.run(_run(wiring, desk))
    finally:
        desk.close()


def _prepare(wiring: Wiring, desk: LateDesk) -> None:
    """All that a start need not wait for. Raises `BadContent` or `NewerDatabase`.

    A failing disk must not keep people from reading; a wrong version is told.
    """
    for module in WANTED_SOON:
        importlib.import_module(module)
    wiring.learn(wiring.contents.current())
    try:
        desk.open()
    except JournalUnavailable as error:
        if isinstance(error.__cause__, NewerDatabase):
            raise error.__cause__ from error


async def _run(wiring: Wiring, desk: LateDesk) -> int:
    wrong: list[KioskError] = []

    async def beside_the_screens() -> None:
        wiring.on_first_paint()
        try:
            await asyncio.to_thread(_prepare, wiring, desk)
        except (BadContent, NewerDatabase) as error:
            wrong.append(error)
            app.exit()
            return
        except Exception:  # no way to the hub, no journal: screens alone help nobody
            log.exception("what a start needs broke")
            app.exit(return_code=BROKE)
            return
        from kiosk.cli import terminal_commands, terminal_updates  # after the paint

        updates = terminal_updates.updater(wiring, app)
        condition = terminal_updates.watched(wiring, app)
        commands = terminal_commands.runner(
            wiring, app, desk, updates.status, condition
        )
        await asyncio.gather(
            stay_in_touch(wiring, desk, updates, condition, commands),
            settle(wiring.finder, app),
            updates.run(),
            wiring.noticeboard.run(),
            wiring.code.run(wiring, desk, program()),
            terminal_updates.prove_calm(wiring.showing),
        )

    sys.setswitchinterval(LONGEST_TURN)
    app = build(wiring, desk, beside_the_screens)
    _heed(app.exit, attended=wiring.attended)
    await app.run_async()
    if wrong:
        raise wrong[0]
    return app.return_code or int(app.gave_up)


def build(
    wiring: Wiring, desk: LateDesk, background: Callable[[], Awaitable[None]]
) -> KioskApp:
    terminal = wiring.place.settings.terminal
    return KioskApp(
        Ports(
            desk=desk,
            link=desk,
            contents=wiring.contents,
            vocabulary=wiring.vocabulary,
            clock=wiring.clock,
            calendar=wiring.calendar,
            finder=wiring.finder,
            notes=wiring.notes,
            notices=wiring.noticeboard,
            sign=wiring.sign,
            code=wiring.code,
            book=wiring.book,
        ),
        attended=wiring.attended,
        idle=IdleTimes(terminal.quiet_seconds, terminal.warning_seconds),
        theme=terminal.theme,
        motion=terminal.motion,
        background=background,
        driver=SturdyDriver,
        after_painting=garbage.tidy,
    )


async def stay_in_touch(
    wiring: Wiring,
    desk: LateDesk,
    updates: ReleaseUpdater | None = None,
    condition: ConditionWatch | None = None,
    commands: CommandRunner | None = None,
) -> None:
    """The outermost loop to the hub: whatever breaks is logged and begun again."""
    from kiosk.sync import runner  # after the first paint
    from kiosk.sync.condition import DeviceCondition
    from kiosk.sync.reporting import TerminalReporter
    from kiosk.sync.token_renewal import TokenRenewal

    clock = wiring.clock
    connect = runner.over_http(wiring.hub, wiring.token, wiring.token_now)
    status = updates.status if updates else None

    def hear(greeting: Greeting) -> None:
        wiring.noticeboard.hint(greeting.notices)
        wiring.book.hear(greeting.appointments)
        if updates is not None:  # a tour shows one content from beginning to end
            updates.hint(greeting.release)
        if commands is not None:
            commands.hear(greeting.commands)

    told = condition.now if condition else DeviceCondition
    reporter = TerminalReporter(
        wiring.notes,
        clock.running,
        program,
        status,
        told,
        series_is_set="terminal.series" in wiring.place.settings.said,
    )
    renewal = TokenRenewal(token_files.OwnToken(wiring.place), wiring.notes)
    jitter = random.Random()  # noqa: S311 - spreads load, guards nothing
    while True:
        try:
            local, link = await asyncio.to_thread(desk.open)
            lifeline = runner.Lifeline(
                *(local, link, connect, clock, jitter, reporter),
                *(hear, renewal, commands),
            )
            await lifeline.run()
        except JournalUnavailable:
            log.debug("the journal is still closed")
            await runner.report_no_journal(connect, reporter, clock, hear, commands)
        except Exception:
            log.exception("the terminal's way to the hub broke")
        await asyncio.sleep(TRY_AGAIN_SECONDS)


def _heed(leave: Callable[[], None], *, attended: bool) -> None:
    """TERM ends every terminal as it should be ended; an attended one hears more."""
    loop = asyncio.get_running_loop()
    also = (signal.SIGINT, signal.SIGHUP) if attended else ()
    for number in (signal.SIGTERM, *also):
        loop.add_signal_handler(number, leave)

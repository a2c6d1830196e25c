"""What a terminal does when staff ask for it from afar, and nothing else."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from kiosk.domain.commands import CommandKind, CommandOutcome, CommandReason
from kiosk.domain.screen_pictures import LARGEST
from kiosk.wire import CommandResult

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kiosk.cli.late_showing import LateShowing
    from kiosk.cli.out_of_order_sign import OutOfOrderSign
    from kiosk.releases.installed import InstalledReleases
    from kiosk.terminal.app import KioskApp
    from kiosk.terminal.screens.pattern import PatternScreen
    from kiosk.wire import ToldCommand

DONE = CommandResult(outcome=CommandOutcome.DONE)
STARTED_BY_A_SERVICE = "INVOCATION_ID"
"""A variable of the environment, set by systemd for what it starts again and again."""


def refused(reason: CommandReason) -> CommandResult:
    return CommandResult(outcome=CommandOutcome.REFUSED, reason=reason)


def failed(reason: CommandReason) -> CommandResult:
    return CommandResult(outcome=CommandOutcome.FAILED, reason=reason)


class LateCommands:
    """Implements `kiosk.sync.commands.CommandDeeds`; of the terminal's event loop."""

    def __init__(
        self,
        app: KioskApp,
        showing: LateShowing,
        installed: InstalledReleases,
        sign: OutOfOrderSign,
        tell: Callable[[], CommandResult],
        *,
        attended: bool = False,
    ) -> None:
        """`tell`: how the terminal is; blocks."""
        self._app = app
        self._showing = showing
        self._installed = installed
        self._sign = sign
        self._tell = tell
        self._attended = attended
        self._pattern: PatternScreen | None = None
        """The newest that was shown; over already, unless it is on the screen."""

    def is_free(self, kind: CommandKind) -> bool:
        """A test picture is nobody's: it may be seen, but not taken away."""
        if self._showing.may_change():
            return True
        seen_by_nobody = self._pattern is not None and self._app.screen is self._pattern
        return kind is CommandKind.SCREEN and seen_by_nobody and self._showing.is_calm()

    async def perform(
        self, kind: CommandKind, told: ToldCommand
    ) -> CommandResult | None:
        match kind:
            case CommandKind.RELOAD:
                return await self._reload()
            case CommandKind.RESTART:
                starts_again = STARTED_BY_A_SERVICE in os.environ and not self._attended
                return DONE if starts_again else refused(CommandReason.NOT_A_SERVICE)
            case CommandKind.TEST_PICTURE:
                return await self._in_turn(kind, self._show_pattern)
            case CommandKind.OUT_OF_ORDER:
                return await self._hang(told)
            case CommandKind.IN_ORDER:
                return await self._take_down()
            case CommandKind.DIAGNOSTICS:
                return await asyncio.to_thread(self._tell)
            case CommandKind.SCREEN:
                return await self._in_turn(kind, self._picture)

    def restart(self) -> None:
        """Its service starts whatever ends; 0 counts as no crash of what is shown."""
        self._app.exit()

    async def _reload(self) -> CommandResult | None:
        release = await asyncio.to_thread(self._installed.current)
        await self._showing.prepare(release)
        newest = await asyncio.to_thread(self._installed.current)
        if newest.folder != release.folder:
            return None  # another came meanwhile
        return DONE if await self._showing.show(anew=True) else None

    async def _hang(self, told: ToldCommand) -> CommandResult | None:
        """On the disk first: who dies between the two begins with the sign."""
        if not told.texts.get("de"):
            return refused(CommandReason.NO_TEXT)
        sign = await asyncio.to_thread(self._sign.write, told.texts)

        async def hang() -> CommandResult:
            self._sign.hang(sign)
            await self._app.forget_visitor()
            return DONE

        hung = await self._in_turn(CommandKind.OUT_OF_ORDER, hang)
        if hung is None:
            await asyncio.to_thread(self._sign.erase)
        return hung

    async def _take_down(self) -> CommandResult | None:
        await asyncio.to_thread(self._sign.erase)

        async def take_down() -> CommandResult:
            self._sign.take_down()
            await self._app.forget_visitor()
            return DONE

        return await self._in_turn(CommandKind.IN_ORDER, take_down)

    async def _show_pattern(self) -> CommandResult:
        from kiosk.terminal.screens.pattern import PatternScreen

        self._pattern = PatternScreen(self._app.session)
        await self._app.push_screen(self._pattern)
        return DONE

    async def _picture(self) -> CommandResult:
        from kiosk.cli.picturing.cells import grid_of
        from kiosk.cli.picturing.svg import svg

        drawn = svg(grid_of(self._app))
        if len(drawn) > LARGEST:
            return failed(CommandReason.TOO_LARGE)
        return CommandResult(outcome=CommandOutcome.DONE, picture=drawn)

    async def _in_turn(
        self, kind: CommandKind, work: Callable[[], Awaitable[CommandResult]]
    ) -> CommandResult | None:
        """In the app's own turn, so that no touch is halfway through; None where
        somebody has come. Raises what the work raises."""
        done: asyncio.Future[CommandResult | None]
        done = asyncio.get_running_loop().create_future()

        async def turn() -> None:
            try:
                done.set_result(await work() if self.is_free(kind) else None)
            except Exception as error:  # noqa: BLE001 - raised where it is awaited
                done.set_exception(error)

        self._app.call_later(turn)
        return await done

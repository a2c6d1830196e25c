"""When a terminal does what staff ask for: never before a visitor, never too late.

Each is told with every greeting until the hub has its answer; so none is lost, and what
was done is not done again. A restart comes last: after the hub knows of it.
"""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.commands import (
    WAITS_FOR_NOBODY,
    CommandKind,
    CommandOutcome,
    CommandReason,
)
from kiosk.errors import DeliveryRefused, KioskError, UpdateRefused
from kiosk.sync.hub import WRONG_TOKEN, said_in_log
from kiosk.wire import CommandResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.sync.hub import Hub
    from kiosk.wire import ToldCommand

log = logging.getLogger(__name__)

REMEMBERED = 64
"""Answered ones that a greeting on its way may still name."""
MOST_AT_ONCE = 16
SOMEBODY = CommandResult(
    outcome=CommandOutcome.REFUSED, reason=CommandReason.SOMEBODY_IS_THERE
)
BROKE = CommandResult(outcome=CommandOutcome.FAILED, reason=CommandReason.BROKE)


class CommandDeeds(Protocol):
    """The screens, and all that lies behind them."""

    def is_free(self, kind: CommandKind, /) -> bool:
        """Whether nobody is there whom this would disturb."""
        ...

    async def perform(
        self, kind: CommandKind, told: ToldCommand
    ) -> CommandResult | None:
        """None: somebody came meanwhile. Raises `KioskError`."""
        ...

    def restart(self) -> None:
        """End the program, so that its service starts it anew."""
        ...


class CommandRunner:
    """Used by the terminal's event loop only."""

    def __init__(self, deeds: CommandDeeds, now: Callable[[], datetime]) -> None:
        """`now`: by the hub's clock."""
        self._deeds = deeds
        self._now = now
        self._waiting: tuple[ToldCommand, ...] = ()
        self._unsent: dict[str, tuple[ToldCommand, CommandResult]] = {}
        self._answered: deque[str] = deque(maxlen=REMEMBERED)

    def hear(self, told: tuple[ToldCommand, ...] | None) -> None:
        """What a greeting says: all that the hub has no answer to."""
        self._waiting = (told or ())[:MOST_AT_ONCE]

    async def step(self, hub: Hub) -> bool:
        """Do what can be done now and tell the hub; whether anything was done.

        Raises `HubError` for what concerns more than one command.
        """
        done = False
        for told in self._waiting:
            if told.id in self._answered or told.id in self._unsent:
                continue
            result = await self._result(told)
            if result is not None:
                self._unsent[told.id] = (told, result)
                done = True
        for told, result in [*self._unsent.values()]:
            await self._tell(hub, told, result)
        return done

    async def _result(self, told: ToldCommand) -> CommandResult | None:
        """None: not yet."""
        if self._now() >= told.expires:
            return CommandResult(outcome=CommandOutcome.EXPIRED)
        if told.kind not in set(CommandKind):
            return CommandResult(
                outcome=CommandOutcome.REFUSED, reason=CommandReason.UNKNOWN_KIND
            )
        kind = CommandKind(told.kind)
        if not self._deeds.is_free(kind):
            if kind is CommandKind.SCREEN:
                return SOMEBODY
            if kind in WAITS_FOR_NOBODY:
                return None
        return await self._performed(kind, told)

    async def _performed(
        self, kind: CommandKind, told: ToldCommand
    ) -> CommandResult | None:
        try:
            result = await self._deeds.perform(kind, told)
        except UpdateRefused as error:
            log.error("%s failed: %s %s", kind, error, error.remedy)
            return CommandResult(outcome=CommandOutcome.FAILED, reason=error.reason)
        except KioskError as error:
            log.error("%s failed: %s %s", kind, error, error.remedy)
            return CommandResult(
                outcome=CommandOutcome.FAILED, reason=CommandReason.NOT_WRITTEN
            )
        except Exception:  # it must not be tried again for a quarter of an hour
            log.exception("%s broke", kind)
            return BROKE
        if result is None and kind is CommandKind.SCREEN:
            return SOMEBODY
        return result

    async def _tell(self, hub: Hub, told: ToldCommand, result: CommandResult) -> None:
        try:
            await hub.answer_command(told.id, result)
        except DeliveryRefused as error:
            if error.status in WRONG_TOKEN:
                raise
            log.warning("the hub takes no answer: %s", said_in_log(error))
        else:
            log.info("asked by staff: %s, %s", told.kind[:32], result.outcome)
            if (told.kind, result.outcome) == (
                CommandKind.RESTART,
                CommandOutcome.DONE,
            ):
                self._deeds.restart()
        self._unsent.pop(told.id, None)
        self._answered.append(told.id)

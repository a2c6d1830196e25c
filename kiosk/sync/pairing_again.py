"""How a terminal that the hub has revoked asks to be paired anew, beside its screens.

It draws a new token as at its first start and shows the code that the hub gives it for
that; visitors go on reading. The old token is used until the new one is good, in case
that it was refused by mistake.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from kiosk.domain import pairing
from kiosk.errors import DataFolderUnusable, DeliveryRefused, HubUnreachable, NoToken
from kiosk.sync.hub import WRONG_TOKEN, said_in_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.wire import PairingCode

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
ASK_SECONDS = 5.0
NO_CODE_SECONDS = 300.0
"""Until a hub is asked again that gives none: too many ask, or it is an older one."""


class TokensOfTerminal(Protocol):
    """Where this terminal keeps the token that it has and the one that it asks for."""

    def asked(self) -> str:
        """The one it asks with; drawn and kept at the first time."""
        ...

    def draw_another(self) -> None:
        """The hub does not take the asked one either."""
        ...

    def take_up(self) -> None:
        """The asked one is good: it is used from now on, the old one is set aside."""
        ...


class PairingAgain:
    """Used by the terminal's event loop; `code` is asked by the screens."""

    def __init__(
        self,
        refused: Callable[[], bool],
        ask: Callable[[str], PairingCode],
        tokens: TokensOfTerminal,
        running: Callable[[], float],
    ) -> None:
        """`refused`: whether the hub takes the token that is used; never blocks.

        `ask` blocks; it raises `HubUnreachable` and `DeliveryRefused`. `running` counts
        seconds.
        """
        self._refused = refused
        self._ask = ask
        self._tokens = tokens
        self._running = running
        self._code = ""
        self._good_until = 0.0
        self._next_at = 0.0

    def code(self) -> str:
        """As people read it; empty while there is none. Never blocks."""
        return self._code if self._running() < self._good_until else ""

    async def run(self) -> None:
        while True:
            try:
                await self.step()
            except Exception:
                log.exception("asking to be paired again broke")
                self._next_at = self._running() + NO_CODE_SECONDS
            await asyncio.sleep(LOOK_SECONDS)

    async def step(self) -> None:
        """Ask, while that is of use."""
        if not self._refused():
            self._show("", 0.0)
            return
        if self._running() < self._next_at:
            return
        self._next_at = self._running() + ASK_SECONDS
        try:
            answer = await asyncio.to_thread(self._asked)
            if answer.paired:
                await asyncio.to_thread(self._tokens.take_up)
                log.info("the hub has paired this terminal again")
        except HubUnreachable as error:
            log.debug("no code: %s", said_in_log(error))
        except (DataFolderUnusable, NoToken) as error:
            log.error("cannot be paired again: %s %s", error, error.remedy)
            self._next_at = self._running() + NO_CODE_SECONDS
        except DeliveryRefused as error:
            await self._heed(error)
        else:
            code = pairing.shown(answer.code) if answer.code else ""
            self._show(code, float(answer.seconds_left))

    def _asked(self) -> PairingCode:
        return self._ask(self._tokens.asked())

    async def _heed(self, error: DeliveryRefused) -> None:
        if error.status in WRONG_TOKEN:
            await asyncio.to_thread(self._tokens.draw_another)
            return
        if error.status != HTTPStatus.TOO_MANY_REQUESTS:
            log.error("the hub gives no code: %s %s", said_in_log(error), error.remedy)
        self._next_at = self._running() + NO_CODE_SECONDS

    def _show(self, code: str, seconds_left: float) -> None:
        if code and code != self._code:
            log.warning(
                "revoked: asks the hub to be paired again; the code is %s", code
            )
        self._code, self._good_until = code, self._running() + seconds_left

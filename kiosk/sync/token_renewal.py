"""When and in which order a terminal renews its token: kept first, used last.

Broken off anywhere, it has a token that the hub takes: the hub takes the old one until
it hears the new one, and that is in its file before it is used.
"""

from __future__ import annotations

import asyncio
import logging
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import DeliveryRefused, HubError, KioskError
from kiosk.sync.hub import WRONG_TOKEN, said_in_log

if TYPE_CHECKING:
    from kiosk.sync.hub import Hub
    from kiosk.sync.notes import ScreenNotes

log = logging.getLogger(__name__)

NOT_RENEWED = "token-not-renewed"
"""What staff are told, until it works."""


class KeepsToken(Protocol):
    """Where the token lies. Both block, and raise `KioskError` where it cannot be
    written."""

    def draw(self, used: str) -> str:
        """The next token, which lies beside the one that is used from now on; the same
        until it is taken up."""
        ...

    def keep(self, used: str) -> None:
        """The next token takes the place of this one, at once and for good."""
        ...


class TokenRenewal:
    def __init__(self, kept: KeepsToken, notes: ScreenNotes) -> None:
        self._kept = kept
        self._notes = notes
        self._told = ""

    async def heed(self, hub: Hub, *, due: bool) -> None:
        """After a greeting. Raises `HubError` for what concerns more than the token."""
        if not due:
            self._notes.complain(NOT_RENEWED, on=False)
            return
        try:
            await self._renew(hub, hub.token)
        except DeliveryRefused as error:
            if error.status in WRONG_TOKEN:
                raise
            self._complain(said_in_log(error))
        except HubError:
            raise
        except KioskError as error:
            self._complain(f"{error} {error.remedy}")

    async def _renew(self, hub: Hub, used: str) -> None:
        coming = await asyncio.to_thread(self._kept.draw, used)
        await hub.announce_token(sha256(coming.encode()).hexdigest())
        await asyncio.to_thread(self._kept.keep, used)
        await hub.take_up_token()
        self._notes.complain(NOT_RENEWED, on=False)
        log.info("this terminal has renewed its token")

    def _complain(self, reason: str) -> None:
        """The old one goes on to be used; the log has it once."""
        self._notes.complain(NOT_RENEWED, on=True)
        if reason != self._told:
            log.warning("the token is not renewed: %s", reason)
            self._told = reason

"""How the terminal and its hub get on: the one record of it, for screens and staff."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.domain.link import LinkState
from kiosk.errors import DeliveryRefused
from kiosk.sync.hub import WRONG_TOKEN, said_in_log

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.errors import KioskError
    from kiosk.journal.tickets import Journal

logger = logging.getLogger(__name__)


class HubLink:
    """Implements `kiosk.terminal.ports.Link`; logs only what changes."""

    def __init__(
        self, journal: Journal, token_mark: Callable[[], str] = lambda: ""
    ) -> None:
        """`token_mark` tells the token that is used now from others, and does not open
        anything."""
        self._journal = journal
        self._token_mark = token_mark
        mark = token_mark()
        self._refused = bool(mark) and journal.refused_token == mark
        self._state = LinkState.UNKNOWN
        self._last_heard: datetime | None = None
        self._trouble: KioskError | None = None

    def state(self) -> LinkState:
        return self._state

    def last_heard(self) -> datetime | None:
        return self._last_heard

    def undelivered(self) -> int:
        return self._journal.undelivered()

    def trouble(self) -> KioskError | None:
        """Why the link is down, for staff; None while it is not."""
        return self._trouble

    @property
    def refused(self) -> bool:
        """Whether the hub, by its own word, does not take this terminal's token."""
        return self._refused

    @property
    def refused_mark(self) -> str:
        """What the journal should remember of it."""
        return self._token_mark() if self._refused else ""

    def heard(self, now: datetime) -> bool:
        """The hub answered as it should; say whether it is back from being away."""
        back = self._state is not LinkState.UP
        if back:
            logger.info("the hub answers")
        self._state = LinkState.UP
        self._last_heard = now
        self._trouble = None
        self._refused = False
        return back

    def lost(self, trouble: KioskError) -> None:
        """The hub did not answer, or does not know this terminal any longer."""
        if self._state is not LinkState.DOWN or str(self._trouble) != str(trouble):
            logger.warning("%s", said_in_log(trouble))
        self._state = LinkState.DOWN
        self._trouble = trouble
        if isinstance(trouble, DeliveryRefused) and trouble.by_hub:
            self._refused |= trouble.status in WRONG_TOKEN

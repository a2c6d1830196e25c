"""Remembers for a moment whose token is whose, and so saves each delivery a read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.operations import fleet

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.context import Context

FOR = timedelta(seconds=1)
"""How long a token may still open something after another process has revoked it."""


class KnownTerminals:
    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: dict[str, tuple[PairedTerminal, datetime]] = {}

    def remembered(self, token: str) -> PairedTerminal | None:
        """Without touching the database; None when it must be asked."""
        terminal, until = self._known.get(token, (None, None))
        if until is None or not until - FOR <= self._ctx.clock.now() < until:
            return None
        return terminal

    def ask(self, token: str) -> PairedTerminal:
        """Also notes the sign of life. Raises `NotSignedIn`; blocks."""
        terminal = fleet.by_token(self._ctx, token)
        terminal = fleet.seen(self._ctx, terminal)
        self._forget_token_before(terminal)
        self._known[token] = (terminal, self._ctx.clock.now() + FOR)
        return terminal

    def forget(self) -> None:
        """After a change that this process made: nothing is remembered any more."""
        self._known.clear()

    def _forget_token_before(self, terminal: PairedTerminal) -> None:
        """It renews its token by itself: what it had opens nothing from then on."""
        for token, (known, _until) in [*self._known.items()]:
            if known.id == terminal.id and known.token_since != terminal.token_since:
                self._known.pop(token, None)

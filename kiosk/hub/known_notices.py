"""What visitors' pages tell everybody, read for all of them once in a while."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.site_notices import SiteNotice, in_order
from kiosk.operations import notices

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.operations.context import Context

KEPT_FOR = timedelta(seconds=2)
"""A notice of another process is known after that."""


class KnownNotices:
    """Used by many threads."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._lock = threading.Lock()
        self._read_at: datetime | None = None
        self._known: tuple[SiteNotice, ...] = ()

    def shown(self) -> tuple[SiteNotice, ...]:
        """Now, the most important first. One small read, and seldom that."""
        with self._lock:
            now = self._ctx.clock.now()
            if (
                self._read_at is None
                or not timedelta() <= now - self._read_at < KEPT_FOR
            ):
                self._known = tuple(notices.known(self._ctx))
                self._read_at = now
        return self.remembered()

    def remembered(self) -> tuple[SiteNotice, ...]:
        """The same as of the last read, which may have been a while ago."""
        return in_order(self._known, self._ctx.clock.now())

    def forget(self) -> None:
        """Something was put up or taken down here."""
        with self._lock:
            self._read_at = None

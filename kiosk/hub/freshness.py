"""How the hub keeps saying, unasked, that its newest release is the newest."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from litestar.concurrency import sync_to_thread

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext

log = logging.getLogger("kiosk.hub")

FRESHNESS_SECONDS = 300.0
"""What is renewed holds for a day, and is renewed when half of it is over."""


class FreshnessWatch:
    def __init__(self, hub: HubContext) -> None:
        self._hub = hub

    async def renew(self) -> None:
        """Raises `KeyUnusable`; it is tried again."""
        content = self._hub.ctx.content
        if content is None:
            return
        renewed = await sync_to_thread(content.signing.renew, self._hub.ctx.database)
        if renewed:
            log.info("renewed what vouches for releases: %s", ", ".join(renewed))

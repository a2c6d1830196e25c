"""What every handler is handed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from litestar.di import NamedDependency

from kiosk.hub.deliveries import Deliveries
from kiosk.hub.known_terminals import KnownTerminals

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.hub.broadcast import Broadcast
    from kiosk.hub.rendering import Pages
    from kiosk.hub.settings import HubSettings
    from kiosk.operations.context import Context, Outcome


class HubContext:
    """No dataclass: Litestar would look into one at each request to validate it."""

    __slots__ = ("broadcast", "ctx", "deliveries", "pages", "settings", "terminals")

    def __init__(
        self, ctx: Context, settings: HubSettings, broadcast: Broadcast, pages: Pages
    ) -> None:
        self.ctx = ctx
        self.settings = settings
        self.broadcast = broadcast
        self.pages = pages
        self.terminals = KnownTerminals(ctx)
        self.deliveries = Deliveries(ctx, broadcast)

    def tell(self, outcome: Outcome) -> Outcome:
        """Wake the listeners of a change; it is committed already."""
        self.broadcast.publish(outcome.events)
        return outcome

    def minutes_since(self, moment: datetime) -> int:
        """Whole minutes; 0 for a moment of a clock that is ahead."""
        return max(0, (self.ctx.clock.now() - moment) // timedelta(minutes=1))


Hub = NamedDependency[HubContext]
"""As handlers name it."""

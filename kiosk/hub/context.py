"""What every handler is handed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from litestar.di import NamedDependency

from kiosk.hub.deliveries import Deliveries
from kiosk.hub.known_browsers import KnownBrowsers
from kiosk.hub.known_terminals import KnownTerminals
from kiosk.hub.open_streams import OpenStreams
from kiosk.hub.password_threads import PasswordThreads

if TYPE_CHECKING:
    from datetime import datetime

    from litestar import Request

    from kiosk.hub.broadcast import Broadcast
    from kiosk.hub.rendering import Pages
    from kiosk.hub.settings import HubSettings
    from kiosk.operations.context import Context, Outcome


class HubContext:
    """No dataclass: Litestar would look into one at each request to validate it."""

    __slots__ = (
        "broadcast",
        "ctx",
        "deliveries",
        "known_browsers",
        "pages",
        "passwords",
        "settings",
        "streams",
        "terminals",
    )

    def __init__(
        self, ctx: Context, settings: HubSettings, broadcast: Broadcast, pages: Pages
    ) -> None:
        self.ctx = ctx
        self.settings = settings
        self.broadcast = broadcast
        self.pages = pages
        self.terminals = KnownTerminals(ctx)
        self.deliveries = Deliveries(ctx, broadcast)
        self.passwords = PasswordThreads()
        self.streams = OpenStreams()
        self.known_browsers = KnownBrowsers(
            settings.secret, secure=settings.secure_cookies
        )

    def tell(self, outcome: Outcome) -> Outcome:
        """Wake the listeners of a change; it is committed already."""
        self.broadcast.publish(outcome.events)
        return outcome

    def would_lose_cookies(self, request: Request[Any, Any, Any]) -> bool:
        """Whether the browser came by http where cookies come back by https alone.

        A proxy that the settings do not name is believed here: it gains nothing.
        Without `request.url`: it would read the Host header, which may be nonsense.
        """
        said = request.headers.get("x-forwarded-proto", request.scope["scheme"])
        return self.settings.secure_cookies and said != "https"

    def minutes_since(self, moment: datetime) -> int:
        """Whole minutes; 0 for a moment of a clock that is ahead."""
        return max(0, (self.ctx.clock.now() - moment) // timedelta(minutes=1))


Hub = NamedDependency[HubContext]
"""As handlers name it."""

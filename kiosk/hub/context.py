"""What every handler is handed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from litestar.di import NamedDependency

from kiosk.hub import sessions
from kiosk.hub.code_turns import CodeTurns
from kiosk.hub.deliveries import Deliveries
from kiosk.hub.draft_readiness import DraftReadiness
from kiosk.hub.known_browsers import KnownBrowsers
from kiosk.hub.known_notices import KnownNotices
from kiosk.hub.known_terminals import KnownTerminals
from kiosk.hub.metrics import RequestTimes
from kiosk.hub.open_streams import OpenStreams
from kiosk.hub.password_threads import PasswordThreads
from kiosk.hub.service_pages import ServicePages
from kiosk.hub.sign_on_cookie import SignOnCookie
from kiosk.hub.spoken_calls import SpokenCalls
from kiosk.operations.draft_overview import DraftOverviews
from kiosk.operations.draft_release import DraftOffers

if TYPE_CHECKING:
    from datetime import datetime

    from litestar import Request

    from kiosk.hub.broadcast import Broadcast
    from kiosk.hub.previews import Previews
    from kiosk.hub.rendering import Pages
    from kiosk.hub.settings import HubSettings
    from kiosk.hub.spoken_calls import Voice
    from kiosk.operations.alerts import Alerting
    from kiosk.operations.context import Context, Outcome
    from kiosk.operations.sign_on import SignOn


class HubContext:
    """No dataclass: Litestar would look into one at each request to validate it."""

    __slots__ = (
        "alerting",
        "broadcast",
        "code_turns",
        "ctx",
        "deliveries",
        "draft",
        "known_browsers",
        "notices",
        "offers",
        "overviews",
        "pages",
        "passwords",
        "previews",
        "request_times",
        "services",
        "settings",
        "sign_on",
        "sign_on_cookie",
        "spoken_calls",
        "streams",
        "terminals",
    )

    def __init__(
        self,
        ctx: Context,
        settings: HubSettings,
        broadcast: Broadcast,
        pages: Pages,
        previews: Previews | None = None,
        sign_on: SignOn | None = None,
        alerting: Alerting | None = None,
        voice: Voice | None = None,
    ) -> None:
        """`previews`: None where no terminal's screens can be drawn; `sign_on`: None
        where the site has none of its own; `alerting`: None where nobody is told;
        `voice`: None where calls are not spoken."""
        self.ctx = ctx
        self.settings = settings
        self.broadcast = broadcast
        self.pages = pages
        self.services = ServicePages(ctx, pages, settings.public_address)
        self.previews = previews
        self.sign_on = sign_on
        self.alerting = alerting
        self.sign_on_cookie = SignOnCookie(
            ctx.seal, ctx.clock, secure=settings.secure_cookies
        )
        self.request_times = RequestTimes()
        self.overviews = DraftOverviews()
        self.offers = DraftOffers()
        self.draft = DraftReadiness(
            lambda: ctx.draft is None or ctx.draft.is_current(ctx),
            lambda: self.overviews.now(ctx),
        )
        self.spoken_calls = SpokenCalls(ctx, pages, voice)
        self.terminals = KnownTerminals(ctx)
        self.notices = KnownNotices(ctx)
        self.deliveries = Deliveries(ctx, broadcast)
        self.passwords = PasswordThreads()
        self.code_turns = CodeTurns()
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

    def session_of(self, request: Request[Any, Any, Any]) -> str:
        """The secret of this browser's session; "" where there is none."""
        return sessions.id_of(request, secure=self.settings.secure_cookies)

    def minutes_since(self, moment: datetime) -> int:
        """Whole minutes; 0 for a moment of a clock that is ahead."""
        return max(0, (self.ctx.clock.now() - moment) // timedelta(minutes=1))


Hub = NamedDependency[HubContext]
"""As handlers name it."""

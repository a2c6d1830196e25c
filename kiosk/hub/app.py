"""The routing table of the hub, and how its parts are put together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from litestar import Litestar, Router
from litestar.datastructures import CacheControlHeader
from litestar.di import Provide
from litestar.static_files import create_static_files_router

from kiosk import wire
from kiosk.hub import (
    background,
    failing,
    form_tokens,
    heads,
    incoming,
    outgoing,
    sessions,
)
from kiosk.hub.api import description, health, terminals, tickets, unread
from kiosk.hub.auth import StaffAuthentication, TerminalAuthentication
from kiosk.hub.broadcast import Broadcast
from kiosk.hub.context import HubContext
from kiosk.hub.pages import (
    desk,
    queue,
    short_link,
    sign_in,
    staff,
    ticket,
    today,
    welcome,
)
from kiosk.hub.rendering import STATIC, Pages

if TYPE_CHECKING:
    from kiosk.hub.rendering import PageVocabulary
    from kiosk.hub.settings import HubSettings
    from kiosk.operations.context import Context

LARGEST_BODY = 64 * 1024
YEAR = 365 * 24 * 3600


def create_app(
    ctx: Context, vocabulary: PageVocabulary, settings: HubSettings
) -> Litestar:
    secure = settings.secure_cookies
    pages = Pages(vocabulary, ctx.catalogue, secure=secure)
    hub = HubContext(ctx, settings, Broadcast(), pages)
    app = Litestar(
        route_handlers=[
            health.health,
            health.ready,
            _api(),
            _staff_pages(settings.secret, secure=secure),
            _visitor_pages(),
            _static_files(),
        ],
        dependencies={"hub": Provide(lambda: hub, sync_to_thread=False)},
        exception_handlers=failing.handlers(hub),
        after_exception=[unread.note],
        before_request=incoming.check,
        before_send=[outgoing.hook(secure=secure)],
        stores={"sessions": sessions.SessionStore(ctx)},
        request_max_body_size=LARGEST_BODY,
        openapi_config=description.config(),
        lifespan=[partial(background.running, hub)],
        logging_config=None,  # its lines would hold addresses, and these codes
    )
    app.asgi_handler = heads.answered(app.asgi_handler)
    app.state.hub = hub  # for middleware, which Litestar copies before it uses it
    return app


def _api() -> Router:
    return Router(
        wire.PREFIX,
        route_handlers=[tickets.router, terminals.router],
        middleware=[TerminalAuthentication],
    )


def _staff_pages(secret: str, *, secure: bool) -> Router:
    return Router(
        "/",
        route_handlers=[
            *(sign_in.form, sign_in.sign_in, sign_in.sign_out),
            *(welcome.form, welcome.accept),
            *(desk.form, desk.choose, desk.ask_before_leaving, desk.leave),
            *(desk.skills_of, desk.set_skills),
            *(queue.show, queue.live, queue.events, queue.call_next, queue.move),
            *(today.start, today.show),
            staff.router,
        ],
        middleware=[
            form_tokens.middleware(secret, secure=secure),
            sessions.settings(secure=secure).middleware,
            StaffAuthentication,
        ],
        include_in_schema=False,
    )


def _visitor_pages() -> Router:
    return Router(
        "/",
        route_handlers=[
            ticket.show,
            ticket.live,
            ticket.events,
            ticket.ask_to_withdraw,
            ticket.withdraw,
            short_link.follow,
        ],
        include_in_schema=False,
    )


def _static_files() -> Router:
    return create_static_files_router(
        "/static",
        [STATIC],
        cache_control=CacheControlHeader(max_age=YEAR, immutable=True),
        include_in_schema=False,
    )

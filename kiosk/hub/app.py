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
    kept_typing,
    outgoing,
    recognising,
    sessions,
)
from kiosk.hub.api import appointments as api_appointments
from kiosk.hub.api import (
    description,
    health,
    metrics,
    pairing,
    releases,
    signing,
    terminals,
    tickets,
    unread,
)
from kiosk.hub.auth import (
    StaffAuthentication,
    TerminalAuthentication,
    counsellors,
)
from kiosk.hub.broadcast import Broadcast
from kiosk.hub.context import HubContext
from kiosk.hub.pages import (
    account,
    app_off,
    appointment,
    asides,
    audit,
    booking,
    desk,
    devices,
    display,
    figures,
    first_booking,
    giving_back,
    notices,
    passkeys,
    placing,
    plan,
    queue,
    reception,
    second_factor,
    service,
    sign_in,
    staff,
    ticket,
    today,
    waits,
    welcome,
)
from kiosk.hub.pages import sign_on as sign_on_pages
from kiosk.hub.pages.content import routes as content
from kiosk.hub.pages.releases import routes as release_pages
from kiosk.hub.rendering import STATIC, Pages
from kiosk.operations import desk_titles

if TYPE_CHECKING:
    from kiosk.hub.previews import Previews
    from kiosk.hub.rendering import PageVocabulary
    from kiosk.hub.settings import HubSettings
    from kiosk.hub.spoken_calls import Voice
    from kiosk.operations.alerts import Alerting
    from kiosk.operations.context import Context
    from kiosk.operations.sign_on import SignOn

LARGEST_BODY = 64 * 1024
YEAR = 365 * 24 * 3600


def create_app(
    ctx: Context,
    vocabulary: PageVocabulary,
    settings: HubSettings,
    previews: Previews | None = None,
    sign_on: SignOn | None = None,
    alerting: Alerting | None = None,
    routes: Litestar | None = None,
    voice: Voice | None = None,
) -> Litestar:
    """`routes`: those of an app that has ended, with the same secret and scheme."""
    secure = settings.secure_cookies
    ended_desk = partial(desk_titles.last_title, ctx)
    pages = Pages(vocabulary, ctx.catalogue, ended_desk, secure=secure)
    ports = (previews, sign_on, alerting, voice)
    hub = HubContext(ctx, settings, Broadcast(), pages, *ports)
    app = routes or _routes(settings.secret, secure=secure)
    app.state.hub = hub
    app.stores.register("sessions", sessions.SessionStore(ctx), allow_override=True)
    app.asgi_handler = hub.request_times.measured(app.state.answered)
    return app


def _routes(secret: str, *, secure: bool) -> Litestar:
    """They ask `app.state` for the hub: reading their signatures takes half a second,
    and what they are does not depend on it."""
    app = Litestar(
        route_handlers=[
            health.health,
            health.ready,
            metrics.metrics,
            _api(),
            signing.router,
            pairing.router,
            _staff_pages(secret, secure=secure),
            _visitor_pages(),
            _display_pages(),
            _static_files(),
        ],
        dependencies={"hub": Provide(lambda: app.state.hub, sync_to_thread=False)},
        exception_handlers=failing.HANDLERS,
        after_exception=[unread.note],
        before_request=incoming.check,
        before_send=[form_tokens.set_offered, outgoing.hook(secure=secure)],
        request_max_body_size=LARGEST_BODY,
        openapi_config=description.config(),
        lifespan=[lambda app: background.running(app.state.hub, app)],
        logging_config=None,  # its lines would hold addresses, and these codes
    )
    app.state.answered = heads.answered(app.asgi_handler)
    return app


def _api() -> Router:
    return Router(
        wire.PREFIX,
        route_handlers=[
            tickets.router,
            terminals.router,
            api_appointments.router,
            releases.router,
        ],
        middleware=[TerminalAuthentication],
    )


def _staff_pages(secret: str, *, secure: bool) -> Router:
    return Router(
        "/",
        route_handlers=[
            *(sign_in.form, sign_in.sign_in, sign_in.sign_out),
            *(welcome.form, welcome.accept),
            *(sign_on_pages.leave, sign_on_pages.leave_to_link),
            sign_on_pages.come_back,
            *(desk.skills_of, desk.set_skills),
            *(second_factor.form, second_factor.prove, second_factor.renew_codes),
            *(second_factor.ask_to_set_up, second_factor.set_up),
            *(app_off.form, app_off.switch_off),
            *(passkeys.ask_to_add, passkeys.add, passkeys.use, passkeys.remove),
            *(today.start, account.show, account.end_session),
            _counsellors_pages(),
            staff.router,
            devices.router,
            audit.router,
            figures.router,
            content.router,
            release_pages.router,
            notices.router,
        ],
        middleware=[
            kept_typing.middleware,
            recognising.middleware,
            form_tokens.middleware(secret, secure=secure),
            sessions.settings(secure=secure).middleware,
            StaffAuthentication,
        ],
        include_in_schema=False,
    )


def _counsellors_pages() -> Router:
    return Router(
        "/",
        route_handlers=[
            *(desk.form, desk.choose, desk.ask_before_leaving, desk.leave),
            *(queue.show, queue.live, queue.events, queue.call_next, queue.move),
            *(asides.pause, asides.come_back),
            *(asides.ask_for_help, asides.end_help, asides.come_to_help),
            *(placing.show, placing.transfer, placing.put_ahead),
            *(giving_back.ask_to_give_back, giving_back.give_back),
            *(booking.choose, booking.book, booking.listing, booking.show),
            *(booking.ask_to_cancel, booking.cancel),
            *(first_booking.choose, first_booking.book),
            *(today.show, waits.show),
        ],
        guards=[counsellors],
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
            *(ticket.ask_to_step_back, ticket.step_back, ticket.give_feedback),
            *(appointment.show, appointment.calendar),
            *(appointment.choose, appointment.move),
            *(appointment.ask_to_cancel, appointment.cancel),
            reception.entry,
            *(service.index, service.show, service.show_in_language),
            *(plan.show, plan.show_in_language),
        ],
        include_in_schema=False,
    )


def _display_pages() -> Router:
    """Who asks, a cookie of their own says; nothing is changed by asking."""
    return Router(
        "/",
        route_handlers=[display.show, display.live, display.events, display.spoken],
        include_in_schema=False,
    )


def _static_files() -> Router:
    return create_static_files_router(
        "/static",
        [STATIC],
        cache_control=CacheControlHeader(max_age=YEAR, immutable=True),
        include_in_schema=False,
    )

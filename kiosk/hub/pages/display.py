"""The call display: a browser on a large screen that an administrator has paired.

Whoever is not paired is shown a code and nothing else; there is nothing to press.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar import Request, get
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response, ServerSentEvent

from kiosk.catalogue.holidays import PublicHolidays
from kiosk.domain import open_hours
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.open_hours import Unknown
from kiosk.errors import NotFound, TooManyTries
from kiosk.hub import display_cookie, streams
from kiosk.hub.connections import grouped
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.i18n import open_hours as told_hours
from kiosk.i18n.languages import FALLBACKS, LANGUAGES
from kiosk.i18n.notice_kinds import kind_words
from kiosk.i18n.open_hours import Now
from kiosk.operations import calling, displays, pairing, presence

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from litestar.response import ServerSentEventMessage

    from kiosk.domain.displays import PairedDisplay
    from kiosk.hub.context import HubContext

DisplayRequest = Request[Any, Any, Any]

PATH = "/display"
PROGRAM = "browser"
MOST_NOTICES = 2
"""More would leave the numbers no room."""
FILES = ("display.js", "display.css", "live.js", "stream.js", "vendor/htmx.min.js")
TEMPLATES = ("display/page.html", "display/_live.html")
"""With these the page changes: whoever shows it loads it anew."""
ONE_FOR_ALL = "displays"
"""What displays are told of is looked up once for all of them."""


@get(PATH, sync_to_thread=True)
def show(hub: Hub, request: DisplayRequest) -> Response[str] | Redirect:
    token = display_cookie.token_of(request, secure=hub.settings.secure_cookies)
    if token is None:
        if "kept" in request.query_params:
            return _pairing(hub, request, keeps_cookies=False)
        first = redirects.see_other(f"{PATH}?kept")
        return _with_token(hub, first, hub.ctx.ids.secret())
    display = displays.by_token(hub.ctx, token)
    if display is None:
        return _asking(hub, request, token)
    return _with_token(hub, _page(hub, request, display, "display/page.html"), token)


@get(f"{PATH}/live", sync_to_thread=True)
def live(hub: Hub, request: DisplayRequest) -> Response[str]:
    """Only the part that changes. Not found once it is revoked: the page comes anew."""
    return _page(hub, request, _paired(hub, request), "display/_live.html")


@get(f"{PATH}/events")
async def events(hub: Hub, request: DisplayRequest) -> ServerSentEvent:
    seen = streams.resumed_from(request, hub.broadcast.newest)
    display = await sync_to_thread(_paired, hub, request)
    hub.streams.check(display.id)
    messages = _messages(hub, request, seen)
    return streams.as_response(hub.streams.counted(display.id, messages))


@get(f"{PATH}/calls/{{seq:int}}")
async def spoken(
    hub: Hub, request: DisplayRequest, seq: FromPath[int]
) -> Response[bytes]:
    """The call of this event, spoken in the language that its visitor reads."""
    await sync_to_thread(_paired, hub, request)
    sound = await hub.spoken_calls.sound(seq)
    if sound is None:
        return Response(b"", status_code=HTTPStatus.NO_CONTENT)
    return Response(sound, media_type="audio/wav")


def _paired(hub: HubContext, request: DisplayRequest) -> PairedDisplay:
    token = display_cookie.token_of(request, secure=hub.settings.secure_cookies)
    display = displays.by_token(hub.ctx, token) if token else None
    if display is None:
        raise NotFound("This display is not paired.", remedy="Load its page anew.")
    return display


def _asking(hub: HubContext, request: DisplayRequest, token: str) -> Response[str]:
    address = grouped(request.client.host if request.client else "")[:64]
    try:
        token, state = pairing.ask_for_display(hub.ctx, token, address, PROGRAM)
    except TooManyTries:
        return _pairing(hub, request, too_many=True)
    return _with_token(hub, _pairing(hub, request, state), token)


def _pairing(
    hub: HubContext,
    request: DisplayRequest,
    state: pairing.PairingState | None = None,
    *,
    keeps_cookies: bool = True,
    too_many: bool = False,
) -> Response[str]:
    return hub.pages.html(
        request,
        "display/pairing.html",
        LANGUAGES[SOURCE_LANGUAGE],
        state=state,
        keeps_cookies=keeps_cookies,
        too_many=too_many,
    )


def _page(
    hub: HubContext, request: DisplayRequest, display: PairedDisplay, template: str
) -> Response[str]:
    seq = hub.broadcast.newest  # before the reads: what comes between is told again
    displays.seen(hub.ctx, display)
    language = LANGUAGES[SOURCE_LANGUAGE]
    words = hub.pages.words(language.code)
    now, zone = hub.ctx.clock.now(), hub.ctx.zone()
    hours = open_hours.state(
        hub.ctx.catalogue().consultation_hours, now, zone, PublicHolidays()
    )
    told = hub.notices.shown()
    return hub.pages.html(
        request,
        template,
        language,
        seq=seq,
        newest_event=calling.last_seq(hub.ctx),
        board=displays.board(hub.ctx),
        now=now,
        wall=now.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds"),
        version=hub.pages.version_of(FILES, TEMPLATES),
        speaks=hub.spoken_calls.speaks,
        hours=None
        if isinstance(hours, Unknown)
        else told_hours.sentence(hours, Now(now, zone), words),
        staffed=presence.somebody_counsels(hub.ctx),
        told=told[:MOST_NOTICES],
        fallbacks=FALLBACKS,
        kinds=kind_words(words),
    )


def _with_token(
    hub: HubContext, answer: Response[Any] | Redirect, token: str
) -> Response[Any]:
    answer.set_cookie(display_cookie.keeping(token, secure=hub.settings.secure_cookies))
    return answer


async def _messages(
    hub: HubContext, request: DisplayRequest, seen: int
) -> AsyncIterator[ServerSentEventMessage]:
    """Only what changes the display, and the first word after an absence.

    Ends where it was revoked: the page then asks, and learns it.
    """

    def look() -> object:
        return (
            displays.board(hub.ctx),
            hub.notices.shown(),
            presence.somebody_counsels(hub.ctx),
        )

    before: object = None
    async for seq in streams.ticks(hub.broadcast, seen, refreshes=True):
        try:
            await sync_to_thread(_paired, hub, request)
        except NotFound:
            return
        if seq is None:
            yield streams.beat()
            continue
        after = await hub.streams.look(ONE_FOR_ALL, seq, look)
        if after != before:
            before = after
            yield streams.changed(seq)

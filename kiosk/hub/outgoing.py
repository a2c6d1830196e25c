"""What every answer carries, and the line the log keeps of it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from kiosk import wire
from kiosk.hub.seldom import Seldom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar.types import BeforeMessageSendHookHandler, Message, Scope

MOST_LINES_A_MINUTE = 600
"""Of one route with one status: a flood must not fill the disk with lines."""

log = logging.getLogger("kiosk.hub.access")
log.addFilter(Seldom(MOST_LINES_A_MINUTE, by_arguments=True))

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",  # no page has a script or a style of its own
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PICTURES = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy of an SVG: opened alone it is a document, and may do nothing."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",  # addresses of ticket pages are secrets
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}
SECURE_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Over http browsers ignore them, and say so on every page."""


CSP = b"content-security-policy"
NO_STORE = (b"cache-control", b"no-store")


def hook(*, secure: bool) -> BeforeMessageSendHookHandler:
    headers = HEADERS | SECURE_HEADERS if secure else HEADERS
    ours = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    drawn = [
        (name, PICTURES.encode() if name == CSP else value) for name, value in ours
    ]
    names = frozenset(name for name, _value in ours)

    async def complete(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        carried = [pair for pair in message["headers"] if pair[0].lower() not in names]
        if all(name.lower() != NO_STORE[0] for name, _value in carried):
            carried.append(NO_STORE)
        message["headers"] = [*carried, *(drawn if _is_svg(carried) else ours)]
        _log(scope, message["status"])

    return complete


def _is_svg(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(
        name.lower() == b"content-type" and value.lower().startswith(b"image/svg")
        for name, value in headers
    )


def _log(scope: Scope, status: int) -> None:
    """By route, never by address: an address may hold a ticket's code.

    Terminals ask every two seconds: what goes well there is worth no line.
    """
    route = scope.get("path_template") or "(no route)"
    if route.startswith("/static"):
        return
    routine = route.startswith(wire.PREFIX) and status < HTTPStatus.BAD_REQUEST
    level = logging.DEBUG if routine else logging.INFO
    log.log(level, "%s %s %s", scope.get("method", ""), route, status)

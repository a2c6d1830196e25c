"""What a monitor asks, and who may: this machine itself, or who has the token."""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import Any

from litestar import Request, get
from litestar.response import Response

from kiosk.errors import NotSignedIn
from kiosk.hub.context import Hub
from kiosk.hub.metrics import MEDIA_TYPE
from kiosk.operations import figures

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@get("/metrics", include_in_schema=False, sync_to_thread=True)
def metrics(hub: Hub, request: Request[Any, Any, Any]) -> Response[bytes]:
    if not (_has_token(hub, request) or _is_this_machine(hub, request)):
        raise NotSignedIn(
            "Metrics are for the monitor.",
            remedy="Ask on the hub's own machine, or send the token of the setting"
            " hub.metrics_token_file.",
        )
    text = hub.request_times.written(figures.of_hub(hub.ctx))
    return Response(
        text, headers={"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store"}
    )


def _has_token(hub: Hub, request: Request[Any, Any, Any]) -> bool:
    wanted = hub.settings.metrics_token
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    return (
        wanted is not None
        and scheme.lower() == "bearer"
        and hmac.compare_digest(sent.strip().encode(), wanted.encode())
    )


def _is_this_machine(hub: Hub, request: Request[Any, Any, Any]) -> bool:
    """With https a reverse proxy stands before it, and all come from its address."""
    if hub.settings.secure_cookies or any(
        name in request.headers for name in FORWARDED
    ):
        return False
    try:
        return (
            request.client is not None and ip_address(request.client.host).is_loopback
        )
    except ValueError:  # no address
        return False

"""Which terminals there are, how each is, and how a new one is paired."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.devices import presence, troubles
from kiosk.errors import Conflict, NotFound, TooManyTries
from kiosk.hub import page_language
from kiosk.hub.auth import administrators
from kiosk.hub.context import Hub
from kiosk.hub.pages import (
    attention,
    device_commands,
    displays,
    redirects,
    revoking,
)
from kiosk.hub.pages.device_commands import CommandNotice
from kiosk.hub.pages.displays import DisplayNotice
from kiosk.hub.pages.forms import (
    DeviceForm,
    DisplayPairing,
    DisplayPairingForm,
    PairingChoice,
    PairingForm,
)
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import fleet, pairing

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext


class DeviceNotice(StrEnum):
    PAIRED = "paired"
    NO_CODE = "no-code"
    NO_SERIES = "no-series"
    SERIES_RUNS = "series-runs"
    TOO_MANY = "too-many"
    SAVED = "saved"


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    return _page(hub, request, _notice(request))


@post("/pair", sync_to_thread=True)
def pair(
    hub: Hub, request: StaffRequest, data: PairingForm
) -> Redirect | Response[str]:
    """What is refused stays in the form."""
    series = data.series.strip().upper()
    if not fleet.SERIES.fullmatch(series):
        return _page(hub, request, DeviceNotice.NO_SERIES, typed=data)
    try:
        pairing.pair(
            hub.ctx,
            data.code,
            series,
            data.name,
            renew=bool(data.renew),
            by=request.user.sign_in_name,
        )
    except NotFound:
        return _page(hub, request, DeviceNotice.NO_CODE, typed=data)
    except Conflict:
        return _page(hub, request, DeviceNotice.SERIES_RUNS, typed=data)
    except TooManyTries:
        return _page(hub, request, DeviceNotice.TOO_MANY, typed=data)
    hub.terminals.forget()
    return redirects.see_other("/devices", DeviceNotice.PAIRED)


@post("/displays/pair", sync_to_thread=True)
def pair_display(
    hub: Hub, request: StaffRequest, data: DisplayPairingForm
) -> Redirect | Response[str]:
    refused = displays.pair(hub, request, data)
    if refused is not None:
        return _page(hub, request, refused, typed_display=data)
    return redirects.see_other("/devices", DisplayNotice.PAIRED)


def _page(
    hub: HubContext,
    request: StaffRequest,
    notice: str,
    typed: PairingChoice | None = None,
    typed_display: DisplayPairing | None = None,
) -> Response[str]:
    """`typed`: what was refused."""
    shown = attention.of_fleet(hub.ctx)
    group = request.query_params.get("group", "")
    chosen = group if group in shown["groups"] else ""
    shown["count"] = len(shown["terminals"])
    shown["terminals"] = [
        row for row in shown["terminals"] if not chosen or row[0].group == chosen
    ]
    refused = typed or typed_display
    return hub.pages.html(
        request,
        "devices/page.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        here="/devices",
        notice=notice,
        typed=typed or PairingChoice(),
        typed_display=typed_display or DisplayPairing(),
        chosen=chosen,
        waiting=pairing.waiting(hub.ctx),
        minutes=hub.minutes_since,
        **displays.shown(hub),
        **attention.of_alerts(hub, page_language.for_staff(request)),
        **shown,
    )


@get("/{series:str}", sync_to_thread=True)
def show_one(hub: Hub, request: StaffRequest, series: FromPath[str]) -> Response[str]:
    terminal, now = fleet.by_series(hub.ctx, series), hub.ctx.clock.now()
    return hub.pages.html(
        request,
        "devices/one.html",
        page_language.for_staff(request),
        here=f"/devices/{terminal.series}",
        notice=_notice(request),
        presence=presence(terminal, now),
        kinds=troubles(terminal, now),
        groups=attention.of_fleet(hub.ctx)["groups"],
        minutes=hub.minutes_since,
        **device_commands.shown(hub, terminal),
    )


@post("/{series:str}", sync_to_thread=True)
def describe(
    hub: Hub, request: StaffRequest, series: FromPath[str], data: DeviceForm
) -> Redirect:
    known = fleet.by_series(hub.ctx, series).series
    by = request.user.sign_in_name
    fleet.describe(hub.ctx, known, data.name, data.group, by=by)
    hub.terminals.forget()
    return redirects.see_other(f"/devices/{known}", DeviceNotice.SAVED)


def _notice(request: StaffRequest) -> str:
    said = request.query_params.get("notice", "")
    return said if said in {*DeviceNotice, *CommandNotice, *DisplayNotice} else ""


router = Router(
    "/devices",
    route_handlers=[
        *(show, pair, pair_display, show_one, describe),
        *(revoking.ask_to_revoke, revoking.revoke),
        *device_commands.handlers,
        *displays.handlers,
    ],
    guards=[administrators],
)

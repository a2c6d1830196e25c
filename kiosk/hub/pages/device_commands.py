"""What an administrator asks one terminal to do, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.commands import CommandKind, CommandState
from kiosk.domain.out_of_order import COMPLAINT
from kiosk.domain.site_notices import NoticeFault
from kiosk.errors import Conflict, NoticeRefused
from kiosk.hub import notice_forms, page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import CommandForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.out_of_order_texts import SignTemplate
from kiosk.i18n.out_of_order_texts import text as sign_text
from kiosk.operations import device_commands, fleet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.access import PairedTerminal
    from kiosk.hub.context import HubContext
    from kiosk.ids import LanguageCode

SVG = "image/svg+xml"
OPEN = frozenset({CommandState.WAITING, CommandState.DELIVERED})


class CommandNotice(StrEnum):
    ASKED = "asked"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class SignFields:
    """As they were chosen and typed."""

    template: str = SignTemplate.OUT_OF_ORDER.value
    texts: Mapping[LanguageCode, str] = field(default_factory=dict)


def shown(hub: HubContext, terminal: PairedTerminal) -> dict[str, Any]:
    """For the part of a terminal's page that tells of commands."""
    now, listed = hub.ctx.clock.now(), device_commands.listed(hub.ctx, terminal.series)
    said = terminal.report.complaints if terminal.report else ()
    return {
        "terminal": terminal,
        "commands": [(command, command.state(now)) for command in listed],
        "is_waiting": any(command.state(now) in OPEN for command in listed),
        "is_out_of_order": COMPLAINT in said,
        "picture": next((each for each in listed if each.has_picture), None),
    }


@get("/{series:str}/commands", sync_to_thread=True)
def listed(hub: Hub, request: StaffRequest, series: FromPath[str]) -> Response[str]:
    """The same part alone: it asks again by itself while something is open."""
    terminal = fleet.by_series(hub.ctx, series)
    return hub.pages.html(
        request,
        "devices/commands/_list.html",
        page_language.for_staff(request),
        here="",
        **shown(hub, terminal),
    )


@post("/{series:str}/commands", sync_to_thread=True)
def ask(
    hub: Hub, request: StaffRequest, series: FromPath[str], data: CommandForm
) -> Redirect:
    """Of nonsense nothing comes; what needs words asks for them first."""
    known = fleet.by_series(hub.ctx, series).series
    here = f"/devices/{known}"
    if data.kind == CommandKind.OUT_OF_ORDER:
        return redirects.see_other(f"{here}/out-of-order")
    if data.kind not in set(CommandKind):
        return redirects.see_other(here)
    by = request.user.sign_in_name
    try:
        device_commands.ask(hub.ctx, known, CommandKind(data.kind), by=by)
    except Conflict:
        return redirects.see_other(here, CommandNotice.REVOKED)
    return redirects.see_other(here, CommandNotice.ASKED)


@get("/{series:str}/out-of-order", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest, series: FromPath[str]) -> Response[str]:
    return _form(hub, request, series, SignFields())


@post("/{series:str}/out-of-order")
async def hang(
    hub: Hub, request: StaffRequest, series: FromPath[str]
) -> Response[str] | Redirect:
    sent = {key: str(value) for key, value in dict(await request.form()).items()}
    fields = SignFields(
        sent.get("template", "")[:64],
        {
            code: sent.get(f"text-{code}", "")[: notice_forms.LONGEST_FIELD]
            for code in LANGUAGES
        },
    )
    return await sync_to_thread(_hang, hub, request, series, fields)


@get("/{series:str}/commands/{command_id:str}", sync_to_thread=True)
def show(
    hub: Hub, request: StaffRequest, series: FromPath[str], command_id: FromPath[str]
) -> Response[str]:
    """What a terminal told of itself."""
    terminal = fleet.by_series(hub.ctx, series)
    command = device_commands.one(hub.ctx, terminal.series, command_id)
    return hub.pages.html(
        request,
        "devices/commands/one.html",
        page_language.for_staff(request),
        here="/devices",
        terminal=terminal,
        command=command,
        state=command.state(hub.ctx.clock.now()),
    )


@get("/{series:str}/commands/{command_id:str}/screen.svg", sync_to_thread=True)
def picture(
    hub: Hub, series: FromPath[str], command_id: FromPath[str]
) -> Response[str]:
    return Response(
        device_commands.picture(hub.ctx, series, command_id), media_type=SVG
    )


def _hang(
    hub: HubContext, request: StaffRequest, series: str, fields: SignFields
) -> Response[str] | Redirect:
    known = fleet.by_series(hub.ctx, series).series
    texts = fields.texts
    if fields.template in set(SignTemplate):
        template = SignTemplate(fields.template)
        spoken = LANGUAGES.spoken()
        texts = {code: sign_text(template, hub.pages.words(code)) for code in spoken}
    kind, by = CommandKind.OUT_OF_ORDER, request.user.sign_in_name
    try:
        device_commands.ask(hub.ctx, known, kind, texts, by=by)
    except NoticeRefused as error:
        return _form(hub, request, known, fields, fault=error.fault)
    except Conflict:
        return redirects.see_other(f"/devices/{known}", CommandNotice.REVOKED)
    return redirects.see_other(f"/devices/{known}", CommandNotice.ASKED)


def _form(
    hub: HubContext,
    request: StaffRequest,
    series: str,
    fields: SignFields,
    *,
    fault: str = "",
) -> Response[str]:
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    return hub.pages.html(
        request,
        "devices/commands/out_of_order.html",
        language,
        here="/devices",
        terminal=fleet.by_series(hub.ctx, series),
        templates=[(each.value, sign_text(each, words)) for each in SignTemplate],
        fields=fields,
        fault=fault and NoticeFault(fault),
        every=notice_forms.in_order(hub.ctx),
        rows=LANGUAGES,
        status=422 if fault else 200,
    )


handlers = [listed, ask, form, hang, show, picture]

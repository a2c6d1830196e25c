"""Who did what, for administrators: found by person and deed, and never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from litestar import Router, get
from litestar.response import Response

from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.hub import notice_forms, page_language
from kiosk.hub.auth import administrators
from kiosk.hub.context import Hub
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import audit

if TYPE_CHECKING:
    from kiosk.operations.audit import AuditPage

LARGEST = 2**62
"""No number of an entry is larger."""


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    asked = {key: request.query_params.get(key, "")[:64] for key in ("by", "deed")}
    before = request.query_params.get("before", "")
    language = page_language.for_staff(request)
    shown = audit.look(hub.ctx, **asked, before=_number(before))
    return hub.pages.html(
        request,
        "audit/page.html",
        language,
        here="/audit",
        asked=asked,
        shown=shown,
        deeds=list(AuditDeed),
        by_command=BY_COMMAND,
        kinds=notice_forms.kinds(hub.pages.words(language.code)),
        older=_older(asked, shown),
        is_newest=not before,
    )


def _number(said: str) -> int | None:
    """None for what is no number of an entry: then the newest are shown."""
    if not (said.isascii() and said.isdecimal() and len(said) < len(str(LARGEST))):
        return None
    return int(said)


def _older(asked: dict[str, str], shown: AuditPage) -> str:
    """The address of the next page; "" on the last."""
    if shown.older is None:
        return ""
    kept = {key: value for key, value in asked.items() if value}
    return f"/audit?{urlencode({**kept, 'before': shown.older})}"


router = Router("/audit", route_handlers=[show], guards=[administrators])

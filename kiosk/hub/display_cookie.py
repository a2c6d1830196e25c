"""How a display keeps its token: in a cookie of its own, beside nobody's session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litestar.datastructures import Cookie

if TYPE_CHECKING:
    from litestar import Request

KEPT_SECONDS = 400 * 24 * 3600
"""No browser keeps one longer; each page that is loaded gives it anew."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def name(*, secure: bool) -> str:
    return "__Host-kiosk-display" if secure else "kiosk-display"


def token_of(request: Request[Any, Any, Any], *, secure: bool) -> str | None:
    """None where there is none, or nothing that could be one."""
    said = request.cookies.get(name(secure=secure), "")
    return said if TOKEN.fullmatch(said) else None


def keeping(token: str, *, secure: bool) -> Cookie:
    return Cookie(
        name(secure=secure),
        value=token,
        path="/",
        max_age=KEPT_SECONDS,
        secure=secure,
        httponly=True,
        samesite="lax",
    )

"""Which language a page speaks: as asked, as kept, as the browser wishes, or German."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.datastructures import Cookie

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.i18n.languages import LANGUAGES, Language
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Collection

    from litestar import Request

COOKIE = "kiosk-language"
KEPT_SECONDS = 365 * 24 * 3600
STAFF_LANGUAGES = (SOURCE_LANGUAGE, LanguageCode("en"))
"""What counsellors' pages are written in."""


def for_staff(request: Request[Any, Any, Any]) -> Language:
    """`?lang=` is remembered by the browser: see `to_remember`."""
    asked = _asked(request, STAFF_LANGUAGES)
    if asked:
        request.state.language_asked_for = asked
        return LANGUAGES[asked]
    kept = LanguageCode(request.cookies.get(COOKIE, ""))
    if kept in STAFF_LANGUAGES:
        return LANGUAGES[kept]
    return LANGUAGES[wished(request, STAFF_LANGUAGES)]


def to_remember(request: Request[Any, Any, Any], *, secure: bool) -> Cookie | None:
    """In a cookie that says nothing but this; the hub keeps nothing of guests."""
    asked = request.state.get("language_asked_for")
    if asked is None or asked == request.cookies.get(COOKIE):
        return None
    return Cookie(
        COOKIE,
        value=asked,
        max_age=KEPT_SECONDS,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def for_visitor(
    request: Request[Any, Any, Any], own: LanguageCode | None = None
) -> Language:
    """The ticket's language, unless the visitor chose another one on the page."""
    every = tuple(LANGUAGES)
    asked = _asked(request, every)
    if asked:
        return LANGUAGES[asked]
    if own is not None and own in LANGUAGES:
        return LANGUAGES[own]
    return LANGUAGES[wished(request, every)]


def wished(
    request: Request[Any, Any, Any], offered: Collection[LanguageCode]
) -> LanguageCode:
    """The best of Accept-Language; regions are ignored: `de-AT` is `de`."""
    wishes = []
    for place, part in enumerate(
        request.headers.get("accept-language", "").split(",")[:20]
    ):
        tag, _, weight = part.partition(";q=")
        code = LanguageCode(tag.strip().lower().split("-")[0])
        if code in offered:
            wishes.append((-_number(weight), place, code))
    return min(wishes)[2] if wishes else SOURCE_LANGUAGE


def _asked(
    request: Request[Any, Any, Any], offered: Collection[LanguageCode]
) -> LanguageCode | None:
    code = LanguageCode(request.query_params.get("lang", ""))
    return code if code in offered else None


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0

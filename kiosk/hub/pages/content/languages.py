"""GET and POST /content/languages...: which languages are offered, what each lacks, and
how one ends."""

from __future__ import annotations

from http import HTTPStatus

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.auth import LANGUAGES_OF_PUBLISHERS, check
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import LanguageCode
from kiosk.operations import draft_languages

HERE = "/content/languages"


@get("/languages", sync_to_thread=True)
def listing(hub: Hub, request: StaffRequest) -> Response[str]:
    offered, free = draft_languages.languages(hub.ctx)
    return hub.pages.html(
        request,
        "content/languages.html",
        page_language.for_staff(request),
        here=HERE,
        offered=offered,
        free=free,
        notice=request.query_params.get("notice", ""),
    )


@get("/languages/{code:str}/remove", sync_to_thread=True)
def ask_end(hub: Hub, request: StaffRequest, code: FromPath[str]) -> Response[str]:
    check(request.user.may_publish(), LANGUAGES_OF_PUBLISHERS)
    return _asked(hub, request, code)


@post("/languages/{code:str}/remove", sync_to_thread=True, status_code=200)
def end(
    hub: Hub, request: StaffRequest, code: FromPath[str], data: ConfirmationForm
) -> Response[str] | Redirect:
    """Unconfirmed it does nothing but ask."""
    check(request.user.may_publish(), LANGUAGES_OF_PUBLISHERS)
    if not data.confirmed:
        return redirects.see_other(f"{HERE}/{code}/remove")
    by = request.user.sign_in_name
    try:
        draft_languages.end_language(hub.ctx, by, LanguageCode(code))
    except BadContent as error:
        return _asked(hub, request, code, error)
    except NotFound:
        return redirects.see_other(HERE, "gone")
    except DraftConflict:
        return redirects.see_other(HERE, "changed")
    return redirects.see_other(HERE, "ended")


def _asked(
    hub: Hub, request: StaffRequest, code: str, refused: BadContent | None = None
) -> Response[str]:
    """What it costs those who read it, before it is done."""
    return hub.pages.html(
        request,
        "content/remove_language.html",
        page_language.for_staff(request),
        status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        here=f"{HERE}/{code}/remove",
        texts=draft_languages.language(hub.ctx, code),
        refused=refused,
    )

"""GET and POST /releases/{version}/roll-back: old content under a new version.

It was agreed to once, so nobody else is asked: who goes back is in a hurry.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.releases import LONGEST_COMMENT
from kiosk.errors import Conflict, KeyUnusable, PublishedMeanwhile, UpdateRefused
from kiosk.hub import page_language
from kiosk.hub.auth import FRESH, fresh_for_publishers, publishers
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.pages.releases.forms import RollBackChoice, RollBackForm, number
from kiosk.hub.pages.releases.listing import ReleaseNotice, known
from kiosk.hub.pages.releases.publishing import LIST, Slip
from kiosk.hub.pages.releases.reading import readable
from kiosk.operations import draft_release, publishing
from kiosk.operations.publishing import Wish

if TYPE_CHECKING:
    from kiosk.domain.releases import ListedRelease
    from kiosk.errors import KioskError
    from kiosk.hub.context import HubContext


@get("/{version:int}/roll-back", guards=[fresh_for_publishers], sync_to_thread=True)
def form(hub: Hub, request: StaffRequest, version: FromPath[int]) -> Response[str]:
    return _page(hub, request, known(hub, version), RollBackChoice())


@post(
    "/{version:int}/roll-back",
    guards=[publishers],
    opt={FRESH: True},
    sync_to_thread=True,
)
def roll_back(
    hub: Hub, request: StaffRequest, version: FromPath[int], data: RollBackForm
) -> Response[str] | Redirect:
    """Raises `NotFound` for content that is kept no longer."""
    old = known(hub, version)
    if len(data.comment) > LONGEST_COMMENT:
        return _page(hub, request, old, data, Slip.COMMENT)
    by, comment = request.user.sign_in_name, data.comment.strip()
    wish = Wish(by, comment, based_on=number(data.release))
    try:
        release = publishing.roll_back(hub.ctx, wish, old.about.version)
    except PublishedMeanwhile:
        return _page(hub, request, old, data, Slip.MEANWHILE)
    except (UpdateRefused, KeyUnusable, Conflict) as error:
        return _page(hub, request, old, data, Slip.REFUSED, error)
    if release.is_public:
        return redirects.see_other(LIST, ReleaseNotice.WENT_BACK)
    return redirects.see_other(LIST, ReleaseNotice.WAITS_FOR_SIGNATURE)


def _page(
    hub: HubContext,
    request: StaffRequest,
    old: ListedRelease,
    data: RollBackChoice,
    slip: Slip | None = None,
    error: KioskError | None = None,
) -> Response[str]:
    language = page_language.for_staff(request)
    seen = draft_release.seen_now(hub.ctx)
    public = publishing.newest(hub.ctx)
    difference = None
    in_draft = False
    if old.is_kept and public is not None and public.is_kept:
        changes = publishing.changes(hub.ctx, old.about.version, public.about.version)
        difference = readable(changes, language.code, hub.ctx.catalogue())
        draft = hub.offers.now(hub.ctx).files
        in_draft = draft != publishing.files_of(hub.ctx, old.about.version)
    return hub.pages.html(
        request,
        "content/releases/roll_back.html",
        language,
        status=HTTPStatus.CONFLICT if slip else HTTPStatus.OK,
        here=f"/releases/{old.about.version}/roll-back",
        old=old,
        newest=seen.release,
        difference=difference,
        in_draft=in_draft,
        slip=slip or "",
        error=error,
        typed=data,
        longest=LONGEST_COMMENT,
        may_publish=request.user.may_publish(),
    )

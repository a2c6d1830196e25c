"""Every release there ever was: who published it, what it changed, and its files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from kiosk.domain.release_progress import ReleaseProgress, progress
from kiosk.domain.releases import SHIPPED
from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.pages.releases.reading import readable
from kiosk.operations import fleet, publishing, release_requests, release_signing
from kiosk.releases.trust import stick as sticks

if TYPE_CHECKING:
    from kiosk.domain.changes import TextChange
    from kiosk.domain.releases import ListedRelease, ReleaseVersion
    from kiosk.hub.context import HubContext

ON_A_PAGE = 50
_ZIP = "application/zip"


class ReleaseNotice(StrEnum):
    PUBLISHED = "published"
    WENT_BACK = "went-back"
    WAITS_FOR_SIGNATURE = "waits-for-signature"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    REJECTED = "rejected"
    CALLED_OFF = "called-off"
    DECIDED = "decided"
    OVERTAKEN = "overtaken"


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    said = request.query_params.get("notice", "")
    every = publishing.listed(hub.ctx)
    begin = _begin(request.query_params.get("before", ""), every)
    newest = publishing.newest(hub.ctx)
    return hub.pages.html(
        request,
        "content/releases/list.html",
        page_language.for_staff(request),
        here="/releases",
        notice=said if said in set(ReleaseNotice) else "",
        releases=every[begin : begin + ON_A_PAGE],
        older=every[begin + ON_A_PAGE - 1] if begin + ON_A_PAGE < len(every) else None,
        newest=newest.about.version if newest else 0,
        waiting=release_requests.waiting(hub.ctx),
        decided=release_requests.decided(hub.ctx),
        keys=_keys(hub),
        progress=_progress(hub),
        draft_differs=said == ReleaseNotice.WENT_BACK
        and bool(hub.offers.now(hub.ctx).changes),
        now=hub.ctx.clock.now(),
    )


@get("/progress", sync_to_thread=True)
def how_far(hub: Hub, request: StaffRequest) -> Response[str]:
    """The part of the page that changes by itself."""
    return hub.pages.html(
        request,
        "content/releases/_progress.html",
        page_language.for_staff(request),
        progress=_progress(hub),
    )


@get("/{version:int}", sync_to_thread=True)
def one(hub: Hub, request: StaffRequest, version: FromPath[int]) -> Response[str]:
    release = known(hub, version)
    before = release_before(hub, version)
    language = page_language.for_staff(request)
    changes = _changes(hub, release, before)
    newest = publishing.newest(hub.ctx)
    return hub.pages.html(
        request,
        "content/releases/one.html",
        language,
        here=f"/releases/{release.about.version}",
        release=release,
        before=before,
        difference=None
        if changes is None
        else readable(changes, language.code, hub.ctx.catalogue()),
        newest=newest.about.version if newest else 0,
    )


@get("/{version:int}/content.zip", sync_to_thread=True)
def content(hub: Hub, version: FromPath[int]) -> Response[bytes]:
    """The very bytes that travel."""
    release = known(hub, version)
    packed = publishing.archive(hub.ctx, release.about.version)
    return _file(packed, f"release-{release.about.version}.zip")


@get("/stick.zip", sync_to_thread=True)
def stick(hub: Hub) -> Response[bytes]:
    """The newest, with all that vouches for it, for a terminal without a network."""
    return _file(sticks.stick(release_signing.everything(hub.ctx)), "kiosk-stick.zip")


def known(hub: HubContext, version: ReleaseVersion) -> ListedRelease:
    """Raises `NotFound`."""
    for release in publishing.listed(hub.ctx):
        if release.about.version == version:
            return release
    raise NotFound(
        f"There is no release {version}.", remedy="Look at the list of releases."
    )


def release_before(hub: HubContext, version: ReleaseVersion) -> ReleaseVersion | None:
    """The one that was public before; one that waited for ever never was."""
    earlier = (
        release.about.version
        for release in publishing.listed(hub.ctx)
        if release.about.version < version and release.is_public
    )
    return next(earlier, None)


def _changes(
    hub: HubContext, release: ListedRelease, before: ReleaseVersion | None
) -> tuple[TextChange, ...] | None:
    """None where the content of one of them is kept no longer."""
    if before is None or not release.is_kept or not known(hub, before).is_kept:
        return None
    return publishing.changes(hub.ctx, release.about.version, before)


def _progress(hub: HubContext) -> ReleaseProgress:
    newest = publishing.newest(hub.ctx)
    version = newest.about.version if newest else SHIPPED
    return progress(version, fleet.terminals(hub.ctx))


def _keys(hub: HubContext) -> Any:
    content = hub.ctx.content
    return content.signing.standings(hub.ctx.database) if content else ()


def _begin(before: str, every: list[ListedRelease]) -> int:
    """Where the page begins whose first release is older than this one."""
    if not before.isascii() or not before.isdigit():
        return 0
    older = (n for n, r in enumerate(every) if r.about.version < int(before[:10]))
    return next(older, 0)


def _file(data: bytes, name: str) -> Response[bytes]:
    return Response(
        data,
        media_type=_ZIP,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

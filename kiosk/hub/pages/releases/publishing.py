"""GET and POST /releases/new: what is published was seen, or it is shown anew."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.domain.releases import LONGEST_COMMENT
from kiosk.errors import (
    Conflict,
    DraftMoved,
    KeyUnusable,
    PublishedMeanwhile,
    TooBusy,
    UpdateRefused,
)
from kiosk.hub import page_language
from kiosk.hub.auth import FRESH, fresh_for_publishers, publishers
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import reading
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.pages.releases.forms import PublishChoice, PublishForm
from kiosk.hub.pages.releases.listing import ReleaseNotice
from kiosk.hub.pages.releases.reading import readable
from kiosk.operations import (
    draft_release,
    publishing,
    release_probing,
    release_requests,
)
from kiosk.operations.placed_findings import of_draft
from kiosk.operations.publishing import Wish
from kiosk.operations.taken_back import taken_back

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.catalogue.problems import Problem
    from kiosk.errors import KioskError
    from kiosk.hub.context import HubContext
    from kiosk.operations.draft_release import DraftOffer

MOST_PROBLEMS = 100
NEW = "/releases/new"
LIST = "/releases"


class Slip(StrEnum):
    """What of a form was not as it must be."""

    MOVED = "moved"
    MEANWHILE = "meanwhile"
    NO_CHANGE = "no-change"
    TIME = "time"
    COMMENT = "comment"
    REFUSED = "refused"
    DRAWING = "drawing"
    """Nothing is wrong: it is tried out at this moment."""


@get(
    "/new",
    guards=[fresh_for_publishers],
    before_request=reading.before_page,
    sync_to_thread=True,
)
def form(hub: Hub, request: StaffRequest) -> Response[str]:
    release_probing.begin(hub.ctx, hub.offers.now(hub.ctx).files)
    return _page(hub, request, PublishChoice())


@post("/new", guards=[publishers], opt={FRESH: True}, sync_to_thread=True)
def publish(
    hub: Hub, request: StaffRequest, data: PublishForm
) -> Response[str] | Redirect:
    if len(data.comment) > LONGEST_COMMENT:
        return _page(hub, request, data, Slip.COMMENT)
    try:
        due_at = data.due_at(hub.ctx.zone())
        offer = draft_release.agreed(hub.ctx, hub.offers, data.seen())
        if not offer.changes:
            return _page(hub, request, data, Slip.NO_CHANGE)
        notice = _done(hub, request, data, offer, due_at)
    except DraftMoved:
        return _page(hub, request, data, Slip.MOVED)
    except PublishedMeanwhile:
        return _page(hub, request, data, Slip.MEANWHILE)
    except TooBusy as error:
        return _page(hub, request, data, Slip.DRAWING, error)
    except (UpdateRefused, KeyUnusable) as error:
        return _page(hub, request, data, Slip.REFUSED, error)
    except Conflict as error:
        return _page(hub, request, data, Slip.TIME, error)
    return redirects.see_other(LIST, notice)


def _done(
    hub: HubContext,
    request: StaffRequest,
    data: PublishChoice,
    offer: DraftOffer,
    due_at: datetime | None,
) -> ReleaseNotice:
    by, comment = request.user.sign_in_name, data.comment.strip()
    wish = Wish(by, comment, based_on=offer.seen.release)
    four_eyes = hub.settings.four_eyes
    if due_at is not None or four_eyes:
        release_requests.ask(
            hub.ctx, wish, offer.files, due_at, needs_another=four_eyes
        )
        return ReleaseNotice.ASKED if four_eyes else ReleaseNotice.SCHEDULED
    release = publishing.publish_files(hub.ctx, wish, offer.files)
    if not release.is_public:
        return ReleaseNotice.WAITS_FOR_SIGNATURE
    return ReleaseNotice.PUBLISHED


def _page(
    hub: HubContext,
    request: StaffRequest,
    data: PublishChoice,
    slip: Slip | None = None,
    error: KioskError | None = None,
) -> Response[str]:
    """What was typed stays; the difference is that of this moment."""
    language = page_language.for_staff(request)
    offer, overview = hub.offers.now(hub.ctx), hub.overviews.now(hub.ctx)
    problems = _problems(hub)
    errors = [problem for problem in problems if problem.is_error]
    warnings = [problem for problem in problems if not problem.is_error]
    status = HTTPStatus.CONFLICT if slip else HTTPStatus.OK
    if slip is Slip.DRAWING:
        status = HTTPStatus.ACCEPTED
    return hub.pages.html(
        request,
        "content/releases/new.html",
        language,
        status=status,
        here=NEW,
        slip=slip or "",
        error=error,
        typed=data,
        seen=offer.seen,
        taken_back=taken_back(hub.ctx, offer.changes),
        difference=readable(
            offer.changes, language.code, overview.catalogue, hub.ctx.catalogue()
        ),
        errors=of_draft(hub.ctx, errors[:MOST_PROBLEMS]),
        warnings=of_draft(hub.ctx, warnings[:MOST_PROBLEMS]),
        counts=(len(errors), len(warnings)),
        titles=overview.titles(),
        longest=LONGEST_COMMENT,
        four_eyes=hub.settings.four_eyes,
        may_publish=request.user.may_publish(),
        waiting=release_requests.waiting(hub.ctx),
        zone=hub.ctx.zone().key,
    )


def _problems(hub: HubContext) -> tuple[Problem, ...]:
    draft = hub.ctx.draft
    return draft.checked(hub.ctx).content.problems if draft else ()

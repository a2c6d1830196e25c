"""GET /content/consultation/hours.ics, and how hours are taken from a calendar file:
what will be taken and what not is told first."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.catalogue.calendar_hours import LARGEST, MOST_EVENTS
from kiosk.catalogue.consultation import MOST_RULES
from kiosk.catalogue.hours_calendar import CalendarTitles
from kiosk.catalogue.topics import NAME
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import hours_words, rights
from kiosk.hub.pages.content.consultation import HERE, offered_reasons
from kiosk.hub.pages.content.forms import CalendarForm, TypedCalendar, number
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_calendar, drafting, typed_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from kiosk.hub.context import HubContext
    from kiosk.i18n.catalogs import Words
    from kiosk.operations.draft_calendar import CalendarReview

CALENDAR = "text/calendar; charset=utf-8"
REPLACE, TAKE = "replace", "take"


@get("/consultation/hours.ics", sync_to_thread=True)
def export(hub: Hub, request: StaffRequest) -> Response[bytes]:
    site = hub.ctx.catalogue().site
    words, centre = hub.pages.words(SOURCE_LANGUAGE), site.name[SOURCE_LANGUAGE]
    counselling, closed = words.gettext("Counselling"), words.gettext("Closed")
    titles = CalendarTitles(f"{counselling}: {centre}", f"{closed}: {centre}")
    made = draft_calendar.calendar(hub.ctx, titles)
    named = 'attachment; filename="consultation-hours.ics"'
    return Response(made, media_type=CALENDAR, headers={"Content-Disposition": named})


@get("/consultation/import", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str]:
    version = str(drafting.file(hub.ctx, NAME).version)
    return _page(hub, request, TypedCalendar(version=version))


@post("/consultation/import", sync_to_thread=True, status_code=200)
def take(
    hub: Hub, request: StaffRequest, data: CalendarForm
) -> Response[str] | Redirect:
    """`do` is `take` on the page that has said what will be taken."""
    version, replacing = number(data.version), data.how == REPLACE
    try:
        review = draft_calendar.reviewed(
            hub.ctx, data.text, version, offered_reasons(hub), replacing=replacing
        )
        if data.do != TAKE or not review.is_worth_it():
            return _page(hub, request, data, review)
        rights.check_may_edit(hub, request.user, NAME)
        draft_calendar.save(hub.ctx, request.user.sign_in_name, review, version)
    except BadContent as error:
        return _page(hub, request, data, refused=error)
    except DraftConflict as conflict:
        newer = TypedCalendar(str(conflict.version), data.text, data.how)
        return _page(hub, request, newer, conflict=conflict)
    return redirects.see_other(HERE, "saved")


def _page(
    hub: HubContext,
    request: StaffRequest,
    typed: TypedCalendar,
    review: CalendarReview | None = None,
    *,
    refused: BadContent | None = None,
    conflict: DraftConflict | None = None,
) -> Response[str]:
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    catalogue = hub.overviews.now(hub.ctx).catalogue
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return hub.pages.html(
        request,
        "content/consultation_import.html",
        language,
        status=HTTPStatus.CONFLICT if conflict else status,
        here=f"{HERE}/import",
        typed=typed,
        review=review,
        taken=[
            hours_words.rule_line(raw, rule, words, catalogue)
            for raw, rule in (review.taken if review else ())
        ],
        there=[
            hours_words.rule_line(raw, rule, words, catalogue)
            for raw, rule in (review.there if review else ())
        ],
        closed=_closed_lines(hub, review, review.closed if review else (), words),
        joined=[
            _closed_lines(hub, review, pair, words)
            for pair in (review.joined if review else ())
        ],
        closed_there=_closed_lines(
            hub, review, review.closed_there if review else (), words
        ),
        left=[
            (one, hours_words.starting(one.starts, words))
            for one in (review.refused if review else ())
        ],
        refused=refused,
        conflict=conflict,
        most_events=MOST_EVENTS,
        most_rules=MOST_RULES,
        most_kilobytes=LARGEST // 1024,
        may_edit=rights.may_edit(hub, request.user, NAME),
    )


def _closed_lines(
    hub: HubContext,
    review: CalendarReview | None,
    closed: Iterable[Mapping[str, Any]],
    words: Words,
) -> list[str]:
    """With reasons of before, and those that come along."""
    new = review.words.items() if review else ()
    known = typed_reasons.reasons(hub.ctx)
    known |= {key: texts[SOURCE_LANGUAGE] for key, texts in new}
    return [hours_words.closed_line(raw, words, known) for raw in closed]

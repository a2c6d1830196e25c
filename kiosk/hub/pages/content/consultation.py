"""GET and POST /content/consultation: consultation hours, and what holds for all."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from itertools import zip_longest
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.catalogue.special_days import LONGEST_REASON
from kiosk.catalogue.topics import NAME
from kiosk.domain.hours import FederalState
from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import hours_words, rights
from kiosk.hub.pages.content.forms import ConsultationForm, TypedConsultation, number
from kiosk.hub.pages.forms import each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n import closing_reasons, formats
from kiosk.i18n.closing_reasons import ReasonTemplate
from kiosk.i18n.hours import hours_lines
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import (
    consultation_settings,
    draft_consultation,
    typed_reasons,
)
from kiosk.operations.consultation_settings import TriedSettings, TypedSettings
from kiosk.operations.typed_reasons import ClosedRow

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext
    from kiosk.i18n.catalogs import Words
    from kiosk.operations.draft_consultation import RuleInDraft
    from kiosk.operations.typed_reasons import OfferedReasons

HERE = "/content/consultation"
EMPTY_ROWS = 2
LONGEST = 200
"""Characters of a date or a reason; what is too long for it is told."""


@get("/consultation", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    """A file that no form can read is mended as it is written."""
    try:
        return _page(hub, request)
    except BadContent:
        return redirects.see_other(f"/content/files/{NAME}")


@post("/consultation", sync_to_thread=True, status_code=200)
def save(
    hub: Hub, request: StaffRequest, data: ConsultationForm
) -> Response[str] | Redirect:
    rights.check_may_edit(hub, request.user, NAME)
    typed, version = _typed(data), number(data.version)
    try:
        offered = offered_reasons(hub)
        tried = consultation_settings.tried(hub.ctx, typed, version, offered)
        if tried.has_errors():
            return _page(hub, request, data, typed, tried)
        by = request.user.sign_in_name
        consultation_settings.save(hub.ctx, by, typed, version, offered)
    except BadContent as error:
        return _page(hub, request, data, typed, refused=error)
    except DraftConflict as conflict:
        return _page(hub, request, data, typed, conflict=conflict)
    return redirects.see_other(HERE, "saved")


def _page(
    hub: Hub,
    request: StaffRequest,
    data: TypedConsultation | None = None,
    typed: TypedSettings | None = None,
    tried: TriedSettings | None = None,
    *,
    refused: BadContent | None = None,
    conflict: DraftConflict | None = None,
) -> Response[str]:
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    there = draft_consultation.now(hub.ctx)
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    if tried or refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    known_reasons = typed_reasons.reasons(hub.ctx)
    newer = conflict is not None or data is None
    return hub.pages.html(
        request,
        "content/consultation.html",
        language,
        status=status,
        here=HERE,
        version=there.version if newer or data is None else data.version,
        rules=[rule_words(hub, rule, words) for rule in there.rules],
        rules_version=there.version,
        week=hours_lines(there.hours, words) if there.hours else [],
        there=there,
        typed=typed
        or consultation_settings.settings_of(
            there.said, partial(formats.typed_day, language=language)
        ),
        empty_rows=[ClosedRow()] * EMPTY_ROWS,
        reasons=known_reasons,
        offered={
            each.value: closing_reasons.text(each, words)
            for each in ReasonTemplate
            if each not in known_reasons
        },
        longest_reason=LONGEST_REASON,
        holidays=[state.value for state in FederalState],
        dates=hours_words.next_dates(hub, there.hours, words) if there.hours else [],
        told_now=hours_words.told_now(hub, there.hours, words),
        tried=tried,
        refused=refused,
        conflict=conflict,
        may_edit=rights.may_edit(hub, request.user, NAME),
        notice=request.query_params.get("notice", ""),
    )


def offered_reasons(hub: HubContext) -> OfferedReasons:
    return {
        each.value: {
            code: closing_reasons.text(each, hub.pages.words(code))
            for code in LANGUAGES
        }
        for each in ReasonTemplate
    }


def rule_words(hub: HubContext, rule: RuleInDraft, words: Words) -> str:
    """ "" for one with which something is wrong."""
    if rule.hours is None:
        return ""
    catalogue = hub.overviews.now(hub.ctx).catalogue
    return hours_words.rule_line(rule.raw, rule.hours, words, catalogue)


def _typed(data: TypedConsultation) -> TypedSettings:
    rows = zip_longest(
        each(data.closed_from),
        each(data.closed_until),
        each(data.closed_reason),
        each(data.closed_own),
        fillvalue="",
    )
    return TypedSettings(
        data.holidays[:LONGEST],
        bool(data.by_appointment),
        tuple(
            ClosedRow(*(" ".join(text.split())[:LONGEST] for text in row))
            for row in rows
        ),
    )

"""GET and POST /content/consultation/rules/...: hours that recur, as a form with what
it says in words; and how they are removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from itertools import zip_longest
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.catalogue.consultation import MOST_RULES
from kiosk.catalogue.topics import NAME
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import hours_words, rights
from kiosk.hub.pages.content.consultation import HERE, rule_words
from kiosk.hub.pages.content.forms import (
    RemovedRuleForm,
    RuleForm,
    TypedRuleForm,
    number,
)
from kiosk.hub.pages.forms import each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n import formats
from kiosk.i18n.formats import weekday_name
from kiosk.operations import draft_consultation, typed_rules
from kiosk.operations.typed_rules import DAYS, MOST_BREAKS, Rhythm, TypedRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiosk.hub.context import HubContext
    from kiosk.i18n.catalogs import Words
    from kiosk.operations.draft_consultation import TriedRule

NEW = "new"
CHECK = "check"
LONGEST_LINE, LONGEST_TEXT = 200, 4_000
"""Characters of a field, and of a list of dates."""


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What became of what was sent."""

    status: HTTPStatus = HTTPStatus.OK
    tried: TriedRule | None = None
    refused: BadContent | None = None
    conflict: DraftConflict | None = None


@get("/consultation/rules/{at:str}", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest, at: FromPath[str]) -> Response[str]:
    """`version`: of the file, as the list knew it."""
    now, language = draft_consultation.now(hub.ctx), page_language.for_staff(request)
    place = _place(at)
    if place is None:
        typed = TypedRule(first=formats.typed_day(hub.ctx.today(), language))
        return _page(hub, request, place, now.version, typed, RuleAnswer())
    version = number(request.query_params.get("version", "")) or now.version
    raw = draft_consultation.rule(hub.ctx, version, place)
    typed = typed_rules.typed_of(raw, partial(formats.typed_day, language=language))
    return _page(hub, request, place, version, typed, RuleAnswer())


@post("/consultation/rules/{at:str}", sync_to_thread=True, status_code=200)
def save(
    hub: Hub, request: StaffRequest, at: FromPath[str], data: RuleForm
) -> Response[str] | Redirect:
    """`do` is `check` for a look at it in words."""
    place, typed, version = _place(at), _typed(data), number(data.version)
    try:
        tried = draft_consultation.tried(hub.ctx, typed, version, place)
    except BadContent as error:
        answer = RuleAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, refused=error)
        return _page(hub, request, place, version, typed, answer)
    if data.do == CHECK or tried.has_errors():
        wrong = HTTPStatus.UNPROCESSABLE_ENTITY
        status = HTTPStatus.OK if data.do == CHECK else wrong
        answer = RuleAnswer(status, tried)
        return _page(hub, request, place, version, typed, answer)
    rights.check_may_edit(hub, request.user, NAME)
    by = request.user.sign_in_name
    try:
        draft_consultation.save_rule(hub.ctx, by, typed, version, place)
    except DraftConflict as conflict:
        answer = RuleAnswer(HTTPStatus.CONFLICT, conflict=conflict)
        return _page(hub, request, None, conflict.version, typed, answer)
    return redirects.see_other(HERE, "saved")


@get("/consultation/rules/{at:str}/remove", sync_to_thread=True)
def ask_removal(hub: Hub, request: StaffRequest, at: FromPath[str]) -> Response[str]:
    language = page_language.for_staff(request)
    now = draft_consultation.now(hub.ctx)
    place = _known(at, len(now.rules))
    words = hub.pages.words(language.code)
    return hub.pages.html(
        request,
        "content/remove_hours.html",
        language,
        here=f"{HERE}/rules/{at}/remove",
        version=now.version,
        said=rule_words(hub, now.rules[place], words),
        is_last=len(now.rules) == 1 and not now.said.get("slots"),
        may_edit=rights.may_edit(hub, request.user, NAME),
    )


@post("/consultation/rules/{at:str}/remove", sync_to_thread=True)
def remove(
    hub: Hub, request: StaffRequest, at: FromPath[str], data: RemovedRuleForm
) -> Redirect:
    """Unconfirmed it does nothing but ask."""
    rights.check_may_edit(hub, request.user, NAME)
    if not data.confirmed:
        return redirects.see_other(f"{HERE}/rules/{at}/remove")
    by, version = request.user.sign_in_name, number(data.version)
    try:
        place = _known(at, MOST_RULES)
        draft_consultation.remove_rule(hub.ctx, by, version, place)
    except NotFound:
        return redirects.see_other(HERE, "gone")
    except DraftConflict:
        return redirects.see_other(HERE, "changed")
    return redirects.see_other(HERE, "removed")


def _page(
    hub: HubContext,
    request: StaffRequest,
    place: int | None,
    version: int,
    typed: TypedRule,
    answer: RuleAnswer,
) -> Response[str]:
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    catalogue = hub.overviews.now(hub.ctx).catalogue
    offered = catalogue.counselling_languages if catalogue else ()
    topics = catalogue.topics if catalogue else ()
    partners = catalogue.site.partners if catalogue else ()
    rows = max(2, len(typed.breaks) + 1)
    tried = answer.tried
    return hub.pages.html(
        request,
        "content/consultation_rule.html",
        language,
        status=answer.status,
        here=f"{HERE}/rules/{NEW if place is None else place}",
        place=place,
        version=version,
        typed=typed,
        breaks=[*typed.breaks, *[("", "")] * rows][:rows],
        weekdays=[(code, weekday_name(n, language)) for n, code in enumerate(DAYS)],
        rhythms=[rhythm.value for rhythm in Rhythm],
        offered=list(dict.fromkeys((*offered, *typed.languages))),
        topics=with_unknown(
            [(topic.id, topic.title[language.code]) for topic in topics], typed.topics
        ),
        partners=with_unknown(
            [(partner.id, partner.name) for partner in partners],
            [typed.partner] if typed.partner else [],
        ),
        answer=answer,
        tried=tried,
        in_words=_in_words(hub, tried, typed, words),
        dates=_dates(hub, tried, words),
        may_edit=rights.may_edit(hub, request.user, NAME),
    )


def with_unknown(
    known: Sequence[tuple[str, str]], said: Iterable[str]
) -> list[tuple[str, str]]:
    """What is chosen and is there no longer stays to be seen, by its id."""
    there = {value for value, _words in known}
    return [*known, *((one, one) for one in said if one not in there)]


def _in_words(
    hub: HubContext, tried: TriedRule | None, typed: TypedRule, words: Words
) -> str:
    if tried is None or tried.hours is None:
        return ""
    raw, _wrong = typed_rules.read(typed)
    catalogue = hub.overviews.now(hub.ctx).catalogue
    return hours_words.rule_line(raw, tried.hours, words, catalogue)


def _dates(hub: HubContext, tried: TriedRule | None, words: Words) -> list[str]:
    if tried is None or tried.hours is None or tried.all_hours is None:
        return []
    hours = draft_consultation.only(tried.all_hours, tried.hours)
    return hours_words.next_dates(hub, hours, words)


def _place(at: str) -> int | None:
    """Raises `NotFound`."""
    if at == NEW:
        return None
    if not (at.isascii() and at.isdecimal()) or len(at) > 3:
        raise _missing()
    return int(at)


def _known(at: str, count: int) -> int:
    """Raises `NotFound`."""
    place = _place(at)
    if place is None or place >= count:
        raise _missing()
    return place


def _missing() -> NotFound:
    return NotFound("There are no such hours.", remedy="Look at the list.")


def _typed(data: TypedRuleForm) -> TypedRule:
    breaks = zip_longest(each(data.break_from), each(data.break_until), fillvalue="")
    known = set(Rhythm)
    typed = TypedRule(
        rhythm=data.rhythm if data.rhythm in known else Rhythm.WEEKLY,
        weekdays=tuple(day for day in DAYS if day in each(data.weekdays)),
        rule=data.rule.strip()[:LONGEST_LINE],
        opens=data.opens.strip()[:LONGEST_LINE],
        closes=data.closes.strip()[:LONGEST_LINE],
        breaks=tuple((a[:LONGEST_LINE], b[:LONGEST_LINE]) for a, b in breaks),
        languages=tuple(code[:LONGEST_LINE] for code in each(data.languages) if code),
        first=data.first.strip()[:LONGEST_LINE],
        until=data.until.strip()[:LONGEST_LINE],
        excepted=data.excepted[:LONGEST_TEXT],
        added=data.added[:LONGEST_TEXT],
        by_appointment=bool(data.by_appointment),
        topics=tuple(topic[:LONGEST_LINE] for topic in each(data.topics) if topic),
        partner=data.partner[:LONGEST_LINE],
        capacity=data.capacity[:LONGEST_LINE],
    )
    said = tuple(row for row in typed.breaks if any(text.strip() for text in row))
    return replace(typed, breaks=said[:MOST_BREAKS])

"""All consultation hours of the draft as a calendar file, and hours taken from one."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.calendar_hours import RefusedEvent, hours_in
from kiosk.catalogue.consultation import rule_alone
from kiosk.catalogue.hours_calendar import DAYS, calendar_of
from kiosk.catalogue.problems import Problem
from kiosk.catalogue.recurrence import LOOKED_AT, recurring_days
from kiosk.catalogue.rules_file import (
    CONSULTATION,
    RULES,
    consultation_of,
    rules_of,
    with_rules,
    with_settings,
)
from kiosk.catalogue.toml_lines import line_of
from kiosk.catalogue.topics import NAME
from kiosk.catalogue.words import REASONS
from kiosk.domain.hours import WeeklyHours
from kiosk.errors import BadContent
from kiosk.operations import (
    draft_beginnings,
    draft_consultation,
    draft_forms,
    drafting,
    typed_reasons,
    unsaved,
)
from kiosk.operations.calendar_closed import taken_closed
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.catalogue.hours_calendar import CalendarTitles
    from kiosk.domain.hours import OpenSlot, RecurringHours
    from kiosk.operations.context import Context
    from kiosk.operations.typed_reasons import OfferedReasons

    Raw = dict[str, Any]

SAID_OF_SLOTS = {"rule", "first", "opens", "closes", "by_appointment"}
ROUNDS = 4
"""So often is looked whether what is left is good."""


@dataclass(frozen=True, slots=True)
class CalendarReview:
    """What would be taken from a calendar file; nothing is saved."""

    text: str
    """Of `topics.toml`, as it would be."""
    taken: tuple[tuple[Raw, RecurringHours], ...]
    closed: tuple[Raw, ...]
    """Ranges in which nobody counsels, but for days that are closed already."""
    joined: tuple[tuple[Raw, Raw], ...]
    """Ranges that become longer or get a reason, before and then."""
    there: tuple[tuple[Raw, RecurringHours], ...]
    """Hours of the file that stand in the draft already, and stay as they are."""
    closed_there: tuple[Raw, ...]
    """Its closed ranges that do so too."""
    refused: tuple[RefusedEvent, ...]
    problems: tuple[Problem, ...] = ()
    """What keeps it from being saved at all."""
    words: OfferedReasons = field(default_factory=dict)
    """Reasons of closed ranges that get a text with it."""

    def is_worth_it(self) -> bool:
        some = self.taken or self.closed or self.joined
        return bool(some) and not self.problems


def calendar(ctx: Context, titles: CalendarTitles) -> bytes:
    """Of the hours that are good. Raises `NotFound` and `BadContent`."""
    now = draft_consultation.now(ctx)
    hours = now.hours or WeeklyHours(())
    rules = [dict(rule.raw) for rule in now.rules if rule.hours is not None]
    holidays = ctx.waits.calendar
    reasons = {
        one["from"]: str(one["reason"])
        for one in _closed(drafting.file(ctx, NAME).text or "")
        if isinstance(one.get("from"), date) and one.get("reason")
    }
    return calendar_of(
        *(hours, rules, titles, ctx.zone(), ctx.clock.now(), holidays, reasons)
    )


def reviewed(
    ctx: Context,
    calendar_text: str,
    based_on: int,
    offered: OfferedReasons,
    *,
    replacing: bool,
) -> CalendarReview:
    """`replacing`: in place of all hours that there are; else besides them. `offered`:
    reasons that every language has a text for.

    Raises `BadContent` for what is no calendar file.
    """
    found = hours_in(calendar_text, ctx.zone())
    before = draft_forms.base(ctx, NAME, based_on)
    there: list[Raw] = [] if replacing else rules_of(NAME, before)
    closed = taken_closed(
        ctx, _closed(before), found.closed, offered, replacing=replacing
    )
    beside = typed_reasons.german_with(ctx, closed.words)
    settings: dict[str, object] = {"closed": closed.ranges.standing or None}
    if replacing:
        settings["slots"] = None
    known_rules = [_comparable(raw) for raw in there]
    week = () if replacing else _usual_week(ctx)
    standing = [
        raw
        for raw in found.rules
        if _comparable(raw) in known_rules or _is_usual(raw, week)
    ]
    rules, refused = list(found.rules), list(found.refused)
    rules = [raw for raw in rules if raw not in standing]
    known = _errors(unsaved.with_text(ctx, NAME, before).problems)
    text, problems = before, list[Problem]()
    for _round in range(ROUNDS):
        text = with_rules(NAME, before, [*there, *rules])
        text = with_settings(NAME, text, settings)
        problems = [
            problem
            for problem in unsaved.with_text(ctx, NAME, text, beside=beside).problems
            if problem.is_error and str(problem.message) not in known
        ]
        bad = _placed(text, len(there), len(rules), problems)
        if not bad:
            break
        refused += [_refusal(rules[at], problem) for at, problem in bad.items()]
        rules = [rule for at, rule in enumerate(rules) if at not in bad]
    return CalendarReview(
        text,
        _readable(rules),
        tuple(closed.ranges.new),
        tuple(closed.ranges.changed()),
        _readable(standing),
        tuple(closed.ranges.there),
        tuple(refused),
        tuple(problems),
        closed.words,
    )


def _closed(text: str) -> list[Raw]:
    """The ranges of a file, also of one that is not good."""
    said = consultation_of(NAME, text).get("closed")
    return [one for one in said or () if isinstance(one, dict)]


def _readable(rules: list[Raw]) -> tuple[tuple[Raw, RecurringHours], ...]:
    return tuple((raw, rule) for raw in rules if (rule := rule_alone(raw)) is not None)


def _usual_week(ctx: Context) -> tuple[OpenSlot, ...]:
    hours = draft_consultation.now(ctx).hours
    return hours.slots if hours else ()


def _is_usual(raw: Raw, week: tuple[OpenSlot, ...]) -> bool:
    """Whether it says no more than a slot of the usual week."""
    alone = rule_alone(raw)
    if alone is None or not set(raw) <= SAID_OF_SLOTS:
        return False
    return any(
        raw["rule"] == f"FREQ=WEEKLY;BYDAY={DAYS[slot.weekday]}"
        and alone.slots(slot.weekday) == (slot,)
        for slot in week
    )


def _comparable(raw: Raw) -> Raw:
    """What says the same is the same, from whatever day before its first it holds."""
    said = {key: value for key, value in raw.items() if value}
    with suppress(BadContent, KeyError, StopIteration, TypeError):
        days = recurring_days(said["rule"], said["first"])
        said["first"] = next(iter(days.between(days.first, days.first + LOOKED_AT)))
    return said | {key: sorted(said.get(key, ())) for key in ("except", "also")}


def save(ctx: Context, by: str, review: CalendarReview, based_on: int) -> None:
    """New reasons first: they may stand there though nothing names them.

    Raises `DraftConflict` where the file has changed since."""
    with ctx.database.begin() as connection:
        for key, texts in review.words.items():
            draft_beginnings.put_words(ctx, connection, by, (REASONS, key), texts)
    drafting.save(ctx, by, NAME, review.text, based_on)


def _errors(problems: tuple[Problem, ...]) -> set[str]:
    return {str(problem.message) for problem in problems if problem.is_error}


def _placed(
    text: str, before: int, count: int, problems: list[Problem]
) -> dict[int, Problem]:
    """By the place of a new rule the first thing that is wrong with it."""
    heads = [
        line_of(text, (CONSULTATION, RULES, at)) or 0 for at in range(before + count)
    ]
    found: dict[int, Problem] = {}
    for problem in problems:
        at = bisect_right(heads, problem.line or 0) - 1 - before
        if at >= 0:
            found.setdefault(at, problem)
    return found


def _refusal(raw: Raw, problem: Problem) -> RefusedEvent:
    told = sentence("{what} {remedy}", what=problem.message, remedy=problem.remedy)
    starts = datetime.combine(raw["first"], time.fromisoformat(raw["opens"]))
    return RefusedEvent("", starts, told)

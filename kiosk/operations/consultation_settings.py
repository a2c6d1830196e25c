"""What holds for all consultation hours: whose public holidays close, when nobody
counsels for days, and whether anybody is received without an appointment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.merging import same_table
from kiosk.catalogue.rules_file import CONSULTATION, consultation_of, with_settings
from kiosk.catalogue.topics import NAME
from kiosk.domain.hours import FederalState
from kiosk.errors import DraftConflict
from kiosk.operations import (
    draft_forms,
    drafting,
    typed_reasons,
    typed_rules,
    unsaved,
)
from kiosk.operations.placed_findings import of_form
from kiosk.operations.typed_reasons import ClosedRow, OfferedReasons
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from kiosk.operations.context import Context
    from kiosk.operations.placed_findings import PlacedFinding
    from kiosk.operations.typed_rules import Wrong
    from kiosk.sentences import Sentence

MOST_CLOSED = 50


@dataclass(frozen=True, slots=True)
class TypedSettings:
    holidays: str = ""
    by_appointment: bool = False
    closed: tuple[ClosedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TriedSettings:
    text: str
    problems: tuple[PlacedFinding, ...] = ()
    wrong: Wrong = field(default_factory=dict)
    """By the place of a row: `closed-0`; of all rows `closed`."""

    def has_errors(self) -> bool:
        return bool(self.wrong) or any(found.is_error for found in self.problems)


def settings_of(
    said: Mapping[str, Any], day: Callable[[date], str] = str
) -> TypedSettings:
    """The fields as the table of the file fills them, each day as `day` writes it."""
    closed = said.get("closed")
    rows = [row for row in closed or [] if isinstance(row, dict)]
    return TypedSettings(
        str(said.get("holidays", "")),
        said.get("by_appointment") is True,
        tuple(
            ClosedRow(
                typed_rules.written_day(row.get("from"), day),
                typed_rules.written_day(row.get("until"), day),
                str(row.get("reason", "")),
            )
            for row in rows
        ),
    )


def tried(
    ctx: Context, typed: TypedSettings, based_on: int, offered: OfferedReasons
) -> TriedSettings:
    """As it would be; nothing is saved. Raises `BadContent`."""
    before = draft_forms.base(ctx, NAME, based_on)
    new_words, closed = typed_reasons.keyed(ctx, typed.closed, offered)
    said, wrong = _read(replace(typed, closed=closed), before)
    if wrong:
        return TriedSettings(before, wrong=wrong)
    text = with_settings(NAME, before, said)
    known = {str(one.message) for one in unsaved.with_text(ctx, NAME, before).problems}
    beside = typed_reasons.german_with(ctx, new_words)
    problems = unsaved.with_text(ctx, NAME, text, beside=beside).problems
    new = [problem for problem in problems if str(problem.message) not in known]
    return TriedSettings(text, of_form(new))


def save(
    ctx: Context,
    by: str,
    typed: TypedSettings,
    based_on: int,
    offered: OfferedReasons,
) -> None:
    """New reasons first: they may stand there though nothing names them.

    Raises `BadContent`, and `DraftConflict` where others changed the hours.
    """
    before = draft_forms.base(ctx, NAME, based_on)
    new_words, closed = typed_reasons.keyed(ctx, typed.closed, offered)
    said, _wrong = _read(replace(typed, closed=closed), before)
    with ctx.database.begin() as connection:
        typed_reasons.put(ctx, connection, by, new_words)
    try:
        drafting.save(ctx, by, NAME, with_settings(NAME, before, said), based_on)
    except DraftConflict as conflict:
        theirs = conflict.theirs or ""
        if not same_table(before, theirs, CONSULTATION):
            raise
        text = with_settings(NAME, theirs, said)
        drafting.save(ctx, by, NAME, text, conflict.version)


def _read(typed: TypedSettings, before: str) -> tuple[dict[str, object], Wrong]:
    wrong: Wrong = {}
    closed: list[dict[str, object]] = []
    for at, row in enumerate(typed.closed):
        if not row.first and not row.until:
            continue
        typed_reasons.check_length(row, f"closed-{at}", wrong)
        days = span(row, f"closed-{at}", wrong)
        if days is not None:
            reason = {"reason": row.reason} if row.reason else {}
            closed.append({"from": days[0], "until": days[1], **reason})
    if len(closed) > MOST_CLOSED:
        wrong["closed"] = (
            sentence("There are more than {most} dates.", most=MOST_CLOSED),
            sentence("Leave out those that are over."),
        )
    if typed.holidays not in ("", *FederalState):
        wrong["holidays"] = unknown_holidays(typed.holidays)
    was = consultation_of(NAME, before).get("by_appointment")
    by_appointment = True if typed.by_appointment else (None if was is None else False)
    return {
        "holidays": typed.holidays or None,
        "by_appointment": by_appointment,
        "closed": closed or None,
    }, wrong


def unknown_holidays(code: str) -> tuple[Sentence, Sentence]:
    return (
        sentence("The holidays of {code!r} are not known.", code=code[:20]),
        sentence("Allowed: {allowed}.", allowed=", ".join(FederalState)),
    )


def span(row: ClosedRow, name: str, wrong: Wrong) -> tuple[date, date] | None:
    """One day alone is closed where no last one is typed."""
    first = typed_rules.day_of(row.first, name, wrong)
    until = typed_rules.day_of(row.until or row.first, name, wrong)
    if first is None or until is None:
        return None
    if until < first:
        wrong[name] = (
            sentence("{until} is before the first day.", until=until),
            sentence("Write a later day, or none."),
        )
        return None
    return first, until

"""The consultation hours in the draft: each rule is read, tried and saved by itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.consultation import rule_alone
from kiosk.catalogue.rules_file import (
    CONSULTATION,
    RULES,
    consultation_of,
    rules_of,
    with_rule,
    without_rule,
)
from kiosk.catalogue.toml_lines import line_of
from kiosk.catalogue.topics import NAME
from kiosk.errors import DraftConflict, NotFound
from kiosk.operations import draft_forms, drafting, typed_rules, unsaved
from kiosk.operations.draft_overview import checked_draft
from kiosk.operations.placed_findings import PlacedFinding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.catalogue.problems import Problem
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import RecurringHours, WeeklyHours
    from kiosk.operations.context import Context
    from kiosk.operations.typed_rules import TypedRule, Wrong

    Raw = dict[str, Any]

FIELDS = {
    "rule": "rule",
    "first": "first",
    "opens": "opens",
    "closes": "closes",
    "languages": "languages",
    "breaks": "breaks",
    "except": "excepted",
    "also": "added",
    "topics": "topics",
    "partner": "partner",
    "capacity": "capacity",
}
"""Of the form, by the keys of the file."""


@dataclass(frozen=True, slots=True)
class RuleInDraft:
    raw: Mapping[str, Any]
    hours: RecurringHours | None
    """None: something is wrong with it."""


@dataclass(frozen=True, slots=True)
class ConsultationInDraft:
    version: int
    """Of the file."""
    said: Mapping[str, Any]
    """What [consultation] says."""
    rules: tuple[RuleInDraft, ...]
    hours: WeeklyHours | None
    """All of it; None: not known, or the centre's content cannot be read."""
    errors: tuple[PlacedFinding, ...]


@dataclass(frozen=True, slots=True)
class TriedRule:
    """A rule as it would be; nothing is saved."""

    text: str
    """Of the file."""
    hours: RecurringHours | None
    all_hours: WeeklyHours | None
    fields: Mapping[str, tuple[PlacedFinding, ...]] = field(default_factory=dict)
    """What is wrong, or odd, by the field of the form."""
    others: tuple[PlacedFinding, ...] = ()
    wrong: Wrong = field(default_factory=dict)
    """What cannot be read at all, by the field."""

    def has_errors(self) -> bool:
        found = (finding for of in self.fields.values() for finding in of)
        return bool(self.wrong) or any(f.is_error for f in (*found, *self.others))


def now(ctx: Context) -> ConsultationInDraft:
    """Raises `NotFound`, and `BadContent` for a file that is broken."""
    there = drafting.file(ctx, NAME)
    text = there.text or ""
    content = checked_draft(ctx).content
    errors = [
        PlacedFinding(problem, line=problem.line)
        for problem in content.errors()
        if problem.file == NAME
    ]
    return ConsultationInDraft(
        there.version,
        consultation_of(NAME, text),
        tuple(RuleInDraft(raw, rule_alone(raw)) for raw in rules_of(NAME, text)),
        _hours(content.catalogue),
        tuple(errors),
    )


def rule(ctx: Context, based_on: int, at: int) -> Mapping[str, Any]:
    """As that version of the file has it. Raises `NotFound` and `BadContent`."""
    rules = rules_of(NAME, drafting.version(ctx, NAME, based_on).text or "")
    if at >= len(rules):
        raise NotFound("There are no such hours.", remedy="Look at the list.")
    return rules[at]


def tried(ctx: Context, typed: TypedRule, based_on: int, at: int | None) -> TriedRule:
    """`at`: which rule it takes the place of; None: of none. Raises `BadContent`."""
    before = draft_forms.base(ctx, NAME, based_on)
    count = len(rules_of(NAME, before))
    place = count if at is None else min(at, count)
    raw, wrong = typed_rules.read(typed)
    if wrong:
        return TriedRule(before, None, None, wrong=wrong)
    text = with_rule(NAME, before, place, raw)
    content = unsaved.with_text(ctx, NAME, text)
    known = _errors(unsaved.with_text(ctx, NAME, before).problems)
    lines = _lines(text, place)
    fields: dict[str, tuple[PlacedFinding, ...]] = {}
    others = []
    for problem in content.problems:
        name = lines.get(problem.line)
        if name is not None:
            fields[name] = (*fields.get(name, ()), PlacedFinding(problem))
        elif problem.is_error and str(problem.message) not in known:
            others.append(PlacedFinding(problem))
    said = {key: value for key, value in raw.items() if value is not None}
    hours = _hours(content.catalogue)
    return TriedRule(text, rule_alone(said), hours, fields, tuple(others))


def save_rule(
    ctx: Context, by: str, typed: TypedRule, based_on: int, at: int | None
) -> None:
    """What somebody else has changed beside this rule meanwhile stays.

    Raises `BadContent`, and `DraftConflict` where the rule itself is another now.
    """
    raw, _wrong = typed_rules.read(typed)
    _change(
        ctx, by, based_on, at, lambda text, place: with_rule(NAME, text, place, raw)
    )


def remove_rule(ctx: Context, by: str, based_on: int, at: int) -> None:
    """Raises what `save_rule` does, and `NotFound`."""
    rule(ctx, based_on, at)
    _change(ctx, by, based_on, at, lambda text, place: without_rule(NAME, text, place))


def _change(
    ctx: Context,
    by: str,
    based_on: int,
    at: int | None,
    written: Callable[[str, int], str],
) -> None:
    before = draft_forms.base(ctx, NAME, based_on)
    rules = rules_of(NAME, before)
    try:
        place = len(rules) if at is None else at
        drafting.save(ctx, by, NAME, written(before, place), based_on)
    except DraftConflict as conflict:
        theirs = conflict.theirs or ""
        now_there = rules_of(NAME, theirs)
        if at is None:
            place = len(now_there)
        elif at < len(rules) and rules[at] in now_there:
            place = now_there.index(rules[at])
        else:
            raise
        drafting.save(ctx, by, NAME, written(theirs, place), conflict.version)


def only(hours: WeeklyHours, rule: RecurringHours) -> WeeklyHours:
    """As if the centre were open by this rule alone: closed as all of it is."""
    return replace(hours, slots=(), special=(), recurring=(rule,))


def _lines(text: str, place: int) -> dict[int | None, str]:
    """In which line of the file each field stands; what is wrong with the rule as a
    whole is told where its hours are."""
    path = (CONSULTATION, RULES, place)
    whole = line_of(text, path)
    lines = {line_of(text, (*path, key)): name for key, name in FIELDS.items()}
    return {line: name for line, name in lines.items() if line != whole} | {
        whole: "opens"
    }


def _errors(problems: tuple[Problem, ...]) -> set[str]:
    return {str(problem.message) for problem in problems if problem.is_error}


def _hours(catalogue: Catalogue | None) -> WeeklyHours | None:
    return catalogue.consultation_hours if catalogue else None

"""The hours of a service in the draft: the usual week, and the days that are not as
usual, read, tried in words, and saved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.hours_file import with_week
from kiosk.catalogue.merging import same_table
from kiosk.catalogue.rules_file import with_settings
from kiosk.catalogue.texts import is_id
from kiosk.catalogue.toml_edits import values
from kiosk.domain.hours import FederalState
from kiosk.errors import DraftConflict, NotFound
from kiosk.operations import drafting, typed_days, typed_reasons, unsaved
from kiosk.operations.consultation_settings import unknown_holidays
from kiosk.operations.draft_overview import checked_draft
from kiosk.operations.placed_findings import of_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.drafts import DraftEntry
    from kiosk.domain.hours import OpenSlot, WeeklyHours
    from kiosk.operations.context import Context
    from kiosk.operations.placed_findings import PlacedFinding
    from kiosk.operations.typed_days import DayRow
    from kiosk.operations.typed_reasons import OfferedReasons
    from kiosk.operations.typed_rules import Wrong

HOURS = "hours"


@dataclass(frozen=True, slots=True)
class TypedWeek:
    slots: tuple[OpenSlot, ...] = ()
    by_appointment: bool = False
    days: tuple[DayRow, ...] | None = None
    """None: nothing is said of them, and they stay."""
    holidays: str = ""
    """Said together with `days`."""


@dataclass(frozen=True, slots=True)
class TriedWeek:
    hours: WeeklyHours | None
    """None: not known, or broken; `problems` says which."""
    problems: tuple[PlacedFinding, ...]
    wrong: Wrong = field(default_factory=dict)
    """What cannot be read: `day-0` by its row, or of all of them `days`."""

    def has_errors(self) -> bool:
        return bool(self.problems or self.wrong)


def path_of(slug: str) -> str:
    """Raises `NotFound` for what is no name of a service."""
    if not is_id(slug):
        raise NotFound("There is no such service.", remedy="Look at the list.")
    return f"services/{slug}/service.toml"


def week(ctx: Context, slug: str) -> tuple[int, WeeklyHours | None]:
    """The version of the file, and the hours as they stand. Raises `NotFound`."""
    version = drafting.file(ctx, path_of(slug)).version
    return version, _hours(checked_draft(ctx).content.catalogue, slug)


def table(ctx: Context, slug: str) -> Mapping[str, Any]:
    """What [hours] says now. Raises `NotFound` and `BadContent`."""
    path = path_of(slug)
    return _table(path, drafting.file(ctx, path).text or "")


def tried(
    ctx: Context,
    slug: str,
    typed: TypedWeek,
    based_on: int,
    offered: OfferedReasons | None = None,
) -> TriedWeek:
    """As it would be; nothing is saved. Raises `NotFound` and `BadContent`."""
    path = path_of(slug)
    new_words, typed = _keyed(ctx, typed, offered)
    wrong = _said(typed)[1] | _unknown_reasons(ctx, slug, typed, new_words)
    if wrong:
        return TriedWeek(None, (), wrong)
    text = _text(ctx, path, typed, based_on)
    beside = typed_reasons.german_with(ctx, new_words)
    content = unsaved.with_text(ctx, path, text, beside=beside)
    errors = [problem for problem in content.problems if problem.is_error]
    return TriedWeek(_hours(content.catalogue, slug), of_form(errors))


def new_reasons(
    ctx: Context, typed: TypedWeek, offered: OfferedReasons | None
) -> OfferedReasons:
    """Which short texts of the centre it would add."""
    return _keyed(ctx, typed, offered)[0]


def save(
    ctx: Context,
    by: str,
    slug: str,
    typed: TypedWeek,
    based_on: int,
    offered: OfferedReasons | None = None,
) -> DraftEntry:
    """What somebody else has changed beside the hours meanwhile stays. New reasons come
    first: they may stand there though nothing names them.

    Raises `NotFound`, `BadContent` and `DraftConflict`.
    """
    path = path_of(slug)
    new_words, typed = _keyed(ctx, typed, offered)
    if new_words:
        with ctx.database.begin() as connection:
            typed_reasons.put(ctx, connection, by, new_words)
    try:
        text = _text(ctx, path, typed, based_on)
        return drafting.save(ctx, by, path, text, based_on)
    except DraftConflict as conflict:
        if not same_table(conflict.base or "", conflict.theirs or "", "hours"):
            raise
        text = _text(ctx, path, typed, conflict.version)
        return drafting.save(ctx, by, path, text, conflict.version)


def _text(ctx: Context, path: str, typed: TypedWeek, based_on: int) -> str:
    there = drafting.version(ctx, path, based_on)
    slots: Sequence[OpenSlot] = typed.slots
    text = there.text or ""
    before = _table(path, text)
    text = with_week(path, text, slots, by_appointment=typed.by_appointment)
    said = _said(typed)[0]
    if all(before.get(key) == value for key, value in said.items()):
        return text
    return with_settings(path, text, said, HOURS)


def _keyed(
    ctx: Context, typed: TypedWeek, offered: OfferedReasons | None
) -> tuple[OfferedReasons, TypedWeek]:
    """The texts that the centre has not yet, and the rows with their keys."""
    if typed.days is None:
        return {}, typed
    new_words, days = typed_reasons.keyed(ctx, typed.days, offered or {})
    return new_words, replace(typed, days=days)


def _unknown_reasons(
    ctx: Context, slug: str, typed: TypedWeek, new_words: OfferedReasons
) -> Wrong:
    """What no form offers, by its row; one that the file has already is left alone."""
    there = {row.reason for row in typed_days.rows_of(table(ctx, slug))}
    known = {"", *typed_reasons.reasons(ctx), *new_words, *there}
    return {
        f"day-{at}": typed_reasons.unknown(row.reason)
        for at, row in enumerate(typed.days or ())
        if row.reason not in known
    }


def _said(typed: TypedWeek) -> tuple[dict[str, object], Wrong]:
    """What the table is to say besides the week."""
    if typed.days is None:
        return {}, {}
    said, wrong = typed_days.read(typed.days)
    if typed.holidays not in ("", *FederalState):
        wrong["holidays"] = unknown_holidays(typed.holidays)
    return said | {"holidays": typed.holidays or None}, wrong


def _table(path: str, text: str) -> Mapping[str, Any]:
    found = values(path, text).get(HOURS)
    return found if isinstance(found, dict) else {}


def _hours(catalogue: Catalogue | None, slug: str) -> WeeklyHours | None:
    for service in catalogue.services if catalogue else ():
        if service.slug == slug:
            return service.hours
    return None

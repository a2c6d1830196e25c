"""The usual week of a service in the draft: read, tried in words, and saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.hours_file import with_week
from kiosk.catalogue.merging import same_table
from kiosk.catalogue.texts import is_id
from kiosk.errors import DraftConflict, NotFound
from kiosk.operations import drafting, unsaved
from kiosk.operations.draft_overview import checked_draft
from kiosk.operations.placed_findings import of_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.drafts import DraftEntry
    from kiosk.domain.hours import OpenSlot, WeeklyHours
    from kiosk.operations.context import Context
    from kiosk.operations.placed_findings import PlacedFinding


@dataclass(frozen=True, slots=True)
class TypedWeek:
    slots: tuple[OpenSlot, ...] = ()
    by_appointment: bool = False


@dataclass(frozen=True, slots=True)
class TriedWeek:
    hours: WeeklyHours | None
    """None: not known, or broken; `problems` says which."""
    problems: tuple[PlacedFinding, ...]


def path_of(slug: str) -> str:
    """Raises `NotFound` for what is no name of a service."""
    if not is_id(slug):
        raise NotFound("There is no such service.", remedy="Look at the list.")
    return f"services/{slug}/service.toml"


def week(ctx: Context, slug: str) -> tuple[int, WeeklyHours | None]:
    """The version of the file, and the hours as they stand. Raises `NotFound`."""
    version = drafting.file(ctx, path_of(slug)).version
    return version, _hours(checked_draft(ctx).content.catalogue, slug)


def tried(ctx: Context, slug: str, typed: TypedWeek, based_on: int) -> TriedWeek:
    """As it would be; nothing is saved. Raises `NotFound` and `BadContent`."""
    path = path_of(slug)
    content = unsaved.with_text(ctx, path, _text(ctx, path, typed, based_on))
    errors = [problem for problem in content.problems if problem.is_error]
    return TriedWeek(_hours(content.catalogue, slug), of_form(errors))


def save(
    ctx: Context, by: str, slug: str, typed: TypedWeek, based_on: int
) -> DraftEntry:
    """What somebody else has changed beside the hours meanwhile stays.

    Raises `NotFound`, `BadContent` and `DraftConflict`.
    """
    path = path_of(slug)
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
    return with_week(path, there.text or "", slots, by_appointment=typed.by_appointment)


def _hours(catalogue: Catalogue | None, slug: str) -> WeeklyHours | None:
    for service in catalogue.services if catalogue else ():
        if service.slug == slug:
            return service.hours
    return None

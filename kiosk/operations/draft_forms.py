"""How a form over one TOML file is saved: what it changed goes into what is there now.

A form knows which version it was filled from. What somebody else has changed in the
same file meanwhile stays; where both have changed the same value, nothing is written
and theirs is shown beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.service_rows import named, placed, with_named
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.toml_lines import line_of
from kiosk.errors import DraftConflict, NotFound
from kiosk.operations import drafting, unsaved
from kiosk.operations.placed_findings import PlacedFinding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from kiosk.catalogue.problems import Problem
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.drafts import DraftEntry
    from kiosk.operations.context import Context

    Save = Callable[[str, int], DraftEntry]
    """The text, and on which version it was built. Raises `DraftConflict`."""


class FormClash(Exception):  # noqa: N818 - it asks for a choice
    """Somebody else has changed the same values; `theirs` is what they say now."""

    def __init__(
        self,
        conflict: DraftConflict,
        theirs: Mapping[KeyPath, str],
        mine: Collection[KeyPath] = (),
    ) -> None:
        super().__init__(str(conflict))
        self.version = conflict.version
        self.author = conflict.author
        self.theirs = theirs
        self.mine = frozenset(mine)
        """All that the form has changed, in clash or not."""


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """What the check says of a file as the form would make it."""

    text: str
    fields: Mapping[KeyPath, tuple[PlacedFinding, ...]]
    """Of values that the form has."""
    others: tuple[PlacedFinding, ...]

    def has_errors(self) -> bool:
        of_fields = (finding for found in self.fields.values() for finding in found)
        return any(finding.is_error for finding in (*of_fields, *self.others))


def base(ctx: Context, path: str, based_on: int) -> str:
    """The file as the form was filled from it; "" for one that is new."""
    try:
        return drafting.version(ctx, path, based_on).text or "" if based_on else ""
    except NotFound:
        return ""


def changed(
    path: str, text: str, typed: Mapping[KeyPath, object]
) -> dict[KeyPath, object]:
    """What of all that was typed differs from the file. Raises `BadContent`."""
    said = named(values(path, text))
    return {key: value for key, value in typed.items() if at(said, key) != value}


def check(
    ctx: Context, path: str, text: str, keys: Iterable[KeyPath], *, asks: bool = False
) -> CheckedForm:
    """`asks`: saving will ask what a change of German means. Raises `BadContent`."""
    problems = unsaved.with_text(ctx, path, text, asks_change=asks).problems
    lines = dict(_lines(values(path, text), text, keys))
    fields: dict[KeyPath, tuple[PlacedFinding, ...]] = {}
    others: list[PlacedFinding] = []
    for problem in problems:
        key = _key(problem, lines)
        if key is None:
            others.append(PlacedFinding(problem, line=problem.line))
        else:
            fields[key] = (*fields.get(key, ()), PlacedFinding(problem))
    return CheckedForm(text, fields, tuple(others))


def save(
    path: str, before: str, changes: Mapping[KeyPath, object], based_on: int, put: Save
) -> DraftEntry:
    """Raises `BadContent`, `FormClash`, and `DraftConflict` where it happens twice."""
    try:
        return put(with_named(path, before, changes), based_on)
    except DraftConflict as conflict:
        theirs = conflict.theirs or ""
        clashes = _clashes(path, before, theirs, changes)
        if clashes:
            raise FormClash(conflict, clashes, changes) from conflict
        return put(with_named(path, theirs, changes), conflict.version)


def at(said: Mapping[str, Any], path: KeyPath) -> object:
    """The value there; None where there is none."""
    found: Any = said
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _clashes(
    path: str, before: str, theirs: str, changes: Mapping[KeyPath, object]
) -> dict[KeyPath, str]:
    known, now = named(values(path, before)), named(values(path, theirs))
    return {
        key: str(at(now, key) or "")
        for key, value in changes.items()
        if at(now, key) not in (at(known, key), value)
    }


def _lines(
    said: Mapping[str, Any], text: str, keys: Iterable[KeyPath]
) -> Iterator[tuple[int | None, KeyPath]]:
    """Of a row of a service only the values that it has: what it lacks has no line."""
    for key in keys:
        place = placed(said, key)
        if place == key or (place is not None and at(said, place) is not None):
            yield line_of(text, place), key


def _key(problem: Problem, lines: Mapping[int | None, KeyPath]) -> KeyPath | None:
    return None if problem.line is None else lines.get(problem.line)

"""How a form over one TOML file is saved: what it changed goes into what is there now.

A form knows which version it was filled from. What somebody else has changed in the
same file meanwhile stays; where both have changed the same value, nothing is written
and theirs is shown beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.service_rows import NEW, named, placed, with_named
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.toml_lines import line_of
from kiosk.errors import DraftConflict, NotFound
from kiosk.operations import drafting, unsaved
from kiosk.operations.placed_findings import PlacedFinding
from kiosk.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

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
    ctx: Context,
    path: str,
    text: str,
    keys: Iterable[KeyPath],
    lacking: Iterable[KeyPath] = (),
    *,
    asks: bool = False,
) -> CheckedForm:
    """`lacking`: of other values that the form has and the file has not. `asks`: saving
    will ask what a change of German means. Raises `BadContent`."""
    problems = unsaved.with_text(ctx, path, text, asks_change=asks).problems
    said, keys = values(path, text), tuple(keys)
    lines = dict(_lines(said, text, keys))
    missing = dict(_missing(said, text, (*keys, *lacking)))
    fields: dict[KeyPath, tuple[PlacedFinding, ...]] = {}
    others: list[PlacedFinding] = []
    for problem in problems:
        key = missing.get((problem.line, _named_by(problem))) or _key(problem, lines)
        if key is None:
            others.append(PlacedFinding(problem))
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


def _missing(
    said: Mapping[str, Any], text: str, keys: Sequence[KeyPath]
) -> Iterator[tuple[tuple[int | None, str], KeyPath]]:
    """Of each value that is not there: where the check names it, and as what."""
    known = named(said)
    for key in keys:
        table = placed(said, key) or _begun(said, known, key, keys)
        if table is not None and at(said, table) is None:
            line = line_of(text, table[:-1]) if table[:-1] else None
            yield (line, str(key[-1])), key


def _begun(
    said: Mapping[str, Any],
    known: Mapping[str, Any],
    key: KeyPath,
    keys: Sequence[KeyPath],
) -> KeyPath | None:
    """Where a value of the row stands that the form has begun: the only one it did not
    know before."""
    section = str(key[0])
    if len(key) < len(("section", "row", "key")) or key[1] != NEW:
        return None
    of_form = {str(other[1]) for other in keys if other[0] == section}
    new = [row for row in known.get(section, ()) if row not in of_form]
    return placed(said, (section, new[0], key[2])) if len(new) == 1 else None


def _named_by(problem: Problem) -> str:
    """The key that a sentence of the check is about."""
    message = problem.message
    return str(message.parts.get("key", "")) if isinstance(message, Sentence) else ""


def _key(problem: Problem, lines: Mapping[int | None, KeyPath]) -> KeyPath | None:
    return None if problem.line is None else lines.get(problem.line)

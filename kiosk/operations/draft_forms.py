"""How a form over one TOML file is saved: what it changed goes into what is there now.

A form knows which version it was filled from. What somebody else has changed in the
same file meanwhile stays; where both have changed the same value, nothing is written
and theirs is shown beside it. A row that has moved meanwhile is found by its id.
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
        mine: Mapping[KeyPath, KeyPath],
    ) -> None:
        super().__init__(str(conflict))
        self.version = conflict.version
        self.author = conflict.author
        self.theirs = theirs
        self.mine = mine
        """All that the form has changed, in clash or not: by where it stands now, where
        it stood when the form was filled. Of a row that is gone there is nothing."""


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
        known, now = named(values(path, before)), named(values(path, theirs))
        places = {key: _place_now(known, now, key) for key in changes}
        mine = {place: key for key, place in places.items() if place is not None}
        clashes = {
            place: str(at(now, place) or "")
            for place, key in mine.items()
            if at(now, place) not in (at(known, key), changes[key])
        }
        if clashes or len(mine) < len(changes):
            raise FormClash(conflict, clashes, mine) from conflict
        moved = {place: changes[key] for place, key in mine.items()}
        return put(with_named(path, theirs, moved), conflict.version)


def at(said: Mapping[str, Any], path: KeyPath) -> object:
    """The value there; None where there is none."""
    found: Any = said
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _place_now(
    known: Mapping[str, Any], now: Mapping[str, Any], key: KeyPath
) -> KeyPath | None:
    """Where a value stands whose row may have moved; None where its row is gone."""
    for depth, step in enumerate(key):
        if isinstance(step, int):
            rows, rows_now = at(known, key[:depth]), at(now, key[:depth])
            place = _row_now(rows, rows_now, step)
            return None if place is None else (*key[:depth], place, *key[depth + 1 :])
    return key


def _row_now(rows: object, now: object, place: int) -> int | None:
    """A row without an id is the same where nothing before it has changed, and either
    the row itself has not, or none came or went."""
    if not isinstance(rows, list) or not isinstance(now, list) or place >= len(rows):
        return None
    name = rows[place].get("id") if isinstance(rows[place], dict) else None
    if name is not None:
        ids = [row.get("id") if isinstance(row, dict) else None for row in now]
        return ids.index(name) if name in ids else None
    stays = rows[:place] == now[:place] and (
        len(rows) == len(now) or now[place : place + 1] == [rows[place]]
    )
    return place if stays else None


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

"""What one content says otherwise than another, file by file and line by line."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kiosk.domain.changes import ChangedLine, ChangeKind, LineKind, TextChange
from kiosk.ids import LanguageCode, Slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BESIDE = 2
"""Lines before and after a change that are the same."""
MOST_LINES = 2000
"""Of one file that are compared; a longer one is old and new as a whole."""
_SERVICES = "services"
_WORDS = frozenset({"words", "pathway"})
"""Folders with a file a language."""


def difference(
    old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> tuple[TextChange, ...]:
    """Of files by name; in the order of their names, so a service stands together."""
    return tuple(
        _change(name, old.get(name), new.get(name))
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    )


def _change(name: str, old: bytes | None, new: bytes | None) -> TextChange:
    kind = ChangeKind.CHANGED
    if old is None or new is None:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
    slug, language = place(name)
    return TextChange(name, kind, slug, language, tuple(_lines(_of(old), _of(new))))


def place(name: str) -> tuple[Slug | None, LanguageCode | None]:
    """Of which service a file is, and in which language; None: of none alone."""
    path = PurePosixPath(name)
    slug = Slug(path.parts[1]) if path.parts[0] == _SERVICES else None
    of_words = path.parts[0] in _WORDS and path.stem != path.parts[0]
    told = path.suffix == ".md" or of_words
    return slug, LanguageCode(path.stem) if told else None


def _of(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8", "replace").splitlines()


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[ChangedLine]:
    if max(len(old), len(new)) > MOST_LINES:
        yield from _all(LineKind.OLD, old)
        yield from _all(LineKind.NEW, new)
        return
    first = True
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(BESIDE):
        if not first:
            yield ChangedLine(LineKind.GAP, "")
        first = False
        for what, old_from, old_to, new_from, new_to in group:
            if what == "equal":
                yield from _all(LineKind.SAME, old[old_from:old_to])
            else:
                yield from _all(LineKind.OLD, old[old_from:old_to])
                yield from _all(LineKind.NEW, new[new_from:new_to])


def _all(kind: LineKind, lines: Sequence[str]) -> Iterator[ChangedLine]:
    return (ChangedLine(kind, line) for line in lines)

"""How two releases differ, as a person reads it: text by text, language by language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode, Slug


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class LineKind(StrEnum):
    SAME = "same"
    """It stands beside a change."""
    OLD = "old"
    NEW = "new"
    GAP = "gap"
    """Here others are left out, which are the same in both."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One file."""

    path: str
    """Below the content folder, with `/`."""
    kind: ChangeKind
    slug: Slug | None
    """None: it is of the centre itself."""
    language: LanguageCode | None
    """None: what holds for every language, as hours and addresses."""
    lines: tuple[ChangedLine, ...]

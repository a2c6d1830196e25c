"""What a service states, what supports it and when, and what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kiosk.ids import FactId


@dataclass(frozen=True, slots=True)
class Fact:
    id: FactId
    says: str
    """In German, for the editor; the articles say it to visitors."""
    source: str
    """The section of a law, or the name of what was read."""
    as_of: date
    """The day for which it was checked."""
    url: str | None = None
    dated: date | None = None
    """The day from which the source itself is, where it is older than the check."""
    valid_until: date | None = None
    """The first day on which it no longer holds; None: no end is known."""
    valid_from: date | None = None
    """The first day on which it holds; None: it did when it was checked."""
    follows: FactId | None = None
    """The fact whose place it takes: no day may be left without either."""

    def holds_on(self, day: date) -> bool:
        return not self.is_to_come(day) and not self.has_ended(day)

    def is_to_come(self, day: date) -> bool:
        return self.valid_from is not None and day < self.valid_from

    def has_ended(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until <= day


class GapKind(StrEnum):
    """What a visitor would ask for next; the screen names it in their language."""

    ADDRESS = "address"
    HOURS = "hours"
    PHONE = "phone"
    COST = "cost"
    LANGUAGES = "languages"
    PAPERS = "papers"
    COURSE = "course"
    RULES = "rules"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something nobody has confirmed yet: asked of somebody, never guessed."""

    kind: GapKind
    ask: str
    """In German, for the operator."""
    whom: str

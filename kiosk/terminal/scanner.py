"""Which keys a scanner typed: a burst that no hand is as fast as, ended by Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events

SLOWEST = 0.05
"""Seconds between two characters of a scanner; a quick typist needs twice that."""
SHORTEST = 6
"""Characters; our shortest code has twice as many."""
LONGEST = 300
"""Whatever goes on for longer is not one of our codes."""
ENDS = frozenset({"enter", "ctrl+j"})


@dataclass(frozen=True, slots=True)
class Heard:
    swallowed: bool = False
    """The key belongs to a scan: it must not press what has the focus."""
    scanned: str | None = None
    """The whole text, with its last key."""


class Scanner:
    """Listens to every key, on every screen; remembers nothing of what is typed."""

    def __init__(self) -> None:
        self._burst = ""
        self._last_at = float("-inf")

    def hear(self, key: events.Key) -> Heard:
        """Goes by when the key arrived, not by when there was time to look at it."""
        quick = 0 <= key.time - self._last_at <= SLOWEST
        self._last_at = key.time
        burst, self._burst = (self._burst if quick else ""), ""
        if key.key in ENDS:
            scanned = SHORTEST <= len(burst) <= LONGEST
            return Heard(len(burst) > 1, burst if scanned else None)
        if key.character is None or not key.character.isprintable():
            return Heard()
        self._burst = (burst + key.character)[: LONGEST + 1]
        return Heard(swallowed=len(burst) > 0)

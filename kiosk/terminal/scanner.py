"""Which keys a scanner typed, and which a hand.

A scanner is faster than a hand, but a slow one not by much: so what it types is also
read. Until it is known who types, the letters are kept back for a moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

SLOWEST = 0.09
"""Seconds between two characters of a slow scanner (60 ms), and what a busy machine
adds; most hands need more."""
STALLED = 1.5
"""Seconds that the keys of a code half heard may stand still: a busy machine. No hand
is kept waiting by it."""
SURELY = 0.035
"""Seconds between two characters, in the mean, that no hand is as fast as."""
SHORTEST = 6
"""Characters; our shortest code has twice as many."""
LONGEST = 300
"""Whatever goes on for longer is not one of our codes."""
FEWEST_LETTERS = 3
"""Different ones in any code; a key that is held down has one."""
ENDS = frozenset({"enter", "ctrl+j", "tab"})
MODIFIERS = frozenset(
    f"{side}_{name}"
    for side in ("left", "right", "iso_level3", "iso_level5")
    for name in ("shift", "control", "alt", "super", "hyper", "meta")
) | {"caps_lock", "num_lock", "scroll_lock"}
"""Some terminal programs tell these as keys of their own."""


class Heard(Struct, frozen=True):
    swallowed: bool = False
    """The key is kept back: it must not press what has the focus."""
    scanned: str | None = None
    """The whole text, with its last key."""
    typed: str = ""
    """By a hand, before this key."""


class Scanner:
    """Listens to every key, on every screen; remembers nothing of what is typed."""

    def __init__(self, ours: Callable[[str], bool] = lambda _text: False) -> None:
        """`ours` says whether a text reads as one of our codes."""
        self._ours = ours
        self._burst = ""
        self._surely = False
        """Begun as no hand can, whatever comes after."""
        self._began_at = self._last_at = self._burst_at = float("-inf")

    @property
    def listening(self) -> bool:
        """Whether something is kept back until it is known who types."""
        return bool(self._burst)

    @property
    def half_heard(self) -> bool:
        """A scanner typed what is no code yet. Reads the text: not for each key."""
        return self._surely and not self._ours(self._burst)

    def hear(self, key: events.Key) -> Heard:
        """Goes by when the key arrived, not by when there was time to look at it."""
        if key.key in MODIFIERS:
            return Heard(swallowed=True)
        gap = key.time - self._last_at
        quick = 0 <= gap <= SLOWEST or (0 < gap <= STALLED and self.half_heard)
        before = Heard() if quick else self.silence()
        self._last_at = key.time
        now = self._next(key)
        return Heard(
            now.swallowed, now.scanned or before.scanned, before.typed + now.typed
        )

    def silence(self) -> Heard:
        """Nothing came for a while: what was kept back is a scan, or was typed."""
        burst = self._taken()
        if self._is_scan(burst) and len(set(burst)) >= FEWEST_LETTERS:
            return Heard(scanned=burst)
        rolled_off = len(burst) < SHORTEST and len(set(burst)) > 1
        return Heard(typed=burst if rolled_off or not self._is_too_fast(burst) else "")

    def _next(self, key: events.Key) -> Heard:
        printable = key.character is not None and key.character.isprintable()
        if printable and (self._burst or key.character != " "):
            if not self._burst:
                self._began_at, self._surely = key.time, False
            self._burst_at = key.time
            self._burst = (self._burst + str(key.character))[: LONGEST + 1]
            self._surely = self._surely or (
                len(self._burst) >= SHORTEST and self._is_too_fast(self._burst)
            )
            return Heard(swallowed=True)
        if not self._burst:
            return Heard()
        if key.key in ENDS:
            return self._ended()
        if key.key.startswith("ctrl+"):  # what some scanners put around a code
            return Heard(swallowed=True)
        return self.silence()

    def _ended(self) -> Heard:
        burst = self._taken()
        if self._is_scan(burst):
            return Heard(swallowed=True, scanned=burst)
        if self._is_too_fast(burst):
            return Heard(swallowed=True)
        return Heard(typed=burst)

    def _taken(self) -> str:
        burst, self._burst = self._burst, ""
        return burst

    def _is_scan(self, burst: str) -> bool:
        if not SHORTEST <= len(burst) <= LONGEST:
            return False
        return self._is_too_fast(burst) or (not burst.isalpha() and self._ours(burst))

    def _is_too_fast(self, burst: str) -> bool:
        """For a hand."""
        gaps = len(burst) - 1
        return self._surely or (
            gaps > 0 and (self._burst_at - self._began_at) / gaps <= SURELY
        )

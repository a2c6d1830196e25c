"""The order in which one line's letters stand on screen: UAX #9, once."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import bidirectional

from bidi import get_display  # type: ignore[import-untyped]
from bidi.mirror import MIRRORED  # type: ignore[import-untyped]

from kiosk.bidi import cells
from kiosk.domain.localized import Direction

_STAND_INS = {
    "L": range(0xE000, 0xF8FF),
    "R": range(0x1EE00, 0x1EEFF),
    "ON": range(0x4DC0, 0x4E00),
}
"""Characters of the same kind as the first of a cluster; nobody writes them here."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


_PROBE = "\U000e01ef"
"""A mark that nobody writes; it is ordered as a mark on the character before it."""
_WITH_PROBES = {ord(bracket): bracket + _PROBE for bracket in MIRRORED}


def needs_ordering(text: str, direction: Direction) -> bool:
    """Whether anything can stand elsewhere than it is read."""
    return direction is Direction.RIGHT_TO_LEFT or bool(_RIGHT_TO_LEFT.search(text))


def ordered(line: str, direction: Direction) -> str:
    """The line in visual order, brackets mirrored; marks stay behind their letters."""
    stood_in, clusters = _with_stand_ins(line)
    base = "R" if direction is Direction.RIGHT_TO_LEFT else "L"
    shown: str = get_display(_with_probes(stood_in), base_dir=base)
    return _mirrored(shown).translate(clusters)


def _with_probes(line: str) -> str:
    """A mark behind each bracket: where it is turned round, it stands before it."""
    return line.translate(_WITH_PROBES)


def _mirrored(shown: str) -> str:
    """Brackets read from the right take their mirrored form; the library has none."""
    if _PROBE not in shown:
        return shown
    return _probed().sub(
        lambda found: MIRRORED[found["turned"]] if found["turned"] else found["kept"],
        shown,
    )


@cache
def _probed() -> re.Pattern[str]:
    """Takes half a millisecond to make, and few lines have brackets."""
    bracket = f"[{re.escape(''.join(MIRRORED))}]"
    return re.compile(f"(?P<kept>{bracket}){_PROBE}|{_PROBE}(?P<turned>{bracket})")


def _with_stand_ins(line: str) -> tuple[str, dict[int, str]]:
    """One character for each cluster of several, so that none is turned round."""
    clusters: dict[str, str] = {}
    parts = []
    for grapheme in cells.graphemes(line):
        if len(grapheme) > 1 and grapheme not in clusters:
            taken = {*line, *clusters.values()}
            clusters[grapheme] = _stand_in(grapheme, taken)
        parts.append(clusters.get(grapheme, grapheme))
    return "".join(parts), {
        ord(stand_in): grapheme
        for grapheme, stand_in in clusters.items()
        if len(stand_in) == 1
    }


def _stand_in(grapheme: str, taken: set[str]) -> str:
    """A free character of the cluster's kind; the cluster itself if there is none."""
    kind = bidirectional(grapheme[0])
    places = _STAND_INS.get("R" if kind == "AL" else kind, _STAND_INS["ON"])
    free = (chr(place) for place in places if chr(place) not in taken)
    return next(free, grapheme)

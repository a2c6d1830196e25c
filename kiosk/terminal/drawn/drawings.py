"""What of a file of drawings can be shown; what is damaged is as if it were not there.

A drawing is a line with `= ` and its name, then rows of `#` (ink) and `.` (paper).
"""

from __future__ import annotations

import logging
import re
from functools import cached_property
from pathlib import Path

from kiosk.terminal.drawn.bitmap import Bitmap

log = logging.getLogger(__name__)

DATA = Path(__file__).parent / "data"
LARGEST_FILE = 1 << 20
"""Bytes; the largest that is shipped has a quarter of it."""
MOST_POINTS = 64
"""Across or down; the largest that is shipped has 42."""
_ROW = re.compile("[#.]+")
_HEAD = re.compile(r"^= ", re.MULTILINE)


class Drawings:
    """Read when the first of them is asked for."""

    def __init__(self, *paths: Path) -> None:
        """A drawing of a later file stands for the one of an earlier one."""
        self._paths = paths
        self._damaged: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def names(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def drawing(self, name: str) -> Bitmap | None:
        """None where there is none, or where it is damaged, which is logged once."""
        if name not in self._texts or name in self._damaged:
            return None
        rows = tuple(self._texts[name].split())
        if _is_whole(rows):
            return Bitmap(rows)
        self.give_up(name)
        return None

    def give_up(self, name: str) -> None:
        """It cannot be shown, and is not asked for again."""
        self._damaged.add(name)
        files = ", ".join(path.name for path in self._paths)
        log.warning("The drawing %r in %s is damaged; words stay.", name, files)

    @cached_property
    def _texts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in self._paths:
            for each in _HEAD.split(_text_of(path))[1:]:
                name, _, rows = each.partition("\n")
                found[name] = rows
        return found


def _is_whole(rows: tuple[str, ...]) -> bool:
    return (
        0 < len(rows) <= MOST_POINTS
        and len(rows[0]) <= MOST_POINTS
        and all(len(row) == len(rows[0]) and _ROW.fullmatch(row) for row in rows)
    )


def _text_of(path: Path) -> str:
    """Nothing where it cannot be read, which is logged: the terminal goes on."""
    try:
        with path.open("rb") as file:
            read = file.read(LARGEST_FILE + 1)
        if len(read) > LARGEST_FILE:
            raise ValueError(f"more than {LARGEST_FILE} bytes")
        return read.decode("utf-8")
    except (OSError, ValueError) as error:
        log.warning("Drawings of %s are not shown: %s", path.name, error)
        return ""

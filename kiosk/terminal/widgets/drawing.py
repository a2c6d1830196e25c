"""Which drawing has room: the largest picture, and the largest letters."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from kiosk.bidi import cells
from kiosk.terminal.drawn import display_face
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize, picture_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.i18n.languages import Language

FROM_LARGEST = tuple(reversed(PictureSize))
MOST_LINES = 3
"""In large letters more would be no sight, but a text."""

Rows = tuple[str, ...]


class Drawing(NamedTuple):
    lines: Rows
    size: PictureSize


def picture_in(
    name: str,
    columns: int,
    rows: int,
    *,
    largest: PictureSize = PictureSize.XL,
    mirrored: bool = False,
) -> Drawing | None:
    """The largest that has room, and is there; `mirrored` for an arrow."""
    if not name:
        return None
    for size in FROM_LARGEST[FROM_LARGEST.index(largest) :]:
        if size.columns > columns or size.rows > rows:
            continue
        found = picture_of(name, size)
        if found is not None:
            shown = found.mirrored() if mirrored else found
            return Drawing(shown.lines(parts()), size)
    return None


def words_in(
    text: str, columns: int, rows: int, language: Language, *, lowest: int = 0
) -> list[Rows]:
    """A text in the largest letters that have room, in as few lines as may be.

    None at all where even the smallest have no room: then it stands as plain text.
    """
    heights = [high for high in display_face.HEIGHTS[parts()] if high >= lowest]
    for high in reversed(heights):
        for lines in _broken(text.split()):
            if len(lines) * high > rows:
                continue
            drawn = [
                display_face.drawn(line, high, language, columns=columns)
                for line in lines
            ]
            found = [line.lines(parts()) for line in drawn if line is not None]
            if len(found) == len(lines):
                return found
    return []


def _broken(words: Sequence[str]) -> Iterator[list[str]]:
    """In one line, in two, in three, each as even as can be."""
    for count in range(1, min(len(words), MOST_LINES) + 1):
        ways = (
            [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]
            for cuts in combinations(range(1, len(words)), count - 1)
        )
        yield min(ways, key=lambda lines: max(map(cells.width, lines)))

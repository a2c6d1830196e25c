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
    text: str,
    columns: int,
    rows: int,
    language: Language,
    *,
    lowest: int = 0,
    doubles: bool = False,
) -> list[Rows]:
    """A text in the largest letters that have room, in as few lines as may be; with
    `doubles` also in letters twice as large as they are drawn.

    None at all where even the smallest have no room: then it stands as plain text.
    """
    heights = [high for high in display_face.HEIGHTS[parts()] if high >= lowest]
    sizes = [(high, times) for times in (1, 2)[: 1 + doubles] for high in heights]
    for high, times in reversed(sizes):
        for lines in _broken(text.split(), min(MOST_LINES, rows // (high * times))):
            drawn = [
                display_face.drawn(line, high, language, columns=columns // times)
                for line in lines
            ]
            found = [
                line.enlarged(times).lines(parts())
                for line in drawn
                if line is not None
            ]
            if len(found) == len(lines):
                return found
    return []


def words_beside(
    name: str,
    largest: PictureSize,
    text: str,
    box: tuple[int, int],
    gap: int,
    language: Language,
) -> tuple[Drawing | None, list[Rows]]:
    """A picture, and words beside it in so many columns and rows. It becomes smaller,
    or goes, where only then they can be drawn."""
    columns, rows = box
    smaller = FROM_LARGEST[FROM_LARGEST.index(largest) :]
    pictures = [picture_in(name, columns // 3, rows, largest=size) for size in smaller]
    for picture in (*pictures, None):
        before = picture.size.columns + gap if picture else 0
        words = words_in(text, columns - before, rows, language)
        if words:
            return picture, words
    return pictures[0], []


def _broken(words: Sequence[str], most: int) -> Iterator[list[str]]:
    """In one line, in two, in three, each as even as can be."""
    for count in range(1, min(len(words), most) + 1):
        ways = (
            [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]
            for cuts in combinations(range(1, len(words)), count - 1)
        )
        yield min(ways, key=lambda lines: max(map(cells.width, lines)))

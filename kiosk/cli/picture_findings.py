"""What `kiosk doctor` says of the drawings that the program brings: which file is not
there, and in place of which pictures the terminal would show words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.findings import Finding, well, wrong
from kiosk.domain.pictures import PICTURES
from kiosk.terminal.drawn.drawings import DATA, LARGEST_FILE, Drawings
from kiosk.terminal.drawn.parts import Parts
from kiosk.terminal.drawn.pictures import PictureBook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OF_PICTURES = ("pictures.txt", "pictures.hand.txt")
FILES = (
    *OF_PICTURES,
    "digits.txt",
    "display_4_sextants.txt",
    "display_5_sextants.txt",
    "display_6_quadrants.txt",
    "display_6_sextants.txt",
)
MOST_NAMED = 5
_REMEDY = "Install the program again: these files come with it."


def picture_findings(data: Path = DATA) -> Iterator[Finding]:
    amiss = [name for name in FILES if not _is_readable(data / name)]
    for name in amiss:
        yield wrong(f"pictures: {data / name} is missing or cannot be read", _REMEDY)
    if not amiss:
        lost = list(_lost(PictureBook(Drawings(*(data / n for n in OF_PICTURES)))))
        if lost:
            more = f" and {len(lost) - MOST_NAMED} more" * (len(lost) > MOST_NAMED)
            named = ", ".join(lost[:MOST_NAMED])
            yield wrong(f"pictures: missing or damaged: {named}{more}", _REMEDY)
        else:
            yield well(f"pictures: all {len(PICTURES)} are there")


def _lost(book: PictureBook) -> Iterator[str]:
    for name in PICTURES:
        for parts in Parts:
            sizes = book.sizes(name, parts)
            if not sizes or any(book.picture(name, s, parts) is None for s in sizes):
                yield name
                break


def _is_readable(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            read = file.read(LARGEST_FILE + 1)
        read.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return 0 < len(read) <= LARGEST_FILE

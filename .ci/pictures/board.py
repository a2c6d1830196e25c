"""What editors see of the pictures that content may name: each with its name, as PNG.

Called with the file to write.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.domain.pictures import PICTURES
from kiosk.terminal.drawn.parts import Parts
from kiosk.terminal.drawn.pictures import SHIPPED, PictureSize

ACROSS, ROOM, LINE, EDGE = 8, 28, 24, 6
"""Pictures in a row; pixels between, for a name, and of the field around."""
POINT = (3, 4)
"""Pixels of a sextant."""
FIELD, INK, PAPER = "#1f3276", "#ffffff", "#ffffff"
FONT = ImageFont.truetype("DejaVuSans.ttf", 14)


def board() -> Image.Image:
    size = PictureSize.L
    wide = size.columns * Parts.SEXTANTS.across * POINT[0] + ROOM
    high = size.rows * Parts.SEXTANTS.down * POINT[1] + LINE + ROOM
    down = -(-len(PICTURES) // ACROSS)
    image = Image.new("RGB", (wide * ACROSS + ROOM, high * down + ROOM), PAPER)
    for place, name in enumerate(PICTURES):
        left, top = ROOM + place % ACROSS * wide, ROOM + place // ACROSS * high
        _draw(ImageDraw.Draw(image), name, left, top)
    return image


def _draw(draw: ImageDraw.ImageDraw, name: str, left: int, top: int) -> None:
    picture = SHIPPED.picture(name, PictureSize.L, Parts.SEXTANTS)
    if picture is None:
        sys.exit(f"{name} is not drawn in L: see kiosk/terminal/drawn/data/README.md")
    right, end = left + picture.width * POINT[0], top + picture.height * POINT[1]
    around = (left - EDGE, top - EDGE, right + EDGE - 1, end + EDGE - 1)
    draw.rectangle(around, fill=FIELD)
    for y, row in enumerate(picture.rows):
        for x, point in enumerate(row):
            if point == "#":
                at = (left + x * POINT[0], top + y * POINT[1])
                beyond = (at[0] + POINT[0] - 1, at[1] + POINT[1] - 1)
                draw.rectangle((*at, *beyond), fill=INK)
    draw.text(((left + right) / 2, end + EDGE + 3), name, "#000000", FONT, anchor="ma")


if __name__ == "__main__":
    board().save(Path(sys.argv[1]), optimize=True)

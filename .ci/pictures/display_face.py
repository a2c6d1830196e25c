"""Which points a letter of the display face has, in which sizes and which scripts."""

from __future__ import annotations

import unicodedata
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from raster import CELL, PARTS, Tones, averaged, section

if TYPE_CHECKING:
    from pathlib import Path

SIZES = {
    (4, "sextants"): (7, 3, 0.92),
    (5, "sextants"): (9, 4, 0.96),
    (6, "sextants"): (11, 4, 0.96),
    (6, "quadrants"): (7, 3, 1.0),
}
"""How many points a capital is high, how many are below the line, how narrow it is."""

LETTERS = [
    *(range(0x21, 0x7F), range(0xA1, 0x180), range(0x1A0, 0x1B1)),  # Latin
    *(range(0x218, 0x21C), range(0x1EA0, 0x1EFA)),
    *(range(0x400, 0x460), range(0x490, 0x492)),  # Cyrillic
    range(0x2BC, 0x2BD),  # the apostrophe of Ukrainian
    *(range(0x2013, 0x2015), range(0x2018, 0x201F), range(0x2026, 0x2027)),
    *(range(0x60C, 0x60D), range(0x61F, 0x620), range(0x621, 0x622)),  # Arabic
    *(range(0x640, 0x641), range(0x660, 0x66A), range(0x6F0, 0x6FA)),
    *(range(0xFB50, 0xFBB2), range(0xFBD3, 0xFC00), range(0xFE80, 0xFEFD)),
]
NOBODYS = "\U0010ffff"
"""What no font has."""
FINE = 8
"""Fine points for a point, when a letter is drawn."""
SMALL = 24
"""How high a letter is drawn to see whether there is one."""


def letters() -> list[str]:
    return [chr(code) for code in chain(*LETTERS) if unicodedata.name(chr(code), "")]


def display_face(fonts: Path, rows: int, parts: str) -> str:
    capital, below, narrow = SIZES[rows, parts]
    across, down = PARTS[parts]
    point = (CELL[0] * FINE // across, CELL[1] * FINE // down)
    latin, arabic = fonts / "NotoSans-Bold.ttf", fonts / "NotoSansArabic-Bold.ttf"
    trial = ImageFont.truetype(latin, 1000).getbbox("H")
    size = round(1000 * capital * point[1] / (trial[3] - trial[1]))
    faces = {
        False: ImageFont.truetype(latin, size),
        True: ImageFont.truetype(arabic, size),
    }
    small = {joins: face.font_variant(size=SMALL) for joins, face in faces.items()}
    tall = rows * down
    lines: list[str] = []
    for letter in letters():
        joins = "\u0600" <= letter <= "\u06ff" or letter >= "\ufb50"
        face = faces[joins]
        if _is_missing(small[joins], letter):
            continue
        advance = max(1, round(face.getlength(letter)))
        wide = max(1, round(advance * narrow / point[0]))
        field = _drawn(letter, face, advance, tall, (tall - below) * point[1], point)
        narrowed = field.resize((wide * point[0], field.height), Image.Resampling.BOX)
        shifts = (0,) if joins else range(-point[0] // 2, point[0] // 2 + 1, FINE)
        points = _sharpest(narrowed, wide, tall, shifts)
        lines += section(unicodedata.name(letter), points)
    return "\n".join(lines) + "\n"


def _is_missing(face: ImageFont.FreeTypeFont, letter: str) -> bool:
    """Whether the font has but a box for it, or nothing at all."""
    drawn = bytes(face.getmask(letter))
    return not any(drawn) or drawn == bytes(face.getmask(NOBODYS))


def _drawn(
    letter: str,
    face: ImageFont.FreeTypeFont,
    advance: int,
    tall: int,
    base: int,
    point: tuple[int, int],
) -> Image.Image:
    field = Image.new("L", (advance + 2 * FINE, tall * point[1]), 0)
    ImageDraw.Draw(field).text((FINE, base), letter, font=face, fill=255, anchor="ls")
    return field.crop((FINE, 0, FINE + advance, field.height))


def _sharpest(field: Image.Image, wide: int, tall: int, shifts: range | tuple) -> Tones:
    """What joins its neighbours stays where it is; the rest may move a little."""
    best, found = -1.0, np.zeros((tall, wide), bool)
    for shift in shifts:
        moved = Image.new("L", field.size, 0)
        moved.paste(field, (shift, 0))
        tones = averaged(moved, wide, tall)
        score = np.abs(tones - 0.5).mean() - abs(shift) * 0.0006
        if score > best:
            best, found = score, tones >= 0.5
    return found

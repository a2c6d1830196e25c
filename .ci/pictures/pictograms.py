"""Which points a pictogram has in each size: the sharpest of many placements.

`list.txt` says which, and from which drawing under `icons/`. Sizes below what a raster
can do are drawn by hand, in `pictures.hand.txt` beside the data.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
from PIL import Image
from raster import CELL, PARTS, Tones, alpha_of, averaged, section

HERE = Path(__file__).parent
SIZES = {"S": (6, 3), "M": (8, 4), "L": (12, 6), "XL": (16, 8)}
FINE = 672
"""Points that a drawing is wide and high before it is averaged."""
EACH = 8
"""Fine points for a point, when a placement is tried."""
SHIFTS = (0, 0.25, 0.5, -0.25)


def pictograms() -> str:
    lines: list[str] = []
    for line in (HERE / "list.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, source, sizes = line.split()
        kind, _, file = source.partition(":")
        ink = _ink_of(HERE / "icons" / kind / f"{file}.svg")
        for size, parts in product(sizes.split(","), PARTS):
            points = _sharpest(ink, *SIZES[size], parts)
            lines += section(f"{name} {size} {parts}", points)
    return "\n".join(lines) + "\n"


def _ink_of(svg: Path) -> Tones:
    """How much of each fine point is inked, cropped to what is drawn."""
    text = svg.read_text("utf-8").replace("currentColor", "#000")
    ink = np.asarray(alpha_of(text, output_width=FINE, output_height=FINE)) / 255.0
    rows, columns = (np.where(ink.max(axis) > 0.5)[0] for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _sharpest(ink: Tones, columns: int, rows: int, parts: str) -> Tones:
    """Of several placements the one with the fewest points that are neither nor.

    From four rows on, the uppermost and the lowest row of points stay free: a picture
    that is as high as its plate does not touch its edges. What is symmetric stays so.
    """
    across, down = PARTS[parts]
    air = 1 if parts == "sextants" and rows > 3 else 0
    width, height = columns * across, rows * down - 2 * air
    aspect = (CELL[1] / down) / (CELL[0] / across)
    symmetric = (np.abs(ink - ink[:, ::-1]) < 0.5).mean() > 0.97
    best, found = -1.0, np.zeros((height, width), bool)
    for scale in np.arange(1.0, 0.86, -0.03):
        scaled = _scaled(ink, width, height, aspect, scale)
        for dx, dy in product(SHIFTS, SHIFTS):
            tones = _placed(scaled, width, height, dx, dy)
            bits = tones >= 0.5
            even = (bits == bits[:, ::-1]).mean() if symmetric else 0
            moved = abs(dx) * 0.004 + (1 - scale) * 0.03
            score = np.abs(tones - 0.5).mean() + 0.08 * even - moved
            if score > best:
                best, found = score, bits
    return np.pad(found, ((air, air), (0, 0)))


def _scaled(
    ink: Tones, width: int, height: int, aspect: float, scale: float
) -> Image.Image:
    tall, wide = ink.shape
    fit = min(width / wide, height * aspect / tall) * scale
    size = (
        max(1, round(wide * fit * EACH)),
        max(1, round(tall * fit / aspect * EACH)),
    )
    whole = Image.fromarray((ink * 255).astype("uint8"))
    return whole.resize(size, Image.Resampling.BOX)


def _placed(
    scaled: Image.Image, width: int, height: int, dx: float, dy: float
) -> Tones:
    field = Image.new("L", (width * EACH, height * EACH), 0)
    left = round((field.width - scaled.width) / 2 + dx * EACH)
    top = round((field.height - scaled.height) / 2 + dy * EACH)
    field.paste(scaled, (left, top))
    return averaged(field, width, height)

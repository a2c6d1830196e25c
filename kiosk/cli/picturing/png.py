"""Whether and how a drawn picture becomes PNG: by cairosvg, where that is installed."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


MOST_PIXELS = 32_000
"""Of a side: cairo draws none that is longer than 32,767."""
_SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


def can_develop() -> bool:
    return importlib.util.find_spec("cairosvg") is not None


def develop(drawn: Path) -> Path:
    """The PNG of an SVG file, beside it; smaller where it would be too large to draw.

    Sheets of the largest grids are: all screens below each other.
    """
    import cairosvg  # type: ignore[import-untyped]

    png = drawn.with_suffix(".png")
    scale = _scale(drawn.read_text(encoding="utf-8"))
    cairosvg.svg2png(url=drawn.resolve().as_uri(), write_to=str(png), scale=scale)
    return png


def _scale(svg: str) -> float:
    size = _SIZE.match(svg)
    longest = max(map(int, size.groups())) if size else 0
    return min(1.0, MOST_PIXELS / longest) if longest else 1.0

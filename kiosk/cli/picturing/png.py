"""Whether and how a drawn picture becomes PNG: by cairosvg, where that is installed."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def can_develop() -> bool:
    return importlib.util.find_spec("cairosvg") is not None


def develop(drawn: Path) -> Path:
    """The PNG of an SVG file, beside it."""
    import cairosvg  # type: ignore[import-untyped]

    png = drawn.with_suffix(".png")
    cairosvg.svg2png(url=drawn.as_uri(), write_to=str(png))
    return png

"""Which pictures of a terminal's screen the hub keeps: letters and rectangles alone.

A picture comes from a device at an entrance. What is not, line by line, what our own
drawing of a screen writes is thrown away whole.
"""

from __future__ import annotations

import re
from datetime import timedelta

LARGEST = 400_000
"""Characters."""
KEPT_FOR = timedelta(days=1)

_NUMBER = r"\d{1,5}(?:\.\d{1,6})?"
_COLOUR = r"#[0-9a-f]{6}"
_FONTS = r"[A-Za-z' ,]{1,120}"
_OPENING = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" width="\d{1,5}" height="\d{1,5}"'
    rf' viewBox="0 0 \d{{1,5}} \d{{1,5}}" font-family="{_FONTS}" font-size="\d{{1,2}}"'
    r' shape-rendering="crispEdges" direction="ltr">'
)
_PART = re.compile(
    rf'<rect x="{_NUMBER}" y="{_NUMBER}" width="{_NUMBER}" height="{_NUMBER}"'
    rf' fill="{_COLOUR}"/>'
    rf'|<text x="{_NUMBER}" y="{_NUMBER}" fill="{_COLOUR}"(?: font-weight="bold")?'
    rf'(?: font-family="{_FONTS}")?>(?:&(?:amp|lt|gt);|[^<&\x00-\x1f])</text>'
)
_END = "</svg>"


def is_picture(said: str) -> bool:
    lines = said.removesuffix("\n").split("\n")
    return (
        len(said) <= LARGEST
        and len(lines) >= 2
        and _OPENING.fullmatch(lines[0]) is not None
        and lines[-1] == _END
        and all(_PART.fullmatch(line) for line in lines[1:-1])
    )

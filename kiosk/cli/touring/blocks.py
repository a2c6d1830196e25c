"""Which part of its cell a block character fills."""

from __future__ import annotations

Part = tuple[float, float, float, float]
"""Left, top, width, height, as fractions of the cell."""

_LOWER = "▁▂▃▄▅▆▇█"
_LEFT = "▏▎▍▌▋▊▉"
BLOCKS: dict[str, Part] = {
    **{c: (0, 1 - n / 8, 1, n / 8) for n, c in enumerate(_LOWER, start=1)},
    **{c: (0, 0, n / 8, 1) for n, c in enumerate(_LEFT, start=1)},
    "▀": (0, 0, 1, 0.5),
    "▔": (0, 0, 1, 0.125),
    "▐": (0.5, 0, 0.5, 1),
    "▕": (0.875, 0, 0.125, 1),
}

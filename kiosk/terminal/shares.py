"""How a length is shared out evenly, and where each share begins."""

from __future__ import annotations


def shares(total: int, count: int, gap: int = 0) -> list[tuple[int, int]]:
    """Begin and length of each; what does not come out even, the first ones get."""
    room = max(0, total - gap * (count - 1))
    begin, found = 0, []
    for at in range(count):
        length = room // count + (at < room % count)
        found.append((begin, length))
        begin += length + gap
    return found

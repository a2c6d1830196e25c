"""Figures of one run: medians, high percentiles, and the table they are printed in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

p50 = median


def p99(values: Sequence[float]) -> float:
    """The value that 99 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(0.99 * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `reached` is judged against `reach`."""

    what: str
    ours: str
    baseline: str
    ratio: str
    reach: str
    reached: bool


def table(rows: Sequence[Row]) -> str:
    heads = ("measure", "ours", "baseline", "ratio", "to reach", "")
    lines = [
        heads,
        *(
            (
                r.what,
                r.ours,
                r.baseline,
                r.ratio,
                r.reach,
                "ok" if r.reached else "MISSED",
            )
            for r in rows
        ),
    ]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )

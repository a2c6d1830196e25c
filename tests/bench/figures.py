"""Figures of one run: medians, high percentiles, and the table they are printed in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

p50 = median


def p99(values: Sequence[float]) -> float:
    """The value that 99 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(0.99 * len(ordered)) - 1)]


class Verdict(StrEnum):
    OK = "ok"
    AT_PACE = "ok at this pace"
    """Over the bound, and would be under it on the machine that it was set for."""
    MISSED = "MISSED"


def judged(reached: bool) -> Verdict:
    return Verdict.OK if reached else Verdict.MISSED


@dataclass(frozen=True, slots=True)
class Machine:
    """How fast this one is, told by the bare app: bounds in seconds depend on it."""

    bare_paint: float
    """Seconds to the first paint of the bare app, in this run."""

    USUAL: ClassVar[float] = 0.155
    """The same on the idle machine with two cores that the bounds were set for."""

    @property
    def slower(self) -> float:
        """1 for the usual machine and any that is faster."""
        return max(1.0, self.bare_paint / self.USUAL)

    def judged(self, seconds: float, bound: float) -> Verdict:
        if seconds < bound:
            return Verdict.OK
        return Verdict.AT_PACE if seconds < bound * self.slower else Verdict.MISSED

    def __str__(self) -> str:
        return (
            f"This machine paints the bare app in {self.bare_paint * 1000:.0f} ms,"
            f" the usual one in {self.USUAL * 1000:.0f}: it is {self.slower:.1f} times"
            " as slow."
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; the verdict is on `ours` against `reach`."""

    what: str
    ours: str
    baseline: str
    ratio: str
    reach: str
    verdict: Verdict


def line(row: Row) -> str:
    """As soon as it is known; the table comes at the end."""
    told = f"{row.what}: {row.ours}"
    if row.baseline:
        told += f" ({row.baseline}{', ' + row.ratio if row.ratio else ''})"
    return f"{told}  {row.reach}  {row.verdict}"


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
                r.verdict,
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

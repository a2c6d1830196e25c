"""How closed ranges from elsewhere are taken beside those that stand: no day twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Raw = dict[str, Any]
    """A table of `closed`, as it is written."""

_A_DAY = timedelta(days=1)


@dataclass(slots=True)
class ClosedBeside:
    """What stands in the end, and how it came to that."""

    standing: list[Raw]
    new: list[Raw] = field(default_factory=list)
    """Ranges, or what was left of them."""
    joined: dict[int, Raw] = field(default_factory=dict)
    """What was made longer, or got a reason: by its place how it was before."""
    there: list[Raw] = field(default_factory=list)
    """What is closed already, whole."""

    def changed(self) -> list[tuple[Raw, Raw]]:
        """Before, and as it is now."""
        return [(was, self.standing[at]) for at, was in self.joined.items()]

    def take(self, coming: Raw) -> None:
        """Days that are closed already stay as they are. The others make that range
        longer which it overlaps, where it has the same reason or none is said."""
        reason = coming.get("reason")
        same = self._alike(coming)
        if same is not None:
            self._give_reason(same, reason)
        free = list(self._free(coming["from"], coming["until"]))
        if not free:
            if same is None or same not in self.joined:
                self.there.append(coming if same is None else self.standing[same])
            return
        for first, until in free:
            beside = self._overlapped(coming, first, until)
            if beside is None:
                row = {**coming, "from": first, "until": until}
                self.standing.append(row)
                self.new.append(row)
            else:
                self._stretch(beside, first, until)

    def _alike(self, coming: Raw) -> int | None:
        span = coming["from"], coming["until"]
        spans = ((at, _span(row)) for at, row in enumerate(self.standing))
        return next((at for at, one in spans if one == span), None)

    def _give_reason(self, at: int, reason: object) -> None:
        if reason and not self.standing[at].get("reason"):
            self.joined.setdefault(at, dict(self.standing[at]))
            self.standing[at] = {**self.standing[at], "reason": reason}

    def _free(self, first: date, until: date) -> Iterator[tuple[date, date]]:
        """The stretches of days of which none is closed."""
        spans = sorted(span for row in self.standing if (span := _span(row)))
        for begins, ends in spans:
            if ends < first or begins > until:
                continue
            if first < begins:
                yield first, begins - _A_DAY
            if ends >= until:
                return
            first = ends + _A_DAY
        yield first, until

    def _overlapped(self, coming: Raw, first: date, until: date) -> int | None:
        """The range that these days of `coming` adjoin."""
        for at, row in enumerate(self.standing):
            span = _span(row)
            if span is None or coming.get("reason") not in (None, row.get("reason")):
                continue
            meets = span[0] <= coming["until"] and coming["from"] <= span[1]
            if meets and (span[1] + _A_DAY == first or until + _A_DAY == span[0]):
                return at
        return None

    def _stretch(self, at: int, first: date, until: date) -> None:
        row = self.standing[at]
        if not any(row is one for one in self.new):
            self.joined.setdefault(at, dict(row))
        longer = {
            "from": min(row["from"], first),
            "until": max(row["until"], until),
        }
        self.standing[at] = {**row, **longer}
        self.new = [self.standing[at] if one is row else one for one in self.new]


def closed_beside(kept: Iterable[Raw], coming: Iterable[Raw]) -> ClosedBeside:
    found = ClosedBeside(list(kept))
    for one in coming:
        found.take(one)
    return found


def _span(row: Raw) -> tuple[date, date] | None:
    """None: it is not good, and the content's check says so."""
    first, until = row.get("from"), row.get("until")
    if isinstance(first, date) and isinstance(until, date) and first <= until:
        return first, until
    return None

"""Which numbers of a month are not shown, so that none below five can be computed.

Hidden are all of one to four, and as many others as it takes. Zeros are shown, so all
know that what is hidden is one at least. Numbers and their sums are a flow: from the
whole month through each topic to its weeks and days, and a visitor more or fewer is a
circle of it. A number is safe if it lies on a circle of hidden ones on which none goes
down to zero: then the month might as well have been the other one, with every sum that
is shown (Gusfield, 1988). A circle leaves the visitors of every day as they are, or
takes one from a day to another (or to none), and then in every part that counts the
same people. None of one to four goes up to five but where there is no other way: as
many fours as their sum says would be known of each. Of circles the one that hides least
is taken.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from kiosk.domain.figures.kept import FigurePart
    from kiosk.domain.figures.periods import DaySpan

    Name = tuple[FigurePart, str] | None
    """Of what there is a number; None: of all visitors, however they are counted."""
    Number = tuple[Name, DaySpan]
    Spans = tuple[DaySpan, ...]
    """A day and the longer ones that it lies in, up to the whole month."""
    Node = DaySpan | Number | None
    """All of a day, what a number is the sum of, or (None) all there is."""
    Way = tuple[Node, Number, int]
    """Where it leads, by which number, and what it costs more."""
    Reached = dict[Node, tuple[int, Node, Number | None]]
    """At which cost, from where, by which number."""

HIDDEN_BELOW = 5
DAY_COSTS = (0, 10**6, 10**9)
"""Of a day, a week, a month, more than all visitors in it: sums are hidden only where
there is no other way."""
TOTAL_COSTS = (10**9, 10**11, 10**14)
"""Of all visitors of it."""
NOT_SMALL_COSTS = 10**12
"""One of one to four might be five."""


def hidden_numbers(
    days: Sequence[Spans], parts: Sequence[Mapping[Name, Sequence[int]]]
) -> set[Number]:
    """`parts`: the same people by one thing and another, each name's number of each of
    these days."""
    each = zip([0] * len(days), *parts[0].values(), strict=True)
    totals = [sum(numbers) for numbers in each]
    every: list[Mapping[Name, Sequence[int]]] = [{None: totals}, *parts]
    flows = [_Flow(days, numbers) for numbers in every]
    hidden = {
        cell
        for flow in flows
        for cell, count in flow.counts.items()
        if count < HIDDEN_BELOW
    }
    safe: set[Number] = set()
    for flow in flows:
        others = [other for other in flows if other is not flow]
        for cell in [cell for cell in flow.counts if cell in hidden]:
            if cell not in safe:
                circle = _circle(cell, flow, others, hidden)
                hidden |= circle
                safe |= circle
    return hidden


class _Flow:
    """The numbers of one part, or of all visitors, and which of them changes which."""

    def __init__(
        self, days: Sequence[Spans], numbers: Mapping[Name, Sequence[int]]
    ) -> None:
        self.counts: dict[Number, int] = {}
        self.days: dict[Number, set[DaySpan]] = {}
        """Those on which it counts somebody."""
        self.ends: dict[Number, tuple[Node, Node]] = {}
        """What it is a part of, and what it is the sum of."""
        self._costs: dict[Number, int] = {}
        self._ways: dict[bool, dict[Node, list[Way]]] = {True: {}, False: {}}
        for name, each in numbers.items():
            for spans, count in zip(days, each, strict=True):
                if count:
                    self._add(name, spans, count)
        for cell in self.counts:
            self._lead(cell)

    def _add(self, name: Name, spans: Spans, count: int) -> None:
        costs = DAY_COSTS if name else TOTAL_COSTS
        above: list[Node] = [*((name, span) for span in spans[1:]), None]
        below: Node = spans[0]
        for span, over, cost in zip(spans, above, costs[-len(spans) :], strict=True):
            cell = name, span
            self.counts[cell] = self.counts.get(cell, 0) + count
            self.days.setdefault(cell, set()).add(spans[0])
            self.ends[cell] = over, below
            self._costs[cell] = cost
            below = over

    def _lead(self, cell: Number) -> None:
        count, (above, below) = self.counts[cell], self.ends[cell]
        self._costs[cell] += count
        more = self.more(cell)
        self._ways[True].setdefault(above, []).append((below, cell, more))
        self._ways[False].setdefault(below, []).append((above, cell, more))
        if count > 1:
            self._ways[True].setdefault(below, []).append((above, cell, 0))
            self._ways[False].setdefault(above, []).append((below, cell, 0))

    def more(self, cell: Number) -> int:
        """What it costs more that this goes up by one."""
        is_four = cell[0] is not None and self.counts[cell] == HIDDEN_BELOW - 1
        return NOT_SMALL_COSTS if is_four else 0

    def has(self, day: DaySpan) -> bool:
        return day in self._ways[False]

    def spread(
        self,
        start: Node,
        hidden: set[Number],
        *,
        on: bool,
        but: Number | None = None,
        until: Collection[Node] = (),
    ) -> Reached:
        """All that a visitor more may go to from here, or (not `on`) come here from,
        but what is farther than any of `until`."""
        reached: Reached = {}
        ahead: list[tuple[int, int, Node, Node, Number | None]] = [
            (0, 0, start, start, None)
        ]
        turn = 0
        while ahead:
            cost, _, node, before, by = heappop(ahead)
            if node in reached:
                continue
            reached[node] = cost, before, by
            if node in until:
                break
            for other, cell, more in self._ways[on].get(node, ()):
                if other not in reached and cell != but:
                    turn += 1
                    whole = cost + more + (0 if cell in hidden else self._costs[cell])
                    heappush(ahead, (whole, turn, other, node, cell))
        return reached


def _circle(
    cell: Number, flow: _Flow, others: Sequence[_Flow], hidden: set[Number]
) -> set[Number]:
    """The numbers of the cheapest circle on which this one goes up or down.

    There is one: one visitor more, of the day, the week and the month.
    """
    above, below = flow.ends[cell]
    ups = (True, False) if flow.counts[cell] > 1 else (True,)
    near = {
        up: flow.spread(below, hidden, on=up, but=cell, until=[above]) for up in ups
    }
    more = {True: flow.more(cell), False: 0}
    found = [
        (near[up][above][0] + more[up], _way(near[up], above))
        for up in ups
        if above in near[up]
    ]
    if min((cost for cost, _ in found), default=TOTAL_COSTS[0]) >= TOTAL_COSTS[0]:
        for up in ups:
            far = flow.spread(above, hidden, on=not up, but=cell)
            for day in sorted(flow.days[cell] & near[up].keys(), key=_first):
                beside = [
                    other.spread(day, hidden, on=not up)
                    for other in others
                    if other.has(day)
                ]
                for cost, way in _moved(day, far, beside):
                    cost += near[up][day][0] + more[up]
                    found.append((cost, way | _way(near[up], day)))
    return {cell} | min(found, key=lambda each: each[0])[1]


def _moved(
    day: DaySpan, far: Reached, beside: Sequence[Reached]
) -> Iterator[tuple[int, set[Number]]]:
    """The cheapest way of a visitor of this day to another one, or to none, in all."""
    every = [far, *beside]
    costs = {
        node: sum(reached[node][0] for reached in every)
        for node in far
        if _is_end(node) and node != day and all(node in each for each in every)
    }
    for best in sorted(costs, key=lambda node: costs[node])[:1]:
        yield costs[best], set().union(*(_way(reached, best) for reached in every))


def _is_end(node: Node) -> bool:
    return not isinstance(node, tuple)


def _way(reached: Reached, node: Node) -> set[Number]:
    found: set[Number] = set()
    while (by := reached[node][2]) is not None:
        found.add(by)
        node = reached[node][1]
    return found


def _first(day: DaySpan) -> date:
    return day.first

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
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiosk.domain.figures.kept import FigurePart
    from kiosk.domain.figures.periods import DaySpan

    Name = tuple[FigurePart, str] | None
    """Of what there is a number; None: of all visitors, however they are counted."""
    Number = tuple[Name, DaySpan]
    Spans = tuple[DaySpan, ...]
    """A day and the longer ones that it lies in, up to the whole month."""
    Cell = int
    """The place of a number in `_Cells`: ten years have a hundred thousand of them, and
    what they are called would be hashed four million times."""
    Node = int
    """All of a day (its place), all there is (the place after), or (beyond that) a
    cell, as what others are parts of."""
    Way = tuple[Node, Cell, int]
    """Where it leads, by which number, and what it costs more."""
    Reached = dict[Node, tuple[int, Node, Cell | None]]
    """At which cost, from where, by which number."""

HIDDEN_BELOW = 5
DAY_COSTS = (0, 10**6, 10**9)
"""Of a day, a week, a month, more than all visitors in it: sums are hidden only where
there is no other way."""
TOTAL_COSTS = (10**9, 10**11, 10**14)
"""Of all visitors of it."""
BOUNDLESS = 10**18
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
    cells = _Cells(days)
    flows = [_Flow(cells, numbers) for numbers in every]
    cells.hide(c for c, count in enumerate(cells.counts) if count < HIDDEN_BELOW)
    safe: set[Cell] = set()
    for flow in flows:
        others = [other for other in flows if other is not flow]
        for cell in [cell for cell in flow.cells if cells.is_hidden(cell)]:
            if cell not in safe:
                circle = _circle(cell, flow, others, cells)
                cells.hide(circle)
                safe |= circle
    return {number for c, number in enumerate(cells.numbers) if cells.is_hidden(c)}


class _Cells:
    """The numbers of all parts, by their place."""

    def __init__(self, days: Sequence[Spans]) -> None:
        self.spans = days
        self.all_there_is: Node = len(days)
        self.numbers: list[Number] = []
        self.counts: list[int] = []
        self.days: list[set[Node]] = []
        """Those on which it counts somebody."""
        self.ends: list[tuple[Node, Node]] = []
        """What it is a part of, and what it is the sum of."""
        self.prices: list[int] = []
        """What it costs that it is hidden: nothing where it is."""
        self.mores: list[int] = []
        """What it costs more that it goes up by one."""

    def add(self, number: Number, cost: int) -> Cell:
        self.numbers.append(number)
        self.counts.append(0)
        self.days.append(set())
        self.ends.append((self.all_there_is, self.all_there_is))
        self.prices.append(cost)
        self.mores.append(0)
        return len(self.numbers) - 1

    def node(self, cell: Cell) -> Node:
        return self.all_there_is + 1 + cell

    def hide(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self.prices[cell] = 0

    def is_hidden(self, cell: Cell) -> bool:
        return not self.prices[cell]

    def is_end(self, node: Node) -> bool:
        return node <= self.all_there_is


class _Flow:
    """The numbers of one part, or of all visitors, and which of them changes which."""

    def __init__(self, cells: _Cells, numbers: Mapping[Name, Sequence[int]]) -> None:
        self._all = cells
        first = len(cells.counts)
        self._ways: dict[bool, dict[Node, list[Way]]] = {True: {}, False: {}}
        for name, each in numbers.items():
            self._add(name, each)
        self.cells = range(first, len(cells.counts))
        for cell in self.cells:
            self._lead(cell)

    def _add(self, name: Name, each: Sequence[int]) -> None:
        """Of each day the cell, and those of the longer spans that it lies in."""
        cells, costs = self._all, DAY_COSTS if name else TOTAL_COSTS
        known: dict[DaySpan, Cell] = {}
        for day, count in enumerate(each):
            if not count:
                continue
            spans, below = cells.spans[day], day
            each_cell = []
            for at, span in enumerate(spans, -len(spans)):
                if span not in known:
                    known[span] = cells.add((name, span), costs[at])
                each_cell.append(known[span])
            for cell, above in zip_longest(each_cell, each_cell[1:]):
                over = cells.all_there_is if above is None else cells.node(above)
                cells.counts[cell] += count
                cells.days[cell].add(day)
                cells.ends[cell] = over, below
                below = over

    def _lead(self, cell: Cell) -> None:
        cells, (above, below) = self._all, self._all.ends[cell]
        count = cells.counts[cell]
        cells.prices[cell] += count
        named = cells.numbers[cell][0] is not None
        is_four = named and count == HIDDEN_BELOW - 1
        more = cells.mores[cell] = NOT_SMALL_COSTS if is_four else 0
        self._ways[True].setdefault(above, []).append((below, cell, more))
        self._ways[False].setdefault(below, []).append((above, cell, more))
        if count > 1:
            self._ways[True].setdefault(below, []).append((above, cell, 0))
            self._ways[False].setdefault(above, []).append((below, cell, 0))

    def has(self, day: Node) -> bool:
        return day in self._ways[False]

    def spread(
        self,
        start: Node,
        *,
        on: bool,
        but: Cell | None = None,
        until: Node | None = None,
        bound: int = BOUNDLESS,
        quick: bool = False,
    ) -> Reached:
        """All that a visitor more may go to from here, or (not `on`) come here from,
        but what is farther than `until`, or as far as the `bound`.

        `quick`: the way to `until` is all that is asked, where it is a cheap one.
        """
        reached: Reached = {}
        ahead: list[tuple[int, int, Node]] = [(0, 0, start)]
        ways, prices = self._ways[on], self._all.prices
        nearest: Reached = {start: (0, start, None)}
        turn = 0
        while ahead:
            cost, _, node = heappop(ahead)
            if cost >= bound:
                break
            if node in reached:
                continue
            reached[node] = nearest[node]
            if node == until:
                break
            for other, cell, more in ways.get(node, ()):
                whole = cost + more + prices[cell]
                if (other in nearest and whole >= nearest[other][0]) or cell == but:
                    continue
                nearest[other] = whole, node, cell
                if quick and other == until and whole == cost < TOTAL_COSTS[0]:
                    reached[other] = nearest[other]  # nothing can be nearer
                    return reached
                turn += 1
                heappush(ahead, (whole, turn, other))
        return reached


def _circle(
    cell: Cell, flow: _Flow, others: Sequence[_Flow], cells: _Cells
) -> set[Cell]:
    """The numbers of the cheapest circle on which this one goes up or down.

    There is one: one visitor more, of the day, the week and the month.
    """
    above, below = cells.ends[cell]
    more = {True: cells.mores[cell], False: 0}
    near: dict[bool, Reached] = {}
    found: list[tuple[int, set[Cell]]] = []
    best = TOTAL_COSTS[0]
    for up in (True, False) if cells.counts[cell] > 1 else (True,):
        bound = best if best < TOTAL_COSTS[0] else BOUNDLESS
        quick = not more[up]
        near[up] = flow.spread(
            below, on=up, but=cell, until=above, bound=bound, quick=quick
        )
        if above in near[up]:
            cost = near[up][above][0] + more[up]
            found.append((cost, _way(near[up], above)))
            best = min(best, cost)
    if best >= TOTAL_COSTS[0]:
        for up, reached in near.items():
            far = flow.spread(above, on=not up, but=cell)
            for day in sorted(cells.days[cell] & reached.keys()):
                beside = [
                    other.spread(day, on=not up) for other in others if other.has(day)
                ]
                for cost, way in _moved(day, far, beside, cells):
                    cost += reached[day][0] + more[up]
                    found.append((cost, way | _way(reached, day)))
    return {cell} | min(found, key=lambda each: each[0])[1]


def _moved(
    day: Node, far: Reached, beside: Sequence[Reached], cells: _Cells
) -> Iterator[tuple[int, set[Cell]]]:
    """The cheapest way of a visitor of this day to another one, or to none, in all."""
    every = [far, *beside]
    costs = {
        node: sum(reached[node][0] for reached in every)
        for node in far
        if cells.is_end(node) and node != day and all(node in each for each in every)
    }
    if costs:
        best = min(costs, key=lambda node: costs[node])
        yield costs[best], set().union(*(_way(reached, best) for reached in every))


def _way(reached: Reached, node: Node) -> set[Cell]:
    found: set[Cell] = set()
    while (by := reached[node][2]) is not None:
        found.add(by)
        node = reached[node][1]
    return found

"""Which numbers of a table are not shown, so that none below five can be computed.

Hidden are all of one to four, and as many others as it takes. In a table with its
totals, what is hidden can be any other number too just if it lies on a circle of hidden
ones: up here, down there, and every sum stays (Gusfield, 1988: a cell is safe unless it
is a bridge of the graph whose nodes are rows and columns, and whose edges are the
hidden cells). None that is hidden is zero, so each can go down by one. Of circles the
one is taken that hides least.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Cell = tuple[int, int]
    """Row and column; that of the totals is one more than the last."""
    Node = tuple[bool, int]
    """A row (True) or a column."""
    Hidden = frozenset[Cell]

HIDDEN_BELOW = 5
TOTAL_COSTS, ALL_COSTS = 10**9, 10**12
"""Sums are hidden only where there is no other way."""


def hidden_cells(rows: Sequence[Sequence[int]], also: Iterable[Cell] = ()) -> Hidden:
    """Of a table without its totals, which are added here; `also`: cells that are
    hidden for another reason."""
    numbers = with_totals(rows)
    hidden = {cell for cell, n in numbers.items() if 0 < n < HIDDEN_BELOW}
    hidden |= {cell for cell in also if numbers.get(cell)}
    while (lonely := _bridge(hidden)) is not None:
        hidden |= _circle(lonely, hidden, numbers)
    return frozenset(hidden)


def with_totals(rows: Sequence[Sequence[int]]) -> dict[Cell, int]:
    width = len(rows[0]) if rows else 0
    sums = [sum(row[c] for row in rows) for c in range(width)]
    whole = [[*row, sum(row)] for row in [*rows, sums]]
    return {(r, c): n for r, row in enumerate(whole) for c, n in enumerate(row)}


def _bridge(hidden: Iterable[Cell]) -> Cell | None:
    """The first hidden cell on no circle of hidden ones; None if there is none.

    A way is walked deeper and deeper: what leads down to nodes of which none leads
    back above it is a bridge (Tarjan, 1974).
    """
    beside = _neighbours(sorted(hidden))
    entered: dict[Node, int] = {}
    earliest: dict[Node, int] = {}
    bridges = []
    for start in beside:
        if start in entered:
            continue
        entered[start] = earliest[start] = len(entered)
        way = [(start, start, iter(beside[start]))]
        while way:
            node, above, ahead = way[-1]
            other = next(ahead, None)
            if other is None:
                way.pop()
                if earliest[node] > entered[above]:
                    bridges.append(_edge(above, node))
                earliest[above] = min(earliest[above], earliest[node])
            elif other not in entered:
                entered[other] = earliest[other] = len(entered)
                way.append((other, node, iter(beside[other])))
            elif other != above:
                earliest[node] = min(earliest[node], entered[other])
    return min(bridges, default=None)


def _edge(one: Node, other: Node) -> Cell:
    return (one[1], other[1]) if one[0] else (other[1], one[1])


def _neighbours(edges: Iterable[Cell]) -> dict[Node, list[Node]]:
    found: dict[Node, list[Node]] = {}
    for row, column in edges:
        found.setdefault((True, row), []).append((False, column))
        found.setdefault((False, column), []).append((True, row))
    return found


def _circle(cell: Cell, hidden: set[Cell], numbers: Mapping[Cell, int]) -> set[Cell]:
    """The cells of the cheapest way from its row to its column, without itself.

    There is one: through the totals of both and the sum of all, none of which is zero.
    """
    start, goal = (True, cell[0]), (False, cell[1])
    last = max(numbers)
    costs = {
        each: 0 if each in hidden else _cost(each, last, n)
        for each, n in numbers.items()
        if n > 0 and each != cell
    }
    beside = _neighbours(costs)
    reached: set[Node] = set()
    ahead: list[tuple[int, Node, tuple[Cell, ...]]] = [(0, start, ())]
    while ahead:
        cost, node, way = heappop(ahead)
        if node == goal:
            return set(way)
        if node in reached:
            continue
        reached.add(node)
        for other in beside[node]:
            edge = _edge(node, other)
            if other not in reached:
                heappush(ahead, (cost + costs[edge], other, (*way, edge)))
    raise ValueError(f"the table has no way around {cell}")


def _cost(cell: Cell, last: Cell, number: int) -> int:
    """`last`: the sum of all."""
    totals = (cell[0] == last[0]) + (cell[1] == last[1])
    return number + (0, TOTAL_COSTS, ALL_COSTS)[totals]

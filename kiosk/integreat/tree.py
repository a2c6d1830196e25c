"""In which order pages stand, and below which others: by the path of the parent.

A parent that was not delivered, and a ring of parents, leave pages that hang on
nothing: they come last, below `OTHER`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kiosk.errors import ImportFailed
from kiosk.integreat.drops import Drop
from kiosk.integreat.identities import Identity, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kiosk.integreat.joining import Joined
    from kiosk.integreat.shapes import Page

    _Waiting = tuple[Joined[Page], tuple[str, ...]]

OTHER = "other"
DEEPEST = 8
"""Titles above a page that are kept; nobody nests deeper on purpose."""


class Placed(NamedTuple):
    page: Joined[Page]
    order: int
    """Its place among all pages, from 1."""
    under: tuple[str, ...]
    """The titles of the pages above it, the topmost first."""


class Tree:
    def __init__(self, pages: Sequence[Joined[Page]]) -> None:
        self._pages = {page.identity: page for page in pages}
        self._children: dict[Identity | None, list[Joined[Page]]] = defaultdict(list)
        self.drops: list[Drop] = []
        for page in pages:
            self._children[self._parent(page)].append(page)
        for siblings in self._children.values():
            siblings.sort(key=_among_siblings)

    def placed(self, roots: Iterable[str] = ()) -> list[Placed]:
        """All pages, or those below `roots` and these. Raises `ImportFailed`."""
        everything = list(self._walk())
        wanted = [self._root(path) for path in roots]
        if not wanted:
            return everything
        inside = self._below(wanted)
        return [placed for placed in everything if placed.page.identity in inside]

    def _parent(self, page: Joined[Page]) -> Identity | None:
        told = page.source.parent
        if told is None or not told.path:
            return None
        above = identity(told.path)
        if above in self._pages:
            return above
        return Identity(OTHER)

    def _walk(self) -> Iterator[Placed]:
        """Depth first with a stack: a chain of pages may be as long as the list."""
        seen: set[Identity] = set()
        waiting: list[_Waiting] = [(p, ()) for p in reversed(self._children[None])]
        while waiting or (waiting := self._stranded(seen)):
            page, under = waiting.pop()
            if page.identity in seen:
                continue
            seen.add(page.identity)
            yield Placed(page, len(seen), under)
            below = (*under, page.source.title)[:DEEPEST]
            waiting += [
                (child, below) for child in reversed(self._children[page.identity])
            ]

    def _stranded(self, seen: set[Identity]) -> list[_Waiting]:
        """What no way from above leads to: the next orphan, or a page of a ring."""
        orphans = [p for p in self._children[Identity(OTHER)] if p.identity not in seen]
        why = "its parent is not delivered"
        if not orphans:
            orphans = [p for p in self._pages.values() if p.identity not in seen][:1]
            why = "its parents form a ring"
        self.drops += [
            Drop(p.identity.path, f"{why}; put below {OTHER!r}") for p in orphans
        ]
        return [(page, (OTHER,)) for page in reversed(orphans)]

    def _root(self, path: str) -> Identity:
        found = identity(path)
        if found is None or found not in self._pages:
            topmost = [page.identity.path for page in self._children[None]]
            raise ImportFailed(
                f"There is no German page {path[:80]!r}.",
                remedy=f"The topmost pages are: {', '.join(topmost[:20])}.",
            )
        return found

    def _below(self, roots: list[Identity]) -> set[Identity]:
        inside: set[Identity] = set()
        waiting = list(roots)
        while waiting:
            here = waiting.pop()
            if here not in inside:
                inside.add(here)
                waiting += [child.identity for child in self._children[here]]
        return inside


def _among_siblings(page: Joined[Page]) -> tuple[float, str]:
    return page.source.order or 0, page.source.title

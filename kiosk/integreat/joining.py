"""Which texts in which languages are one item: what links to each other by path.

Items linked over any number of steps are one. Ids are of no use: one and the same page
has another in each language and in each answer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.integreat.drops import Drop
from kiosk.integreat.identities import Identity, identity
from kiosk.integreat.shapes import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiosk.ids import LanguageCode

T = TypeVar("T", bound=Text)


@dataclass(frozen=True, slots=True)
class Joined(Generic[T]):
    """One item in every language that has a text of its own."""

    identity: Identity
    """Of the German text."""
    texts: dict[LanguageCode, T]
    fallbacks: tuple[LanguageCode, ...] = ()
    """Where Integreat shows the text of another language."""

    @property
    def source(self) -> T:
        return self.texts[SOURCE_LANGUAGE]


@dataclass(frozen=True, slots=True)
class DeliveredPages(Generic[T]):
    """All lists of one kind, by the code that the region uses for the language."""

    codes: Mapping[str, LanguageCode]
    texts: Mapping[str, Sequence[T]]
    drops: list[Drop] = field(default_factory=list)


class _Node(Generic[T], NamedTuple):
    code: str
    own: Identity
    text: T


def joined(delivery: DeliveredPages[T]) -> list[Joined[T]]:
    """Every item that has a German text; the others are among the drops."""
    nodes = _nodes(delivery)
    stand_ins = _stand_ins(nodes)
    islands = _Islands()
    for node in nodes:
        for linked in node.text.languages.values():
            other = identity(linked.path)
            if linked.id is not None and other is not None:
                islands.bridge(node.own.base, other.base)
    groups: dict[Identity, list[_Node[T]]] = defaultdict(list)
    for node in nodes:
        groups[Identity(islands.of(node.own.base), node.own.day)].append(node)
    return [
        one for group in groups.values() for one in _one(delivery, group, stand_ins)
    ]


def _nodes(delivery: DeliveredPages[T]) -> list[_Node[T]]:
    """Each delivered text with a path of its own, once."""
    nodes: dict[Identity, _Node[T]] = {}
    for code in delivery.codes:
        for text in delivery.texts.get(code, ()):
            own = identity(text.path)
            if own is None:
                delivery.drops.append(Drop(repr(text.path[:80]), "this is no path"))
            elif own in nodes:
                delivery.drops.append(Drop(own.path, "delivered twice"))
            else:
                nodes[own] = _Node(code, own, text)
    return list(nodes.values())


def _stand_ins(nodes: list[_Node[T]]) -> set[str]:
    """Paths that are said to show another language's text."""
    return {
        found.base
        for node in nodes
        for linked in node.text.languages.values()
        if linked.id is None and (found := identity(linked.path)) is not None
    }


def _one(
    delivery: DeliveredPages[T], group: list[_Node[T]], stand_ins: set[str]
) -> Iterator[Joined[T]]:
    """The item of a group; several only when the links contradict each other."""
    by_language: dict[LanguageCode, list[_Node[T]]] = defaultdict(list)
    fallbacks: set[LanguageCode] = set()
    for node in group:
        language = delivery.codes[node.code]
        if node.own.base in stand_ins:
            fallbacks.add(language)
        else:
            by_language[language].append(node)
    sources = by_language.pop(SOURCE_LANGUAGE, [])
    if not sources:
        first = group[0].own.path
        delivery.drops.append(Drop(first, "there is no German text to start from"))
    alone = len(sources) == 1
    for source in sources:
        texts = {SOURCE_LANGUAGE: source.text}
        for language, found in by_language.items():
            if alone and len(found) == 1:
                texts[language] = found[0].text
            else:
                why = f"several texts claim to be its translation ({language})"
                delivery.drops.append(Drop(source.own.path, why))
        told = fallbacks | _told_fallbacks(delivery, source)
        yield Joined(source.own, texts, tuple(sorted(told - set(texts))))


def _told_fallbacks(delivery: DeliveredPages[T], source: _Node[T]) -> set[LanguageCode]:
    return {
        delivery.codes[code]
        for code, linked in source.text.languages.items()
        if linked.id is None and code in delivery.codes
    }


class _Islands:
    """Sets that grow together (union-find), without recursion."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The one that stands for all that are connected to it."""
        way = []
        while (above := self._above.get(name, name)) != name:
            way.append(name)
            name = above
        for passed in way:
            self._above[passed] = name
        return name

    def bridge(self, one: str, other: str) -> None:
        self._above[self.of(one)] = self.of(other)

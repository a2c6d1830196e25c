"""Which resources an item has: each target of its links once, an event's entry."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.catalogue.articles import LONGEST_TITLE
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.integreat.items import ItemResource
from kiosk.integreat.plain_text import clean, shortened
from kiosk.integreat.targets import Target, target

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode
    from kiosk.integreat.markup import MarkupLink
    from kiosk.integreat.moments import Span

MOST_RESOURCES = 20
"""Of one service; more is a list of links and no help."""


class Links:
    def __init__(self) -> None:
        self._titles: dict[Target, dict[LanguageCode, str]] = {}
        self._left_out: Counter[str] = Counter()

    @property
    def notes(self) -> list[str]:
        return [f"{n} x link: {why}" for why, n in self._left_out.items()]

    def link(self, link: MarkupLink, language: LanguageCode, page: str | None) -> None:
        if link.target.startswith("#"):
            return  # within the page itself
        self.take(target(link.target, page), language, link.text)

    def take(self, found: Target | str, language: LanguageCode, title: str) -> None:
        if isinstance(found, str):
            self._left_out[found] += 1
        elif found in self._titles or len(self._titles) < MOST_RESOURCES:
            titles = self._titles.setdefault(found, {})
            if title:
                titles.setdefault(language, shortened(title, LONGEST_TITLE))
        else:
            self._left_out[f"more than {MOST_RESOURCES} of one item"] += 1

    def resources(self) -> tuple[ItemResource, ...]:
        return tuple(
            ItemResource(
                found.id,
                found.kind,
                (("target", found.target),),
                {SOURCE_LANGUAGE: _readable(found), **titles},
            )
            for found, titles in self._titles.items()
        )


def calendar_entry(when: Span, place: str) -> ItemResource:
    keys = (("starts", when.starts), ("ends", when.ends), ("place", place))
    digest = sha256(repr(keys).encode()).hexdigest()[:6]
    return ItemResource(f"event-{when.starts:%Y-%m-%d}-{digest}", "event", keys, {})


def _readable(found: Target) -> str:
    """Without the scheme; of a long address its host."""
    told = clean(found.target.partition(":")[2].removeprefix("//").rstrip("/"))
    fits = len(told) <= LONGEST_TITLE
    return told if fits else shortened(told.split("/")[0], LONGEST_TITLE)

"""What visitors call things: everyday words, and which services they mean by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.ids import LanguageCode, Slug


@dataclass(frozen=True, slots=True)
class LexiconWords:
    """The words of one language."""

    phrases: Mapping[str, tuple[str, ...]]
    """By concept: words, or several words of which all must be typed."""
    fillers: tuple[str, ...] = ()
    """Words that say nothing of what is looked for: the, my, where."""

    @property
    def general(self) -> frozenset[str]:
        """Fillers that mean a concept where nothing else is typed: help, buy, work."""
        alone = {word.casefold() for words in self.phrases.values() for word in words}
        return frozenset(word for word in self.fillers if word.casefold() in alone)


@dataclass(frozen=True, slots=True)
class Lexicon:
    concepts: Mapping[str, tuple[Slug, ...]]
    """The services that each one means, best first; none: there is nothing of it."""
    words: Mapping[LanguageCode, LexiconWords]


EMPTY = Lexicon({}, {})

"""What a visitor browses: services, and what each of them says and leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE, reading_order
from kiosk.domain.translations import SourceText, TranslationState, state_of
from kiosk.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kiosk.domain.facts import Fact, Gap
    from kiosk.domain.hours import WeeklyHours
    from kiosk.domain.localized import Fallbacks
    from kiosk.domain.resources import Resource
    from kiosk.domain.translations import Origin, Version
    from kiosk.ids import CategoryId, FactId, LanguageCode, Slug, TopicId


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a service. What is None is not known: never guessed."""

    name: str
    """As on the door, in German."""
    address: str | None = None
    phone: str | None = None
    email: str | None = None


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"
    NOTE = "note"
    """A small line about the text itself; no article is written with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item of a text, without any markup left."""

    kind: BlockKind
    text: str
    number: int = 0
    """The place of a numbered item in its list, from 1."""
    fact: FactId | None = None
    """It is shown only while this fact of the service holds."""


@dataclass(frozen=True, slots=True)
class Article:
    """A service in one language."""

    language: LanguageCode
    title: str
    summary: str
    blocks: tuple[Block, ...]
    keywords: tuple[str, ...]
    """What a visitor may type who does not know the title."""
    version: Version
    """Of the source text; of a translation, the version it says."""
    origin: Origin | None
    """None for the source itself."""
    fingerprint: str | None = None
    """Of the source text, by which its translations name it."""

    @property
    def headline(self) -> Headline:
        return Headline(self.language, self.title, self.summary)


@dataclass(frozen=True, slots=True)
class Headline:
    """As much of an article as a list shows."""

    language: LanguageCode
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Service:
    slug: Slug
    category: CategoryId
    articles: Mapping[LanguageCode, Article]
    """By language; German is there unless its file broke since."""
    resources: tuple[Resource, ...]
    contact: Contact | None
    hours: WeeklyHours | None
    """None: not known. Never shown as closed."""
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]
    funded: bool
    """The funding sentence of the site belongs to it."""
    fallbacks: Fallbacks = field(repr=False)
    headlines: Mapping[LanguageCode, Headline] | None = field(repr=False, compare=False)
    """Where they can be had sooner than the articles."""
    topic: TopicId | None = None
    """What one talks about who comes from here; None: what its life area says."""

    @property
    def as_of(self) -> date:
        """The day for which all of its facts were checked."""
        return min(fact.as_of for fact in self.facts)

    def article(self, language: LanguageCode) -> Article:
        """In this language, or in the next that is read; the result says which.

        Raises `NotFound` when no file of it can be read any more.
        """
        for code in reading_order(language, self.fallbacks):
            found = self.articles.get(code)
            if found is not None:
                return found
        raise NotFound(f"No text of {self.slug!r} can be read.", remedy="Check it.")

    def headline(self, language: LanguageCode) -> Headline | None:
        """In the language of `article`, unless that breaks below its summary.

        None when nothing can be read.
        """
        for code in reading_order(language, self.fallbacks):
            found = self._headline(code)
            if found is not None:
                return found
        return None

    def _headline(self, language: LanguageCode) -> Headline | None:
        if self.headlines is not None:
            return self.headlines.get(language)
        article = self.articles.get(language)
        return article.headline if article else None

    def blocks_on(self, day: date, article: Article) -> tuple[Block, ...]:
        """What of the article holds on this day: no more, and not yet, is left out."""
        silent = {fact.id for fact in self.facts if not fact.holds_on(day)}
        return tuple(block for block in article.blocks if block.fact not in silent)

    def state(self, language: LanguageCode, *, expected: bool) -> TranslationState:
        """Of the text in this language; `expected` tells missing from fallback."""
        there = self.articles.get(language)
        if there is None:
            missing, fallback = TranslationState.MISSING, TranslationState.FALLBACK
            return missing if expected else fallback
        return state_of(there.origin, self.source_text(there))

    def source_text(self, article: Article) -> SourceText:
        """The German text; without one, that which the article says."""
        source = self.articles.get(SOURCE_LANGUAGE)
        if source is None:
            return SourceText(article.version)
        return SourceText(source.version, source.fingerprint)

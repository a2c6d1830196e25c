"""What a visitor browses: services, and what each of them says and leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kiosk.domain.hours import WeeklyHours
    from kiosk.domain.localized import Localized
    from kiosk.ids import CategoryId, LanguageCode, Slug


class ResourceKind(StrEnum):
    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to take home as a QR code."""

    kind: ResourceKind
    target: str
    """What the code holds: `https://...`, `tel:...`, `mailto:...`."""
    address: str
    """The same in words a person can type or dial, without the scheme."""
    title: Localized


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


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item of a text, without any markup left."""

    kind: BlockKind
    text: str
    number: int = 0
    """The place of a numbered item in its list, from 1."""


@dataclass(frozen=True, slots=True)
class Article:
    """A service in one language."""

    language: LanguageCode
    title: str
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Service:
    slug: Slug
    category: CategoryId
    articles: Mapping[LanguageCode, Article]
    """By language; German is always there."""
    resources: tuple[Resource, ...]
    contact: Contact | None
    hours: WeeklyHours | None
    """None: not known. Never shown as closed."""
    as_of: date
    """The day for which the facts were checked."""
    sources: tuple[str, ...]

    def article(self, language: LanguageCode) -> Article:
        """In this language, or in German; `language` of the result says which."""
        return self.articles.get(language) or self.articles[SOURCE_LANGUAGE]

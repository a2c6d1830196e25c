"""What can be taken home as a QR code, and which address a reader is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.localized import Localized
    from kiosk.ids import LanguageCode, ResourceId


class ResourceKind(StrEnum):
    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"
    EVENT = "event"
    WIFI = "wifi"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What one code holds and says."""

    target: str
    """What the code holds: `https://...`, `tel:...`, `geo:...`, a calendar entry."""
    address: str
    """The same in words a person can type, dial or write down."""
    languages: tuple[LanguageCode, ...] = ()
    """What the page behind it speaks; empty: not known, or it lets one choose."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to take home as a QR code."""

    id: ResourceId
    kind: ResourceKind
    title: Localized
    pointer: Pointer
    """For readers whose language has none of its own."""
    own: Mapping[LanguageCode, Pointer] = field(default_factory=dict)
    """By language, where the site has a page in it."""

    def for_reader(self, language: LanguageCode) -> Pointer:
        return self.own.get(language, self.pointer)

    def foreign_to(self, language: LanguageCode) -> tuple[LanguageCode, ...]:
        """What the page speaks instead of this language; empty where it may be it."""
        languages = self.for_reader(language).languages
        return () if language in languages else languages

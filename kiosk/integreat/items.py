"""What one item of Integreat becomes: a service in our words, before it is a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.services import Block, Contact
    from kiosk.ids import LanguageCode
    from kiosk.integreat.identities import Identity
    from kiosk.integreat.moments import Span
    from kiosk.integreat.week import OpenOnDays


class ItemKind(StrEnum):
    PAGE = "page"
    PLACE = "place"
    EVENT = "event"


class ItemWords(NamedTuple):
    """The article of one language."""

    title: str
    summary: str
    blocks: tuple[Block, ...]


class ItemResource(NamedTuple):
    id: str
    kind: str
    keys: tuple[tuple[str, object], ...]
    """What its table says beside the kind."""
    titles: dict[LanguageCode, str]


@dataclass(frozen=True, slots=True)
class Item:
    kind: ItemKind
    identity: Identity
    articles: dict[LanguageCode, ItemWords]
    """German is always there."""
    title: str
    """The German one as delivered, however long."""
    as_of: date
    url: str | None = None
    fallbacks: tuple[LanguageCode, ...] = ()
    under: tuple[str, ...] = ()
    order: int = 0
    keywords: tuple[str, ...] = ()
    resources: tuple[ItemResource, ...] = ()
    contact: Contact | None = None
    slots: tuple[OpenOnDays, ...] = ()
    span: Span | None = None
    place: str = ""
    """Where an event is."""
    whom: str = ""
    """Who is asked for what is not known; empty: the region."""
    lacks_hours: bool = False
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What was left out of it, and what an editor must look at."""

    @property
    def hash(self) -> str:
        """Of what a visitor would read: neither place in the order nor last save."""
        words = {
            code: (told.title, told.summary, [_said(block) for block in told.blocks])
            for code, told in self.articles.items()
        }
        said = (words, self.title, self.url, self.resources, self.contact)
        when = (self.slots, self.span, self.place, self.lacks_hours)
        coded = msgspec.json.encode((said, when), order="deterministic")
        return sha256(coded).hexdigest()


def _said(block: Block) -> tuple[str, str, int]:
    return block.kind.value, block.text, block.number

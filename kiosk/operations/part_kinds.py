"""Which kinds of short entries the centre has, and what a form says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.resources import NAME as RESOURCES
from kiosk.catalogue.site import NAME as SITE
from kiosk.catalogue.skeletons import SYMBOLS
from kiosk.catalogue.topics import NAME as TOPICS
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.pictures import PICTURES
from kiosk.operations.draft_tables import (
    NONE,
    FieldKind,
    TableField,
    resource_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.domain.translations import SourceChange
    from kiosk.ids import LanguageCode

NOTES = "notes"
"""The words below emergency numbers."""


class PartKind(StrEnum):
    """Also the name of its section in the files."""

    PARTNER = "partners"
    DESK = "desks"
    EMERGENCY = "emergency"
    TOPIC = "topics"
    AREA = "categories"
    RESOURCE = "resources"

    @property
    def file(self) -> str:
        if self is PartKind.RESOURCE:
            return RESOURCES
        return TOPICS if self in {PartKind.DESK, PartKind.TOPIC} else SITE

    @property
    def sections(self) -> tuple[str, ...]:
        """Of its words."""
        return (self.value, NOTES) if self is PartKind.EMERGENCY else (self.value,)


class Said(NamedTuple):
    """What a field of a form says."""

    text: str
    was: str = ""
    """What it said when the form was filled."""

    @property
    def is_changed(self) -> bool:
        return self.text != self.was


@dataclass(frozen=True, slots=True)
class PartForm:
    kind: PartKind
    words: Mapping[str, Mapping[LanguageCode, Said]]
    """By section; the German title is there."""
    fields: Mapping[str, Said] = field(default_factory=dict)
    """By name, as `kiosk.operations.draft_tables` writes them."""
    given_by: Mapping[str, Said] = field(default_factory=dict)
    """Of a resource: by service, `yes` where the service gives it along."""
    change: SourceChange | None = None
    """Of a German word that was changed: its meaning, or only the wording."""

    def german(self) -> str:
        return self.words[self.kind][SOURCE_LANGUAGE].text

    def each_word(self) -> Iterator[tuple[str, LanguageCode, Said]]:
        for section, texts in self.words.items():
            for code, said in texts.items():
                yield section, code, said

    def asks_change(self) -> bool:
        """Whether it must be said what becomes of the other languages."""
        words = (t.get(SOURCE_LANGUAGE, Said("")) for t in self.words.values())
        return self.change is None and any(w.is_changed and w.was for w in words)


def fields_of(kind: PartKind, topics: tuple[str, ...] = ()) -> tuple[TableField, ...]:
    """What is said of one besides its words; a path is the name alone."""
    picture = TableField(("picture",), FieldKind.CHOICE, (*NONE, *PICTURES))
    if kind is PartKind.PARTNER:
        return TableField(("name",)), TableField(("planned",), FieldKind.YES)
    if kind is PartKind.EMERGENCY:
        return TableField(("number",)), picture
    if kind is PartKind.TOPIC:
        return TableField(("active",), FieldKind.YES), picture
    if kind is PartKind.AREA:
        topic = TableField(("topic",), FieldKind.CHOICE, (*NONE, *topics))
        return TableField(("symbol",), FieldKind.CHOICE, SYMBOLS), picture, topic
    if kind is PartKind.RESOURCE:
        of_one = resource_fields("")
        return tuple(TableField(f.path[1:], f.kind, f.choices) for f in of_one)
    return ()

"""How a partner, a desk or an emergency number begins in the draft, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.catalogue import skeletons
from kiosk.catalogue.centre import DIALLED
from kiosk.catalogue.part_files import with_part, without_part, without_word
from kiosk.catalogue.rules_file import rules_of
from kiosk.catalogue.site import NAME as SITE
from kiosk.catalogue.text_origins import file_of
from kiosk.catalogue.topics import NAME as TOPICS
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange
from kiosk.errors import BadContent
from kiosk.operations import draft_beginnings
from kiosk.operations.drafting import put
from kiosk.operations.translating import put_source
from kiosk.sentences import sentence
from kiosk.store import drafts
from kiosk.store import staff as staff_store
from kiosk.store import tickets as ticket_store

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection


class PartKind(StrEnum):
    """Also the name of its section in the files."""

    PARTNER = "partners"
    DESK = "desks"
    EMERGENCY = "emergency"

    @property
    def file(self) -> str:
        return TOPICS if self is PartKind.DESK else SITE


@dataclass(frozen=True, slots=True)
class NewPart:
    kind: PartKind
    titles: Mapping[LanguageCode, str]
    """German at least; of a partner what it does here."""
    name: str = ""
    """Of a partner, the same in every language."""
    number: str = ""
    """Of an emergency number."""


def begin_part(ctx: Context, by: str, part: NewPart) -> str:
    """Its id, made of its name or German title.

    Raises `BadContent` and `DraftConflict`.
    """
    kind = part.kind
    if kind is PartKind.EMERGENCY and DIALLED.fullmatch(part.number) is None:
        raise BadContent(
            sentence("{number!r} is no number to dial.", number=part.number[:40]),
            remedy=sentence('Write digits, grouped by blanks: "116 117".'),
        )
    taken = _ids(ctx, kind)
    name = skeletons.proposed_slug(part.name or part.titles[SOURCE_LANGUAGE], taken)
    said: dict[str, object] = {"id": name}
    if kind is PartKind.PARTNER:
        said["name"] = part.name
    if kind is PartKind.EMERGENCY:
        said["number"] = part.number
    with ctx.database.begin() as connection:
        version, text = _present(connection, kind.file)
        new = with_part(kind.file, text, kind, said)
        put(ctx, connection, by, kind.file, new, version, DraftStep.SAVED)
        draft_beginnings.put_words(ctx, connection, by, (kind, name), part.titles)
    return name


def end_part(ctx: Context, by: str, kind: PartKind, part: str) -> None:
    """With its words in every language. Raises `BadContent` while it is in use, and
    `NotFound`."""
    with ctx.database.begin() as connection:
        version, text = _present(connection, kind.file)
        new = without_part(kind.file, text, kind, part)
        _check_unused(ctx, connection, kind, part)
        put(ctx, connection, by, kind.file, new, version, DraftStep.SAVED)
        for entry in drafts.every(connection):
            if entry.path.startswith(f"{WORDS}/"):
                _take_words(ctx, connection, by, entry.path, kind, part)


def _take_words(
    ctx: Context, connection: Connection, by: str, path: str, kind: PartKind, part: str
) -> None:
    version, text = _present(connection, path)
    sections = (kind.value, "notes") if kind is PartKind.EMERGENCY else (kind.value,)
    new = without_word(path, text, sections, part)
    if new == text:
        return
    if path == file_of(WORDS, SOURCE_LANGUAGE):
        change = SourceChange.WORDING
        put_source(ctx, connection, by, path, new, version, change)
    else:
        put(ctx, connection, by, path, new, version, DraftStep.SAVED)


def _check_unused(
    ctx: Context, connection: Connection, kind: PartKind, part: str
) -> None:
    """A desk at which somebody sits has a visitor soon, if none is called already."""
    if kind is PartKind.DESK and part in _desks_taken(ctx, connection):
        raise BadContent(
            sentence("Somebody sits at this desk, or a visitor is called to it."),
            remedy=sentence("Remove it when it is left, at the end of the day."),
        )
    if kind is PartKind.PARTNER:
        _version, text = _present(connection, TOPICS)
        if any(rule.get("partner") == part for rule in rules_of(TOPICS, text)):
            raise BadContent(
                sentence("Consultation hours are of this partner."),
                remedy=sentence("Change or remove them first."),
            )
    if kind is not PartKind.PARTNER and _ids(ctx, kind) == [part]:
        told = (
            sentence("It is the last desk: nobody could be called.")
            if kind is PartKind.DESK
            else sentence("It is the last emergency number.")
        )
        raise BadContent(told, remedy=sentence("Add another one first."))


def _desks_taken(ctx: Context, connection: Connection) -> Collection[str]:
    today = ctx.today()
    called = {ticket.desk for ticket in ticket_store.at_a_desk(connection, today)}
    sitting = {one.on(today).desk for one in staff_store.everybody(connection)}
    return {desk for desk in called | sitting if desk}


def _ids(ctx: Context, kind: PartKind) -> list[str]:
    catalogue = draft_beginnings.readable(ctx)
    if kind is PartKind.PARTNER:
        return [one.id for one in catalogue.site.partners]
    if kind is PartKind.DESK:
        return [one.id for one in catalogue.desks]
    return [one.id for one in catalogue.emergency]


def _present(connection: Connection, name: str) -> tuple[int, str]:
    found = drafts.present(connection, name)
    if found is None or found.text is None:
        raise BadContent(
            sentence("The file {name} is missing.", name=name),
            remedy=sentence("Write it."),
        )
    return found.version, found.text

"""Why a day is not as usual, as a form says it: chosen among the short texts of the
centre, or in own German words, which become one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kiosk.catalogue import skeletons
from kiosk.catalogue.special_days import LONGEST_REASON
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.words import REASONS
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import NotFound
from kiosk.ids import LanguageCode
from kiosk.operations import draft_beginnings, drafting
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.operations.context import Context
    from kiosk.operations.typed_rules import Wrong
    from kiosk.sentences import Sentence
    from kiosk.store.database import Connection

GERMAN_WORDS = "words/de.toml"
OfferedReasons = Mapping[str, Mapping[LanguageCode, str]]
"""What can be chosen though no text of the centre says it yet: texts by key."""


@dataclass(frozen=True, slots=True)
class ClosedRow:
    first: str = ""
    until: str = ""
    reason: str = ""
    """Its key in the short texts, or one that is offered."""
    own: str = ""
    """In own German words, in place of what is chosen."""


Row = TypeVar("Row", bound=ClosedRow)


def reasons(ctx: Context) -> dict[str, str]:
    """In German, by their keys. Raises `BadContent` for a file that is broken."""
    try:
        there = drafting.file(ctx, GERMAN_WORDS)
    except NotFound:
        return {}
    found = values(GERMAN_WORDS, there.text or "").get(REASONS)
    return {k: str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def keyed(
    ctx: Context, rows: Sequence[Row], offered: OfferedReasons
) -> tuple[OfferedReasons, tuple[Row, ...]]:
    """The texts that the centre has not yet, and the rows with their keys."""
    known = reasons(ctx)
    new: dict[str, Mapping[LanguageCode, str]] = {}
    found = []
    for row in rows:
        key = row.reason
        if row.own and (row.first or row.until):
            same = (one for one, text in known.items() if text == row.own)
            key = next(same, "") or skeletons.proposed_slug(row.own, [*known, *new])
            if key not in known:
                new[key] = {SOURCE_LANGUAGE: row.own}
        elif row.first and key in offered and key not in known:
            new[key] = offered[key]
        found.append(replace(row, reason=key))
    return new, tuple(found)


def german_with(ctx: Context, new_words: OfferedReasons) -> dict[str, str]:
    """The German words as they would be; nothing where none is new."""
    if not new_words:
        return {}
    text = drafting.file(ctx, GERMAN_WORDS).text or ""
    for key, texts in new_words.items():
        german = texts[SOURCE_LANGUAGE]
        text = skeletons.with_word(GERMAN_WORDS, text, REASONS, key, german)
    return {GERMAN_WORDS: text}


def put(
    ctx: Context, connection: Connection, by: str, new_words: OfferedReasons
) -> None:
    """They may stand there though nothing names them."""
    for key, texts in new_words.items():
        draft_beginnings.put_words(ctx, connection, by, (REASONS, key), texts)


def unknown(key: str) -> tuple[Sentence, Sentence]:
    return (
        sentence("There is no reason {key!r}.", key=key[:40]),
        sentence("Choose another one, or write your own."),
    )


def check_length(row: ClosedRow, name: str, wrong: Wrong) -> None:
    if len(row.own) > LONGEST_REASON:
        wrong[name] = (
            sentence("The reason is longer than {n} characters.", n=LONGEST_REASON),
            sentence("Write it shorter."),
        )

"""How the words of one entry are kept in every language, and which outlast a change of
the German ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.text_origins import file_of, language_of
from kiosk.catalogue.toml_edits import values, with_values
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange
from kiosk.errors import BadContent
from kiosk.operations.drafting import put
from kiosk.operations.part_kinds import Said
from kiosk.operations.translating import put_source
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context
    from kiosk.operations.part_kinds import PartForm, PartKind
    from kiosk.store.database import Connection


def of(
    connection: Connection, kind: PartKind, name: str
) -> dict[str, dict[LanguageCode, Said]]:
    """By section and language, as they are now. Raises `BadContent`."""
    found: dict[str, dict[LanguageCode, Said]] = {s: {} for s in kind.sections}
    for path, text, _version in _files(connection):
        code, said = language_of(path), values(path, text)
        for section in kind.sections:
            words = said.get(section)
            word = words.get(name) if isinstance(words, dict) else None
            if code and isinstance(word, str):
                found[section][code] = Said(word, word)
    return found


def put_changed(
    ctx: Context, connection: Connection, by: str, name: str, form: PartForm
) -> None:
    """What was typed, in each language that has words.

    Where German means something else now, a translation that was not typed anew is
    taken away: it is missing until somebody translates it. German comes last, so that
    the others say what it says.
    """
    german = file_of(WORDS, SOURCE_LANGUAGE)
    files = sorted(_files(connection), key=lambda file: file[0] == german)
    for path, text, version in files:
        code = language_of(path)
        changes = dict(_changes(form, name, code)) if code else {}
        new = with_values(path, text, changes) if changes else text
        if new == text:
            continue
        if path == german:
            change = SourceChange.WORDING
            put_source(ctx, connection, by, path, new, version, change)
            continue
        if any(changes.values()):
            new = with_keys(path, new, {"read_by": None})
        put(ctx, connection, by, path, new, version, DraftStep.SAVED)


def present(connection: Connection, name: str) -> tuple[int, str]:
    """Version and text. Raises `BadContent` for a file that is not there."""
    found = drafts.present(connection, name)
    if found is None or found.text is None:
        raise BadContent(
            sentence("The file {name} is missing.", name=name),
            remedy=sentence("Write it."),
        )
    return found.version, found.text


def _changes(
    form: PartForm, name: str, code: LanguageCode
) -> Iterator[tuple[KeyPath, object]]:
    for section, texts in form.words.items():
        typed = texts.get(code)
        german = texts.get(SOURCE_LANGUAGE, Said(""))
        means_else = german.is_changed and (
            form.change is SourceChange.MEANING or not german.text
        )
        if typed is not None and typed.is_changed:
            yield (section, name), typed.text or None
        elif means_else and code != SOURCE_LANGUAGE:
            yield (section, name), None


def _files(connection: Connection) -> Iterator[tuple[str, str, int]]:
    for file in drafts.below(connection, f"{WORDS}/"):
        if file.text is not None:
            yield file.path, file.text, file.version

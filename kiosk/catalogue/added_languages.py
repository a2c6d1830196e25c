"""Which languages the content adds to those of the program: what `languages.toml` says.

A table for each by its code, read before anything that is in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import AddedLanguageTable
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.texts import plain
from kiosk.catalogue.wording import is_written_in
from kiosk.i18n.keyboards import KEYBOARDS
from kiosk.i18n.languages import LANGUAGES, SCRIPTS, added_language
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.i18n.languages import Language

NAME = "languages.toml"
MOST_ADDED = 30
CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?")
LONGEST_NAME = 40
"""Characters: a button says it."""


def read_added_languages(root: Path, findings: Findings) -> None:
    """`LANGUAGES` knows them from now on; what is wrong with one leaves it out."""
    there = (root / NAME).exists()
    text = read_text(root, NAME, findings) if there else None
    LANGUAGES.add(languages_of(text or "", findings))


@lru_cache(maxsize=8)
def known_languages(text: str) -> tuple[Language, ...]:
    """The good ones of a file that says this."""
    return languages_of(text, Findings())


def languages_of(text: str, findings: Findings) -> tuple[Language, ...]:
    file = TomlFile(NAME, text, findings)
    rows = tuple(_rows(file, file.parsed() or {}))
    return tuple(row for row in rows if _has_own_names(file, row, rows))


def _rows(file: TomlFile, raw: dict[str, object]) -> Iterator[Language]:
    for number, (code, given) in enumerate(raw.items()):
        if number >= MOST_ADDED:
            file.error(
                (code,),
                sentence("More than {most} languages are added.", most=MOST_ADDED),
                sentence("Remove those that nobody reads."),
            )
            return
        before = len(file.findings.errors())
        row = _row(file, code, given)
        if row is not None and len(file.findings.errors()) == before:
            yield row


def _row(file: TomlFile, code: str, given: object) -> Language | None:
    if CODE.fullmatch(code) is None or not isinstance(given, dict):
        file.error(
            (code,),
            sentence("{code!r} is no code of a language.", code=code[:20]),
            sentence("Write two or three letters by ISO 639: [hu]."),
        )
        return None
    if code in LANGUAGES.spoken():
        file.error(
            (code,),
            sentence("The program has the language {code!r} already.", code=code),
            sentence("Remove it here."),
        )
        return None
    table = file.decode(given, AddedLanguageTable, (code,))
    if table is None:
        return None
    _check(file, code, table)
    if table.script not in SCRIPTS:
        return None
    return added_language(
        code,
        (table.name, table.german, table.english, table.greeting),
        table.script,
        table.formats or code,
        keyboard=table.keyboard or "",
        voice=table.voice or "",
    )


def _check(file: TomlFile, code: str, table: AddedLanguageTable) -> None:
    for key in ("name", "german", "english", "greeting"):
        said = plain(file, (code, key), getattr(table, key))
        if len(said) > LONGEST_NAME:
            file.error(
                (code, key),
                sentence("It has more than {most} characters.", most=LONGEST_NAME),
                sentence("Shorten it to {most}.", most=LONGEST_NAME),
            )
    _check_letters(file, code, table)
    known = {"script": SCRIPTS, "keyboard": tuple(KEYBOARDS)}
    for key, allowed in known.items():
        said = getattr(table, key)
        if said is not None and said not in allowed:
            file.error(
                (code, key),
                sentence("There is no {key} {said!r}.", key=key, said=said[:40]),
                sentence("Allowed: {allowed}.", allowed=", ".join(allowed)),
            )
    if not _has_formats(table.formats or code):
        file.error(
            (code, "formats" if table.formats else "name"),
            sentence("Nothing is known of how this language writes dates."),
            sentence('Name a language that writes them alike: `formats = "en_GB"`.'),
        )


def _check_letters(file: TomlFile, code: str, table: AddedLanguageTable) -> None:
    scripts = {"name": table.script, "greeting": table.script}
    for key, script in (scripts | {"german": "Latn", "english": "Latn"}).items():
        if script in SCRIPTS and not is_written_in(script, getattr(table, key)):
            file.error(
                (code, key),
                sentence(
                    "`{key}` is not written in the letters of {script}.",
                    key=key,
                    script=script,
                ),
                sentence("Write it in them, or choose other letters."),
            )


def _has_own_names(file: TomlFile, row: Language, rows: tuple[Language, ...]) -> bool:
    """Whether a reader can tell it from every other one."""
    spoken = [LANGUAGES[code] for code in LANGUAGES.spoken()]
    others = [*spoken, *(other for other in rows if other is not row)]
    found = True
    for key, name in (
        ("name", "own_name"),
        ("german", "german_name"),
        ("english", "english_name"),
    ):
        said = getattr(row, name)
        if said.casefold() in {getattr(other, name).casefold() for other in others}:
            found = False
            file.error(
                (row.code, key),
                sentence("{said!r} is the name of another language.", said=said),
                sentence("Write the name of this one."),
            )
    return found


def _has_formats(name: str) -> bool:
    from babel import Locale, UnknownLocaleError  # 15 ms, and seldom needed

    try:
        Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True

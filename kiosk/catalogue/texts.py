"""When a text of a TOML file is good: German is there, each offered language too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.wording import faults
from kiosk.domain.localized import SOURCE_LANGUAGE, Localized
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.catalogue.schema import Raw, Words
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

Offered = tuple[LanguageCode, ...]
"""The languages of the attract screen: every text must speak them all."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
ID_REMEDY = "Use a to z, 0 to 9 and hyphens, a letter first, at most 40."


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def localized(
    file: TomlFile,
    path: KeyPath,
    words: Words,
    offered: Offered,
    *,
    lines: bool = False,
) -> Localized:
    """The text at `path`, with a problem for each bad or missing translation."""
    for code in words:
        if code not in LANGUAGES:
            _unknown_language(file, (*path, code), code)
            continue
        plain(file, (*path, code), words[code], lines=lines)
    for code in dict.fromkeys((SOURCE_LANGUAGE, *offered)):
        if code not in words:
            name = LANGUAGES[code].english_name
            file.error(
                (*path, code),
                f"`{path[-1]}` is missing in {name}.",
                f'Add `{path[-1]}.{code} = "..."`.',
            )
    return Localized({LanguageCode(code): text for code, text in words.items()})


def plain(file: TomlFile, path: KeyPath, text: str, *, lines: bool = False) -> str:
    """A text that is the same in every language: a name, an address."""
    for fault in faults(text, lines=lines):
        file.error(path, f"`{'.'.join(map(str, path))}`: {fault.message}", fault.remedy)
    return text


def languages(file: TomlFile, path: KeyPath, codes: Sequence[str]) -> Offered:
    """The known ones of a list of languages, which must be some, each once."""
    if not codes:
        file.error(
            path, "No language is listed.", f'Write at least "{SOURCE_LANGUAGE}".'
        )
    for code in codes:
        if code not in LANGUAGES:
            _unknown_language(file, path, code)
    if len(set(codes)) < len(codes):
        file.error(path, "A language is listed twice.", "List each once.")
    return tuple(LanguageCode(code) for code in codes if code in LANGUAGES)


def unique_ids(file: TomlFile, key: str, tables: Sequence[Raw]) -> None:
    """A problem for each `id` of [[key]] that is malformed or was there before."""
    seen: set[object] = set()
    for index, table in enumerate(tables):
        name = table.get("id")
        if not isinstance(name, str):
            continue  # decoding the table tells
        path = (key, index, "id")
        if not is_id(name):
            file.error(path, f"The id {name!r} is malformed.", ID_REMEDY)
        if name in seen:
            file.error(path, f"The id {name!r} is taken.", "Give each its own id.")
        seen.add(name)


def _unknown_language(file: TomlFile, path: KeyPath, code: str) -> None:
    file.error(path, f"There is no language {code!r}.", f"Allowed: {_all_languages()}.")


def _all_languages() -> str:
    return ", ".join(LANGUAGES)

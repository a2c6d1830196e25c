"""When a text, a list of languages or an id of a TOML file is good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.wording import faults
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

Offered = tuple[LanguageCode, ...]
"""Languages in the order in which they are offered."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
ID_REMEDY = sentence("Use a to z, 0 to 9 and hyphens, a letter first, at most 40.")


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def plain(file: TomlFile, path: KeyPath, text: str, *, lines: bool = False) -> str:
    """A text that is the same in every language: a name, an address."""
    for fault in faults(text, lines=lines):
        file.error(
            path,
            sentence(
                "`{keys}`: {fault}", keys=".".join(map(str, path)), fault=fault.message
            ),
            fault.remedy,
        )
    return text


def languages(file: TomlFile, path: KeyPath, codes: Sequence[str]) -> Offered:
    """The known ones of a list of languages, which must be some, each once."""
    if not codes:
        file.error(
            path,
            sentence("No language is listed."),
            sentence('Write at least "{language}".', language=SOURCE_LANGUAGE),
        )
    known = [code for code in codes if of_language(file, path, code)]
    if len(set(codes)) < len(codes):
        file.error(
            path, sentence("A language is listed twice."), sentence("List each once.")
        )
    return tuple(LanguageCode(code) for code in known)


def of_language(file: TomlFile, path: KeyPath, code: str) -> bool:
    """Whether there is such a language, with a problem when not."""
    if code in LANGUAGES:
        return True
    file.error(
        path,
        sentence("There is no language {code!r}.", code=code),
        sentence("Allowed: {allowed}.", allowed=", ".join(LANGUAGES)),
    )
    return False


def unique_ids(file: TomlFile, key: str, tables: Sequence[Raw]) -> None:
    """A problem for each `id` of [[key]] that is malformed or was there before."""
    seen: set[object] = set()
    for index, table in enumerate(tables):
        name = table.get("id")
        if not isinstance(name, str):
            continue  # decoding the table tells
        path = (key, index, "id")
        if not is_id(name):
            file.error(
                path, sentence("The id {name!r} is malformed.", name=name), ID_REMEDY
            )
        if name in seen:
            file.error(
                path,
                sentence("The id {name!r} is taken.", name=name),
                sentence("Give each its own id."),
            )
        seen.add(name)

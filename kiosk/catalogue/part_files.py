"""How a partner, desk or emergency number begins and ends in the centre's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

from kiosk.catalogue.toml_text import dumped, parsed
from kiosk.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_part(name: str, text: str, section: str, said: Mapping[str, object]) -> str:
    """The file with one table more, behind its likes. Raises `BadContent`."""
    document = parsed(name, text)
    tables = document.get(section)
    if not isinstance(tables, tomlkit.items.AoT):
        document.pop(section, None)
        tables = document[section] = tomlkit.aot()
    table = tomlkit.table()
    table.update(said)
    document[section].append(table)
    return _ended(dumped(document, text))


def without_part(name: str, text: str, section: str, part: str) -> str:
    """The file without the table of this id. Raises `BadContent` and `NotFound`."""
    document = parsed(name, text)
    tables: Any = document.get(section) or []
    for at, table in enumerate(tables):
        if table.get("id") == part:
            del tables[at]
            return _ended(dumped(document, text))
    raise NotFound(f"There is no {part!r} in {section}.", remedy="Look at the list.")


def without_word(name: str, text: str, sections: tuple[str, ...], part: str) -> str:
    """A file of words without those of what is gone. Raises `BadContent`."""
    document = parsed(name, text)
    for section in sections:
        words = document.get(section)
        if isinstance(words, dict):
            words.pop(part, None)
    return dumped(document, text)


def _ended(text: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    return text.rstrip("\r\n") + end

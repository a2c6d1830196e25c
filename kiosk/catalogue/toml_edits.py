"""How single values of a TOML file are changed, and no byte beside them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from kiosk.catalogue.toml_text import PARSING, dumped, parsed, plain, unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.catalogue.toml_lines import KeyPath


def values(name: str, text: str) -> dict[str, Any]:
    """What the file says. Raises `BadContent` for no TOML."""
    try:
        return tomllib.loads(plain(text))
    except PARSING as error:
        raise unread(name, error) from error


def with_values(name: str, text: str, changes: Mapping[KeyPath, object]) -> str:
    """The file with these values; None takes a key away, missing tables are made.

    A number in a path is the place of a table among its like, which must be there.
    Ends of lines and a byte-order mark stay. Raises `BadContent` for no TOML.
    """
    document = parsed(name, text)
    for path, value in changes.items():
        _put(document, path, value)
    return dumped(document, text)


def _put(document: Any, path: KeyPath, value: object) -> None:
    *tables, key = path
    table = document
    for step in tables:
        if isinstance(step, str) and step not in table:
            if value is None:
                return
            table[step] = tomlkit.table()
        table = table[step]
    if value is not None:
        table[key] = value
    elif key in table:
        del table[key]

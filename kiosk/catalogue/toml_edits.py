"""How single values of a TOML file are changed, and no byte beside them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.catalogue.toml_lines import KeyPath

_PARSING = (tomlkit.exceptions.TOMLKitError, ValueError, RecursionError)


def values(name: str, text: str) -> dict[str, Any]:
    """What the file says. Raises `BadContent` for no TOML."""
    try:
        return tomllib.loads(_plain(text))
    except _PARSING as error:
        raise _unread(name, error) from error


def with_values(name: str, text: str, changes: Mapping[KeyPath, object]) -> str:
    """The file with these values; None takes a key away, missing tables are made.

    A number in a path is the place of a table among its like, which must be there.
    Ends of lines and a byte-order mark stay. Raises `BadContent` for no TOML.
    """
    try:
        document = tomlkit.parse(_plain(text))
    except _PARSING as error:
        raise _unread(name, error) from error
    for path, value in changes.items():
        _put(document, path, value)
    new = tomlkit.dumps(document)
    new = new.replace("\n", "\r\n") if "\r\n" in text else new
    return f"\ufeff{new}" if text.startswith("\ufeff") else new


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


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").removeprefix("\ufeff")


def _unread(name: str, error: Exception) -> BadContent:
    return BadContent(
        sentence("{name}: {error}", name=name, error=error),
        remedy=sentence("Mend the file first."),
    )

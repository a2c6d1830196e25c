"""How single values of a TOML file are changed, and no byte beside them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from kiosk.catalogue.toml_text import PARSING, dumped, parsed, plain, unread
from kiosk.errors import BadContent
from kiosk.sentences import sentence

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
    Ends of lines and a byte-order mark stay. Raises `BadContent` for no TOML, and for
    a file that has something else in such a place.
    """
    document = parsed(name, text)
    for path, value in changes.items():
        try:
            _put(document, path, value)
        except (KeyError, IndexError, TypeError) as error:
            raise _elsewhere(name, path) from error
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


def _elsewhere(name: str, path: KeyPath) -> BadContent:
    """The file was written otherwise by hand, or it is none that a form was made of."""
    place = ".".join(str(step) for step in path)
    return BadContent(
        sentence("{name}: {place} has no place in this file.", name=name, place=place),
        remedy=sentence("Look at the file as it is written."),
    )

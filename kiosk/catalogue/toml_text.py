"""How a TOML file is read to be changed, and written again as it was: its ends of lines
and byte-order mark stay."""

from __future__ import annotations

import tomlkit

from kiosk.errors import BadContent
from kiosk.sentences import sentence

PARSING = (tomlkit.exceptions.TOMLKitError, ValueError, RecursionError)


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").removeprefix("\ufeff")


def parsed(name: str, text: str) -> tomlkit.TOMLDocument:
    """Raises `BadContent` for no TOML."""
    try:
        return tomlkit.parse(plain(text))
    except PARSING as error:
        raise unread(name, error) from error


def dumped(document: tomlkit.TOMLDocument, before: str) -> str:
    """As the file was written before."""
    new = tomlkit.dumps(document)
    new = new.replace("\n", "\r\n") if "\r\n" in before else new
    return f"\ufeff{new}" if before.startswith("\ufeff") else new


def unread(name: str, error: Exception) -> BadContent:
    return BadContent(
        sentence("{name}: {error}", name=name, error=error),
        remedy=sentence("Mend the file first."),
    )

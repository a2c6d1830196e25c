"""How two changes of one TOML file become one: what only one has changed holds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tomlkit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.toml_lines import KeyPath

_GONE = object()
_PARSING = (tomlkit.exceptions.TOMLKitError, ValueError, RecursionError)
_OF_ITSELF = {("version",), ("of",), ("of_text",)}
"""Written by saving: theirs hold, as they were saved first."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Both have changed this one, each in another way."""

    key: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class MergedFile:
    text: str
    """With mine where both have changed the same, or theirs if that was asked for."""
    clashes: tuple[Clash, ...]


def merged(
    base: str, mine: str, theirs: str, *, prefer_theirs: bool = False
) -> MergedFile | None:
    """None where one of them is no TOML: then only a person can put them together."""
    try:
        old, new, other = (tomllib.loads(_plain(text)) for text in (base, mine, theirs))
        document = tomlkit.parse(_plain(theirs))
        source = tomlkit.parse(_plain(mine))
    except _PARSING:
        return None
    clashes = []
    for path in _changed(old, new, ()):
        before, wanted, there = (_at(table, path) for table in (old, new, other))
        if wanted == there or path in _OF_ITSELF:
            continue
        if there != before:
            clashes.append(Clash(".".join(map(str, path)), _said(wanted), _said(there)))
            if prefer_theirs:
                continue
        _put(document, path, _at(source, path))
    return MergedFile(tomlkit.dumps(document), tuple(clashes))


def same_table(one: str, other: str, key: str) -> bool:
    """Whether two versions of a file say the same below this key."""
    try:
        tables = [tomllib.loads(_plain(text)).get(key) for text in (one, other)]
    except _PARSING:
        return False
    return tables[0] == tables[1]


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _changed(old: Any, new: Any, path: KeyPath) -> Iterator[KeyPath]:
    """The deepest keys that differ; a list is one value."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield path
        return
    for key in dict.fromkeys((*old, *new)):
        below = old.get(key, _GONE), new.get(key, _GONE)
        if isinstance(below[1], dict) and below[0] is _GONE:
            below = {}, below[1]
        yield from _changed(*below, (*path, key))


def _at(table: Any, path: KeyPath) -> Any:
    for step in path:
        if not isinstance(table, dict) or step not in table:
            return _GONE
        table = table[step]
    return table


def _put(document: Any, path: KeyPath, value: Any) -> None:
    *above, last = path
    for step in above:
        if not isinstance(document.get(step), dict):
            document[step] = tomlkit.table()
        document = document[step]
    if value is _GONE:
        document.pop(last, None)
    else:
        document[last] = value


def _said(value: Any) -> str:
    return "" if value is _GONE else str(value)

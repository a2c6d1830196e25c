"""How a partner, desk, topic, resource and the like begins and ends in the centre's
files, and which bytes go with it."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from kiosk.catalogue.resources import NAME as RESOURCES
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.toml_lines import line_of
from kiosk.catalogue.toml_text import dumped, parsed, plain
from kiosk.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.catalogue.toml_lines import KeyPath

_LISTED = "resources"
"""The key of a service's file that names the resources it gives along."""
_HEADER = re.compile(r"\s*\[")


def path_of(name: str, text: str, section: str, part: str) -> KeyPath | None:
    """Where its table stands: by its name among the resources, else by its place.

    Raises `BadContent` for no TOML.
    """
    said = values(name, text)
    if name == RESOURCES:
        return (part,) if isinstance(said.get(part), dict) else None
    for at, table in enumerate(said.get(section) or []):
        if isinstance(table, dict) and table.get("id") == part:
            return section, at
    return None


def said_of(name: str, text: str, path: KeyPath) -> dict[str, Any]:
    """What the table there says."""
    found: Any = values(name, text)
    for step in path:
        found = found[step]
    return dict(found)


def with_part(
    name: str, text: str, section: str, part: str, said: Mapping[str, object]
) -> str:
    """The file with one table more, behind its likes. Raises `BadContent`."""
    document = parsed(name, text)
    table = tomlkit.table()
    if name == RESOURCES:
        table.update(said)
        if text.strip():
            document.add(tomlkit.nl())
        document[part] = table
        return _ended(dumped(document, text))
    if not isinstance(document.get(section), tomlkit.items.AoT):
        document.pop(section, None)
        document[section] = tomlkit.aot()
    table.update({"id": part} | dict(said))
    document[section].append(table)
    return _ended(dumped(document, text))


def without_part(name: str, text: str, section: str, part: str) -> str:
    """The file without the table of this id, and the remark right above it.

    Raises `BadContent` and `NotFound`.
    """
    path = path_of(name, text, section, part)
    if path is None:
        raise NotFound(
            f"There is no {part!r} in {section}.", remedy="Look at the list."
        )
    return without_table(name, text, path)


def without_table(name: str, text: str, path: KeyPath) -> str:
    """The file without the table there, and the remark right above it.

    Raises `BadContent`.
    """
    document: Any = parsed(name, text)
    around = document
    for step in path[:-1]:
        around = around[step]
    del around[path[-1]]
    if isinstance(around, tomlkit.items.AoT) and not around:
        del document[path[0]]
    without = dumped(document, text)
    shorter = _without_lines(name, text, path)
    same = values(name, without) == _read(shorter)
    return _ended(shorter if same else without)


def without_word(name: str, text: str, sections: tuple[str, ...], part: str) -> str:
    """A file of words without those of what is gone. Raises `BadContent`."""
    document = parsed(name, text)
    for section in sections:
        words = document.get(section)
        if isinstance(words, dict):
            words.pop(part, None)
    return dumped(document, text)


def gives(name: str, text: str, resource: str) -> bool:
    """Whether this service's file names the resource. Raises `BadContent`."""
    listed = values(name, text).get(_LISTED)
    return isinstance(listed, list) and resource in listed


def giving(name: str, text: str, resource: str, *, along: bool) -> str:
    """A service's file that names the resource, last, or does not.

    Raises `BadContent`.
    """
    if gives(name, text, resource) is along:
        return text
    document = parsed(name, text)
    listed: Any = document.get(_LISTED)
    if not along:
        listed.remove(resource)
    elif isinstance(listed, list):
        listed.append(resource)
    else:
        document[_LISTED] = [resource]
    return dumped(document, text)


def _without_lines(name: str, text: str, path: KeyPath) -> str:
    """What stands above the next table belongs to that one, and stays."""
    lines = text.splitlines(keepends=True)
    head = (line_of(text, path) or 1) - 1
    after = next(
        (
            at
            for at in range(head + 1, len(lines))
            if _HEADER.match(lines[at]) and not _is_below(lines[at], name, path)
        ),
        len(lines),
    )
    last = after
    while last > head + 1 and lines[last - 1].strip()[:1] in ("", "#"):
        last -= 1
    while head and lines[head - 1].lstrip().startswith("#"):
        head -= 1
    while last < len(lines) and not lines[last].strip():
        last += 1
    return "".join(lines[:head] + lines[last:])


def _is_below(line: str, name: str, path: KeyPath) -> bool:
    """`[office.pages]` belongs to `[office]`."""
    return name == RESOURCES and line.strip().startswith(f"[{path[0]}.")


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(plain(text))
    except tomllib.TOMLDecodeError:
        return None


def _ended(text: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    return text.rstrip("\r\n") + end

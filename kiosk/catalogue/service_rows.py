"""What in a service's file is told apart by name, wherever it stands: its facts, its
open questions, and the resources it gives along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import tomlkit

from kiosk.catalogue import part_files
from kiosk.catalogue.services import FOLDER
from kiosk.catalogue.skeletons import proposed_slug
from kiosk.catalogue.toml_edits import values, with_values
from kiosk.catalogue.toml_text import dumped, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.catalogue.toml_lines import KeyPath

    Raw = dict[str, Any]
    Row = dict[str, object]

FACTS, GAPS, RESOURCES, CONTACT = "facts", "gaps", "resources", "contact"
NEW = "+"
"""The name of a row that is not there yet."""
REMOVED = "removed"
"""The key of a row that a change takes away; no row has it."""
_ROWS = (FACTS, GAPS)
_LONGEST_NAME = 24
"""Characters of an id that is made of what a fact says."""


def named(said: Mapping[str, Any]) -> Raw:
    """What the file says, each list of rows by their names."""
    found = dict(said)
    for section in _ROWS:
        if isinstance(said.get(section), list):
            rows = said[section]
            found[section] = {n: rows[at] for n, at in _places(said, section).items()}
    listed = said.get(RESOURCES)
    if isinstance(listed, list):
        found[RESOURCES] = {one: True for one in listed if isinstance(one, str)}
    return found


def placed(said: Mapping[str, Any], path: KeyPath) -> KeyPath | None:
    """Where a named value stands; None for one of a row that is not there."""
    if not _is_of_row(path):
        return path
    section, row, *rest = path
    at = _places(said, str(section)).get(str(row))
    return None if at is None else (section, at, *rest)


def with_named(name: str, text: str, changes: Mapping[KeyPath, object]) -> str:
    """The file with these values, and no byte beside them; None takes a key away.

    A row that is not there is added behind its likes. Of another file every value is
    a plain one: its `resources` are the words for them. Raises what `with_values` does.
    """
    if not name.startswith(f"{FOLDER}/"):
        return with_values(name, text, changes)
    rows: dict[tuple[str, str], Row] = {}
    plain: dict[KeyPath, object] = {}
    resources: dict[str, bool] = {}
    for path, value in changes.items():
        if _is_of_row(path):
            section, row, key = (str(step) for step in path)
            rows.setdefault((section, row), {})[key] = value
        elif path[0] == RESOURCES and len(path) > 1:
            resources[str(path[1])] = bool(value)
        else:
            plain[path] = value
    text = with_values(name, text, plain) if plain else text
    if any(path[0] == CONTACT for path in plain):
        text = _without_empty(name, text, CONTACT)
    for resource, along in resources.items():
        text = part_files.giving(name, text, resource, along=along)
    for (section, row), keys in rows.items():
        text = _with_row(name, text, section, row, keys)
    return text


def _with_row(name: str, text: str, section: str, row: str, keys: Row) -> str:
    said = values(name, text)
    at = _places(said, section).get(row)
    if keys.get(REMOVED):
        if at is None:
            return text
        return part_files.without_table(name, text, (section, at))
    if at is not None:
        changes: dict[KeyPath, object] = {
            (section, at, key): value for key, value in keys.items()
        }
        return with_values(name, text, changes)
    told = {key: value for key, value in keys.items() if value is not None}
    if section == FACTS and "id" not in told:
        taken = _places(said, FACTS)
        fact = proposed_slug(_short(str(told.get("says", ""))), taken)
        told = {"id": fact if row == NEW else row} | told
    return _with_table(name, text, section, told)


def _short(text: str) -> str:
    """Its first words, or the beginning of its only one."""
    if len(text) <= _LONGEST_NAME:
        return text
    cut = text[:_LONGEST_NAME]
    return cut.rpartition(" ")[0] or cut


def _with_table(name: str, text: str, section: str, told: Row) -> str:
    document = parsed(name, text)
    there: Any = document.get(section)
    if there is None:
        there = document[section] = tomlkit.aot()
    if isinstance(there, tomlkit.items.AoT):
        table: Any = tomlkit.table()
        table.update(told)
        table.add(tomlkit.nl())
        there.append(table)
        return dumped(document, text).rstrip("\r\n") + _end(text)
    there.append(told)
    return dumped(document, text)


def _without_empty(name: str, text: str, key: str) -> str:
    if values(name, text).get(key) != {}:
        return text
    document = parsed(name, text)
    del document[key]
    return dumped(document, text)


def _places(said: Mapping[str, Any], section: str) -> dict[str, int]:
    """Of each row by its name; of two alike the first."""
    found: dict[str, int] = {}
    for at, name in _names(said, section):
        found.setdefault(name, at)
    return found


def _names(said: Mapping[str, Any], section: str) -> Iterator[tuple[int, str]]:
    """A fact has an id; a question is known by what it asks."""
    rows = said.get(section)
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, dict):
            continue
        if section == FACTS:
            yield at, str(row.get("id", at))
        else:
            yield at, f"{crc32(str(row.get('ask', '')).encode()):08x}"


def _is_of_row(path: KeyPath) -> bool:
    return len(path) == len(("section", "row", "key")) and path[0] in _ROWS


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

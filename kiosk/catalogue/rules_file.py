"""How the rules of the consultation hours, and what else [consultation] says, are
written into the TOML file: that table, and no byte beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.toml_text import dumped, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONSULTATION, RULES = "consultation", "rules"
_INLINE = frozenset({"breaks", "closed", "special"})
"""Lists of tables, each in a line of its own."""


def rules_of(name: str, text: str) -> list[dict[str, Any]]:
    """As they are written, in order. Raises `BadContent` for no TOML."""
    rules = consultation_of(name, text).get(RULES)
    found = rules if isinstance(rules, list) else []
    return [rule if isinstance(rule, dict) else {} for rule in found]


def consultation_of(name: str, text: str) -> dict[str, Any]:
    """What the table says; nothing where there is none. Raises `BadContent`."""
    found = values(name, text).get(CONSULTATION)
    return found if isinstance(found, dict) else {}


def without_rule(name: str, text: str, at: int) -> str:
    """The file without this rule; with the last hours the table goes, and no hours are
    known then. Raises `BadContent` for no TOML."""
    new = with_rule(name, text, at, None)
    if _opens(consultation_of(name, new)):
        return new
    document = parsed(name, new)
    document.pop(CONSULTATION, None)
    return _ended(dumped(document, text))


def with_rule(name: str, text: str, at: int, rule: Mapping[str, object] | None) -> str:
    """The file with this rule at its place, behind the others where none is there yet;
    None takes one away. Raises `BadContent` for no TOML."""
    rules: list[Mapping[str, object]] = [*rules_of(name, text)]
    known = at < len(rules)
    rules[at : at + 1] = [rule] if rule is not None else []
    document = parsed(name, text)
    hours = document.get(CONSULTATION)
    there = hours.get(RULES) if isinstance(hours, dict) else None
    if rule is not None and isinstance(there, tomlkit.items.AoT):
        if known:
            _update(there[at], rule)
        else:
            there.append(_table(rule))
        return _ended(dumped(document, text))
    return with_rules(name, text, rules)


def with_rules(name: str, text: str, rules: Sequence[Mapping[str, object]]) -> str:
    """The file with these rules and no others. Raises `BadContent` for no TOML."""
    document = parsed(name, text)
    hours = document.get(CONSULTATION)
    if hours is None:
        hours = document[CONSULTATION] = tomlkit.table()
    hours.pop(RULES, None)
    if rules:
        tables = tomlkit.aot()
        for rule in rules:
            tables.append(_table(rule))
        hours[RULES] = tables
    elif not hours:
        del document[CONSULTATION]
    return _ended(dumped(document, text))


def with_settings(
    name: str, text: str, said: Mapping[str, object], table: str = CONSULTATION
) -> str:
    """The file with these keys of [consultation], or of another table; None takes one
    away. Raises `BadContent` for no TOML.
    """
    document = parsed(name, text)
    hours = document.get(table)
    if hours is None:
        hours = document[table] = tomlkit.table()
    _update(hours, said)
    if not hours:
        del document[table]
    return _ended(dumped(document, text))


def _opens(said: Mapping[str, Any]) -> bool:
    """Whether anything says when it is open."""
    special = said.get("special")
    days = special if isinstance(special, list) else []
    return bool(
        any(said.get(key) for key in ("slots", RULES, "by_appointment"))
        or any(isinstance(day, dict) and day.get("slots") for day in days)
    )


def _ended(text: str) -> str:
    """A table that was the last one leaves no empty lines behind."""
    end = "\r\n" if "\r\n" in text else "\n"
    return text.rstrip("\r\n") + end


def _table(rule: Mapping[str, object]) -> tomlkit.items.Table:
    table = tomlkit.table()
    for key, value in rule.items():
        if value is not None:
            table[key] = _written(key, value)
    table.add(tomlkit.nl())
    return table


def _update(table: Any, said: Mapping[str, object]) -> None:
    """What means the same stays as it is written."""
    for key, value in said.items():
        if value is None:
            table.pop(key, None)
        elif key not in table or _plain(table[key]) != value:
            table[key] = _written(key, value)


def _plain(value: Any) -> object:
    return value.unwrap() if hasattr(value, "unwrap") else value


def _written(key: str, value: object) -> Any:
    if key not in _INLINE or not isinstance(value, list):
        return value
    array = tomlkit.array()
    for row in value:
        line = tomlkit.inline_table()
        line.update(row)
        array.append(line)
    return array.multiline(len(value) > 1)

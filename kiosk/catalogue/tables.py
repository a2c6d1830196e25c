"""One TOML file of the content: its tables by schema, a problem for each bad key."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from kiosk.catalogue.files import read_text
from kiosk.catalogue.toml_lines import KeyPath, line_of
from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from msgspec.structs import FieldInfo

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.schema import Raw, Table
    from kiosk.sentences import Sentence

T = TypeVar("T", bound="Table")

_SYNTAX_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_TWICE = re.compile(r"Cannot (?:overwrite|declare|mutate)|Duplicate inline table key")
_EXPECTED = re.compile(r"(?:Expected `|Invalid RFC3339 encoded )(\w+)")
_PLACE = re.compile(r" - at `\$([^`]*)`$")
_LONGEST_NAMED = 60
"""Characters of a key that a message repeats."""
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]")
_HOW_TO_WRITE = {
    "str": sentence('Write a text in quotation marks: "...".'),
    "int": sentence("Write a whole number without quotation marks."),
    "bool": sentence("Write true or false without quotation marks."),
    "float": sentence("Write a number such as 51.53 without quotation marks."),
    "date": sentence("Write a date such as 2026-08-19 without quotation marks."),
    "datetime": sentence("Write 2026-08-19T14:00:00 without quotation marks."),
    "array": sentence("Write a list in [ ] brackets, or [[ ]] before each table."),
    "object": sentence("Write one line for each language or key: `title.de = ...`."),
}


def _slot_to_write(*, of_a_day: bool) -> Sentence:
    weekday = "" if of_a_day else 'weekday = "mon", '
    return sentence(
        'Write each slot as {{ {weekday}opens = "09:00", closes = "12:00" }}.',
        weekday=weekday,
    )


class TomlFile:
    def __init__(self, name: str, text: str, findings: Findings) -> None:
        self.name = name
        self.findings = findings
        self._text = text

    def error(self, path: KeyPath, message: str, remedy: str) -> None:
        self.findings.error(self.name, self.line(path), message, remedy)

    def warning(self, path: KeyPath, message: str, remedy: str) -> None:
        self.findings.warning(self.name, self.line(path), message, remedy)

    def line(self, path: KeyPath) -> int | None:
        return line_of(self._text, path)

    def told_to(self, findings: Findings) -> TomlFile:
        """The same file, for a look at it after it was read."""
        return TomlFile(self.name, self._text, findings)

    def parsed(self) -> Raw | None:
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            self._report_syntax(str(error))
        except RecursionError:
            self._report_syntax("Too many brackets within brackets")
        return None

    def decode(self, raw: Raw, kind: type[T], path: KeyPath) -> T | None:
        """The table at `path`; None when a problem was found that spoils it."""
        fields = _fields(kind)
        names = [field.encode_name for field in fields]
        known = {name: raw[name] for name in names if name in raw}
        for key in raw:
            if key not in known:
                self.error(
                    (*path, key),
                    sentence("Unknown key `{key}`.", key=key),
                    sentence(
                        "{guess}Keys that are read here: {allowed}.",
                        guess=guess(key, names),
                        allowed=", ".join(names),
                    ),
                )
        missing = [
            field.encode_name
            for field in fields
            if field.required and field.encode_name not in raw
        ]
        for key in missing:
            self.error(
                path,
                sentence("The key `{key}` is missing.", key=key),
                sentence("Add `{key}`.", key=key),
            )
        if missing:
            return None
        return self._converted(known, kind, path)

    def _converted(self, raw: Raw, kind: type[T], path: KeyPath) -> T | None:
        try:
            return msgspec.convert(raw, kind)
        except msgspec.ValidationError as error:
            self._report_type(str(error), raw, path)
            return None

    def _report_type(self, message: str, raw: Raw, path: KeyPath) -> None:
        place = _PLACE.search(message)
        steps = _STEP.findall(place[1]) if place else []
        within = tuple(name or int(index) for name, index in steps)
        key = within[0] if within else "?"
        what = _PLACE.sub("", message)
        found = _EXPECTED.match(what)
        expected = found[1] if found else "date"
        told, remedy = of_no_kind(str(key), what, expected, _at(raw, within))
        if expected == "object" and "slots" in within:
            remedy = _slot_to_write(of_a_day="special" in path)
        self.error((*path, *within), told, remedy)

    def _report_syntax(self, message: str) -> None:
        found = _SYNTAX_LINE.search(message)
        lines = self._text.splitlines()
        line = int(found[1]) if found and found[1] else len(lines)
        if _TWICE.match(message):
            self.findings.error(
                self.name,
                line,
                sentence("{key} is there twice.", key=_set_by(lines[line - 1])),
                sentence("Keep one of the two, and remove the other."),
            )
            return
        self.findings.error(
            self.name,
            line,
            sentence("No valid TOML: {what}.", what=_SYNTAX_LINE.sub("", message)),
            sentence(
                "Look at the line for a missing quotation mark or bracket, or a date"
                " that is not written like 2026-08-19."
            ),
        )


def _at(raw: Raw, within: KeyPath) -> str:
    """What was written there, as far as it can be repeated."""
    found: object = raw
    for step in within:
        try:
            found = found[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return ""
    return str(found)[:_LONGEST_NAMED]


def of_no_kind(
    key: str, what: str, expected: str, typed: str
) -> tuple[Sentence, Sentence]:
    """That a value is none of its kind, and how one is written. The sentence also knows
    what a form says in its place: `expected` and `typed`."""
    told = {"key": key, "what": what, "expected": expected, "typed": typed}
    remedy = _HOW_TO_WRITE.get(expected, sentence("Correct it."))
    return _is_none(told), remedy


def _is_none(told: Mapping[str, str]) -> Sentence:
    match told["expected"]:
        case "str":
            return sentence("`{key}`: {typed!r} is no text.", **told)
        case "int":
            return sentence("`{key}`: {typed!r} is no whole number.", **told)
        case "bool":
            return sentence("`{key}`: {typed!r} is neither true nor false.", **told)
        case "float":
            return sentence("`{key}`: {typed!r} is no number.", **told)
        case "date" | "datetime":
            return sentence("`{key}`: {typed!r} is no day.", **told)
        case "array":
            return sentence("`{key}` is no list.", **told)
        case "object":
            return sentence("`{key}` is no table.", **told)
    return sentence("`{key}`: {what}.", **told)


def _set_by(line: str) -> str:
    """What a line of the file is about: its key, or the table that begins there."""
    return line.partition("=")[0].strip()[:_LONGEST_NAMED] or "?"


@cache
def _fields(kind: type[Table]) -> tuple[FieldInfo, ...]:
    """Reading annotations takes longer than decoding a table."""
    return msgspec.structs.fields(kind)


def open_table(
    root: Path, name: str, kind: type[T], findings: Findings
) -> tuple[TomlFile, T] | None:
    """A file and its outermost table; None when problems were found instead."""
    text = read_text(root, name, findings)
    if text is None:
        return None
    file = TomlFile(name, text, findings)
    data = file.parsed()
    if data is None:
        return None
    table = file.decode(data, kind, ())
    return None if table is None else (file, table)

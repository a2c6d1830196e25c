"""How one line of a content file reads for somebody who does not know files: its keys
by their labels, its values as people write them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.slots import WEEKDAYS
from kiosk.hub.field_labels import LABELS, label_of, table_label
from kiosk.i18n import formats
from kiosk.i18n.languages import LANGUAGES
from kiosk.sentences import said, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.i18n.catalogs import Words
    from kiosk.sentences import Sentence

LONGEST = 4_000
"""Characters of a line that is looked at; a longer one stays as it is written."""
HEAD = frozenset({"version", "of", "of_text", "read_by", "keywords"})
"""Keys above a text; all else in its file is words that visitors read."""
ROWS: Mapping[str, Sentence] = {
    "[[facts]]": sentence("A fact:"),
    "[[gaps]]": sentence("An open question:"),
    "[[topics]]": sentence("A topic:"),
    "[[categories]]": sentence("A life area:"),
    "[[partners]]": sentence("A partner:"),
    "[[emergency]]": sentence("An emergency number:"),
    "[[desks]]": sentence("A desk:"),
    "[[questions]]": sentence("A question:"),
    "[[steps]]": sentence("A step:"),
    "[[terms]]": sentence("A term:"),
    "[[hours.special]]": sentence("A special day:"),
    "[[hours.closed]]": sentence("Closed days:"),
    "[[consultation.rules]]": sentence("Consultation hours:"),
    "[[consultation.special]]": sentence("A special day:"),
    "[[consultation.closed]]": sentence("Closed days:"),
}
YES, NO = sentence("yes"), sentence("no")
_BEGINS = ("[", '"""', "'''", "{")
"""What begins a value that goes on in the lines below."""


def read_line(line: str, path: str, words: Words) -> str:
    """As it is written where nothing is known of it."""
    text = line.strip()
    of_text = not path.endswith(".toml")
    if len(text) > LONGEST or (of_text and text.partition(" = ")[0] not in HEAD):
        return line
    if text.startswith("[") and text.endswith("]") and "=" not in text:
        return _table(text, path, words)
    within = text.rstrip(",")
    if within.startswith("{"):
        there = _parsed(f"x = {within}")
        return line if there is None else _value(there["x"], path, words)
    there = _parsed(text)
    if there is not None and there:
        return "; ".join(_pairs(there, path, words))
    key, is_key, rest = text.partition("=")
    if is_key and key.strip() in LABELS and rest.strip().startswith(_BEGINS):
        begun = rest.strip().lstrip("[{\"'").strip()
        return f"{_label(key.strip(), path, words)}: {begun}".rstrip()
    if text in {"]", '"""', "'''"}:
        return ""
    return line


def _pairs(there: dict[str, Any], path: str, words: Words) -> list[str]:
    found = []
    for key, value in there.items():
        label = _label(key, path, words)
        if isinstance(value, dict) and key in LABELS and _is_by_language(value):
            for code, text in value.items():
                named = f"{label} ({_language(code, words)})"
                found.append(f"{named}: {_value(text, path, words)}")
        else:
            found.append(f"{label}: {_value(value, path, words, key)}")
    return found


def _value(value: object, path: str, words: Words, key: str = "") -> str:
    if isinstance(value, dict):
        return ", ".join(_pairs(value, path, words))
    if isinstance(value, list):
        return ", ".join(_value(one, path, words) for one in value)
    if isinstance(value, bool):
        return _said(YES if value else NO, words)
    if isinstance(value, datetime):
        day = formats.typed_day(value.date(), words.language)
        return f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return formats.typed_day(value, words.language)
    if key == "weekday" and value in WEEKDAYS:
        return formats.weekday_name(WEEKDAYS.index(str(value)), words.language)
    return str(value)


def _label(key: str, path: str, words: Words) -> str:
    return _said(label_of(key, path.removesuffix(".toml")), words)


def _table(header: str, path: str, words: Words) -> str:
    if header in ROWS:
        return _said(ROWS[header], words)
    name = table_label(header)
    is_language = path == "languages.toml"
    return f"{_language(str(name), words) if is_language else _said(name, words)}:"


def _is_by_language(value: dict[str, Any]) -> bool:
    return all(code in LANGUAGES for code in value)


def _language(code: str, words: Words) -> str:
    row = next((LANGUAGES[known] for known in LANGUAGES if known == code), None)
    if row is None:
        return code
    return row.german_name if words.language.code == "de" else row.english_name


def _said(text: object, words: Words) -> str:
    return str(said(text, words.gettext))


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None

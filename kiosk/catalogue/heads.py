"""How the head of a text is changed: the keys that are meant, and no byte beside them.

A head is what stands between two lines of `+++`, or before the first table of a file
of words. Ends of lines, a byte-order mark and a missing last line stay as they are.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.front_matter import FENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPENING = re.compile(rf"\ufeff?{re.escape(FENCE)}[ \t]*\r?\n")
_CLOSING = re.compile(rf"^{re.escape(FENCE)}\r?$", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_MARK = "\ufeff"
_BESIDE = ("of_text", "of", "version")
"""Below which of its neighbours a new key is written, the first that is there."""


class _Parts(NamedTuple):
    before: str
    head: str
    after: str


def with_keys(name: str, text: str, keys: Mapping[str, str | None]) -> str:
    """The file `name` with these keys in its head; None takes a key away.

    A text without a head comes back as it was: reading it tells what is wrong.
    """
    parts = _parts(name, text)
    if parts is None:
        return text
    head = parts.head
    newline = "\r\n" if "\r\n" in text[: len(parts.before) + len(head) + 2] else "\n"
    for key, value in keys.items():
        head = _with(head, key, value, newline)
    return parts.before + head + parts.after


def line_of(name: str, text: str, key: str) -> int | None:
    """On which line of the file the head says this, from 1."""
    parts = _parts(name, text)
    there = _line(parts.head, key) if parts else None
    if parts is None or there is None:
        return None
    return text.count("\n", 0, len(parts.before) + there.start()) + 1


def below_head(name: str, text: str) -> int:
    """Where that begins which is not its head; 0 for an article without one."""
    parts = _parts(name, text)
    if parts is None:
        return 0
    end = len(parts.before) + len(parts.head)
    closing = _CLOSING.match(text, end) if name.endswith(".md") else None
    return closing.end() if closing else end


def _parts(name: str, text: str) -> _Parts | None:
    if not name.endswith(".md"):
        start = len(_MARK) if text.startswith(_MARK) else 0
        table = _TABLE.search(text, start)
        end = table.start() if table else len(text)
        return _Parts(text[:start], text[start:end], text[end:])
    opening = _OPENING.match(text)
    closing = opening and _CLOSING.search(text, opening.end())
    if not opening or not closing:
        return None
    start, end = opening.end(), closing.start()
    return _Parts(text[:start], text[start:end], text[end:])


def _with(head: str, key: str, value: str | None, newline: str) -> str:
    there = _line(head, key)
    if value is None:
        return head if there is None else head[: there.start()] + head[there.end() :]
    said = f"{key} = {quoted(value)}"
    if there is not None:
        rest = re.search(r"[ \t]*(?:#[^\r\n]*)?\r?\n?\Z", there["rest"])
        assert rest
        return head[: there.start()] + said + rest[0] + head[there.end() :]
    near = next((found for k in _BESIDE if (found := _line(head, k))), None)
    place = near.end() if near else 0
    above = head[:place]
    if above and not above.endswith("\n"):
        above += newline
    return f"{above}{said}{newline}{head[place:]}"


def _line(head: str, key: str) -> re.Match[str] | None:
    """From the key to the end of its line, inclusive."""
    value = r"(?:\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*'|[^\s#\"'][^#\r\n]*)?"
    return re.search(
        rf"^[ \t]*{key}[ \t]*=[ \t]*{value}(?P<rest>[^\r\n]*(?:\r?\n|\Z))",
        head,
        re.MULTILINE,
    )


def quoted(text: str) -> str:
    """As TOML writes a text."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")

"""What tells one item of Integreat from another: its path, never its id."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST_PATH = 1000
LONGEST_SLUG = 40
"""As the content format has it for the name of a folder."""

_DATE = re.compile(r"\$([0-9]{4}-[0-9]{2}-[0-9]{2})$")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Identity(NamedTuple):
    base: str
    """The path in composed letters, without `%` codes and closing slash."""
    day: str = ""
    """Of one recurrence of an event, which share all but this; else empty."""

    @property
    def path(self) -> str:
        return f"{self.base}${self.day}" if self.day else self.base


def identity(path: str | None) -> Identity | None:
    """None for what is no path on a site: relative, climbing, or with hidden signs."""
    if not path or len(path) > LONGEST_PATH:
        return None
    try:
        text = unicodedata.normalize("NFC", unquote(path, errors="strict"))
    except UnicodeDecodeError:
        return None
    parts = text.split("/")[1:]
    if not text.startswith("/") or not text.isprintable() or "\\" in text:
        return None
    if {".", ".."}.intersection(parts) or not any(parts):
        return None
    base = text.rstrip("/")
    date = _DATE.search(base)
    return Identity(base[: date.start()], date[1]) if date else Identity(base)


def slug(kind: str, item: Identity, taken: Container[str]) -> str:
    """A free folder name that still tells what it holds, always the same for a path."""
    plain = _plain(item.base.rsplit("/", 1)[-1])
    if not plain or not plain[0].isalpha():
        plain = f"{kind}-{plain}".rstrip("-")
    tail = f"-{item.day}" if item.day else ""
    name = _joined(plain, tail)
    if name not in taken and plain != kind:
        return name
    for number in count():
        told = f"{kind} {item.path} {number}"
        digest = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        name = _joined(plain, f"{tail}-{digest[:8]}")
        if name not in taken:
            break
    return name


def _joined(plain: str, tail: str) -> str:
    return plain[: LONGEST_SLUG - len(tail)].rstrip("-") + tail


def _plain(text: str) -> str:
    """Latin letters and digits with hyphens between; other scripts leave nothing."""
    german = text.casefold().translate(_GERMAN)
    letters = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")

"""How an article's file is taken apart into fields of a form, and put together again.

What a form does not show (the head beside the keywords) stays byte for byte.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from kiosk.catalogue.front_matter import FENCE, divided
from kiosk.catalogue.heads import quoted

_TITLE = re.compile(r"#[ \t]+(?P<title>[^\n]*)")
_KEYWORDS = re.compile(
    r"^[ \t]*keywords[ \t]*=[ \t]*\[(?:[^\]\"']|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')*\]"
    r"[^\n]*\n",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """As typed, with `\\n` at ends of lines and no blanks around."""

    title: str = ""
    summary: str = ""
    text: str = ""
    """Markdown, with the marks of facts."""
    keywords: tuple[str, ...] = ()

    def length(self) -> int:
        """Characters."""
        parts = (self.title, self.summary, self.text, *self.keywords)
        return sum(len(part) for part in parts)


def parts_of(file_text: str) -> ArticleParts | None:
    """None where the file is written so that a form would change more than is typed."""
    plain = file_text.removeprefix("\ufeff").replace("\r\n", "\n")
    parts = divided(plain)
    if parts is None:
        return None
    head, body = parts
    keywords = _keywords(head)
    if keywords is None:
        return None
    first, _, rest = body.strip().partition("\n")
    title = _TITLE.fullmatch(first)
    if title is None:
        return None
    summary, _, text = rest.strip().partition("\n\n")
    if summary.startswith(("#", "- ", "1. ")):
        summary, text = "", rest.strip()
    return ArticleParts(title["title"].strip(), summary.strip(), text.strip(), keywords)


def with_parts(file_text: str, parts: ArticleParts) -> str:
    """The file with these parts, written as it was; "" for a file that is new."""
    plain = file_text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = divided(plain)
    head = found[0].removeprefix("\n") if found else ""
    head = _with_keywords(head, parts.keywords)
    body = "\n\n".join(p for p in (_title(parts), _one(parts), parts.text) if p)
    new = f"{FENCE}\n{head}{FENCE}\n\n{body}\n"
    if "\r\n" in file_text:
        new = new.replace("\n", "\r\n")
    return f"\ufeff{new}" if file_text.startswith("\ufeff") else new


def typed(text: str) -> str:
    """As a form sends it: any ends of lines, blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def listed(text: str) -> tuple[str, ...]:
    """The lines of a field in which each keyword has its own."""
    return tuple(word for line in typed(text).split("\n") if (word := line.strip()))


def _title(parts: ArticleParts) -> str:
    return f"# {' '.join(parts.title.split())}" if parts.title else ""


def _one(parts: ArticleParts) -> str:
    """A summary is one paragraph, whatever was pasted."""
    return " ".join(parts.summary.split())


def _keywords(head: str) -> tuple[str, ...] | None:
    try:
        found = tomllib.loads(head).get("keywords", [])
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    if not isinstance(found, list) or not all(isinstance(w, str) for w in found):
        return None
    if found and not _KEYWORDS.search(head):
        return None
    return tuple(found)


def _with_keywords(head: str, keywords: tuple[str, ...]) -> str:
    line = f"keywords = [{', '.join(map(quoted, keywords))}]\n" if keywords else ""
    there = _KEYWORDS.search(head)
    if there is None:
        return head + line
    return head[: there.start()] + line + head[there.end() :]

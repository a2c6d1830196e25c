"""Which field of an article's form shows a line of its file, and on which line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.catalogue.front_matter import divided


class ArticleField(StrEnum):
    """As the form names them."""

    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class FieldPlace:
    field: ArticleField
    line: int | None = None
    """Within the field, from 1; None where that has one line only, or all is meant."""


def place_of(file_text: str, line: int) -> FieldPlace | None:
    """None for a line that no field shows, such as the version in the head."""
    plain = file_text.removeprefix("\ufeff").replace("\r\n", "\n")
    parts = divided(plain)
    lines = plain.split("\n")
    if parts is None or not 0 < line <= len(lines):
        return None
    fence = parts[0].count("\n") + 1
    if line <= fence:
        is_keywords = _head_key(lines[:line]) == "keywords"
        return FieldPlace(ArticleField.KEYWORDS) if is_keywords else None
    title = _next_filled(lines, fence)
    if line <= title + 1:
        return FieldPlace(ArticleField.TITLE)
    summary = _next_filled(lines, title + 1)
    end = _next_empty(lines, summary)
    if line <= end:
        return FieldPlace(ArticleField.SUMMARY)
    text = _next_filled(lines, end)
    return FieldPlace(ArticleField.TEXT, max(1, line - text))


def _head_key(lines: list[str]) -> str:
    """The key that the last of these lines belongs to."""
    for line in reversed(lines):
        key, sign, _value = line.partition("=")
        if sign and key.strip().isidentifier():
            return key.strip()
    return ""


def _next_filled(lines: list[str], start: int) -> int:
    found = (n for n in range(start, len(lines)) if lines[n].strip())
    return next(found, len(lines))


def _next_empty(lines: list[str], start: int) -> int:
    found = (n for n in range(start, len(lines)) if not lines[n].strip())
    return next(found, len(lines))

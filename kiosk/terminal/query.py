"""What a visitor has typed: how it grows, shrinks, and is shown while they type."""

from __future__ import annotations

from unicodedata import bidirectional, normalize

from kiosk.bidi import cells

MOST_LETTERS = 40
"""More than anybody types who looks for something."""
CARET = "▏"
_STAYS_RIGHT = "\u200e"
"""Keeps the caret behind a word that is read from the left."""


def with_typed(query: str, typed: str) -> str:
    """One key more; a tone joins its letter, and blanks only part words."""
    if typed == " " and (not query or query.endswith(" ")):
        return query
    longer = normalize("NFC", query + typed)
    return longer if len(cells.graphemes(longer)) <= MOST_LETTERS else query


def without_last(query: str) -> str:
    return "".join(cells.graphemes(query)[:-1])


def with_caret(query: str) -> str:
    kinds = [kind for kind in map(bidirectional, query) if kind in {"L", "R", "AL"}]
    if kinds and kinds[-1] == "L":
        return f"{query}{CARET}{_STAYS_RIGHT}"
    return query + CARET


def tail(query: str, width: int) -> str:
    """As much of its end as fits: what is typed now is always seen."""
    parts = cells.graphemes(query)
    while parts and sum(map(cells.width, parts)) > width:
        parts.pop(0)
    return "".join(parts)

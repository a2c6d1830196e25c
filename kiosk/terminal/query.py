"""What a visitor has typed: how it grows, shrinks, and is shown while they type."""

from __future__ import annotations

from unicodedata import bidirectional, category, normalize

from kiosk.bidi import cells

MOST_LETTERS = 40
"""More than anybody types who looks for something."""
MOST_PARTS = 4
"""Of one letter, its marks included: what is piled up on it is no word of anybody."""
JOINERS = "\u200c\u200d"
"""Not seen, and part of how Persian is written."""
CARET = "▏"
_STAYS_RIGHT = "\u200e"
"""Keeps the caret behind a word that is read from the left."""


def with_typed(query: str, typed: str) -> str:
    """One key more; a tone joins its letter, and blanks only part words.

    A device that says it is a keyboard may send anything, halves of characters too.
    """
    typed = "".join(filter(_is_written, typed))
    if typed == " " and (not query or query.endswith(" ")):
        return query
    longer = normalize("NFC", query + typed)
    return longer if _is_of_a_hand(longer) else query


def _is_written(sign: str) -> bool:
    return sign in JOINERS or not category(sign).startswith("C")


def _is_of_a_hand(query: str) -> bool:
    if len(query) > MOST_LETTERS * MOST_PARTS:
        return False
    letters = cells.graphemes(query)
    return len(letters) <= MOST_LETTERS and max(map(len, letters), default=0) <= (
        MOST_PARTS
    )


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

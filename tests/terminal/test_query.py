"""How a query grows and shrinks."""

from __future__ import annotations

import pytest

from kiosk.terminal.query import (
    CARET,
    MOST_LETTERS,
    MOST_PARTS,
    tail,
    with_caret,
    with_typed,
    without_last,
)


def test_letters_follow_each_other_twice_too() -> None:
    query = ""
    for letter in "bett":
        query = with_typed(query, letter)
    assert query == "bett"


def test_a_tone_joins_its_letter() -> None:
    assert with_typed("o", "\u0309") == "ỏ"
    assert without_last("nhà ở") == "nhà "


def test_blanks_part_words_and_are_not_piled_up() -> None:
    assert with_typed("", " ") == ""
    assert with_typed("a", " ") == "a "
    assert with_typed("a ", " ") == "a "


def test_what_no_hand_writes_is_not_taken() -> None:
    """Half a character ends a screen; a pile of marks takes a second to draw."""
    for sign in ("\ud800", "\x1b", "\u202e", "\x00", "\u2066"):
        assert with_typed("a", f"{sign}b") == "ab", ascii(sign)
    query = "a"
    for _ in range(99):
        query = with_typed(query, "\u0336")
    assert len(query) == MOST_PARTS
    assert with_typed("", "a" * 10_000) == ""
    assert with_typed("می", "\u200cخواهم") == "می\u200cخواهم"


def test_there_is_an_end() -> None:
    full = "x" * MOST_LETTERS
    assert with_typed(full, "y") == full
    assert with_typed(full[1:], "y") == full[1:] + "y"


def test_nothing_less_than_nothing() -> None:
    assert without_last("") == ""


def test_the_caret_stands_behind_what_was_typed_last() -> None:
    assert with_caret("") == CARET
    assert with_caret("سكن") == "سكن" + CARET
    assert with_caret("ab").startswith("ab" + CARET)
    assert with_caret("سكن ab") != "سكن ab" + CARET


@pytest.mark.parametrize(("width", "seen"), [(9, "anmeldung"), (4, "dung"), (0, "")])
def test_the_end_is_always_seen(width: int, seen: str) -> None:
    assert tail("anmeldung", width) == seen

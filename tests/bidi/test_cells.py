"""How many cells a text takes, and what is left of it when it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from kiosk.bidi import cells
from kiosk.bidi.controls import SOFT_HYPHEN

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f"
FLAG = "\U0001f1e9\U0001f1ea"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("A 017", 5),
        ("Grodk", 5),
        ("Góry", 4),
        ("Go\u0301ry", 4),
        ("Україна", 7),
        ("نص", 2),
        ("نَصّ", 2),
        ("漢字", 4),
        (FAMILY, 2),
        (HEART, 2),
        (FLAG, 2),
        ("a\u200bb", 2),
        ("Aufenthalts\u00adtitel", 16),
        ("\u2066+49\u2069", 3),
        ("\x1b", 0),
    ],
)
def test_width_counts_what_a_reader_sees(text: str, expected: int) -> None:
    assert cells.width(text) == expected


def test_simple_characters_take_a_cell_each_and_join_with_nothing() -> None:
    simple = [c for c in map(chr, range(0x20000)) if cells.SIMPLE.fullmatch(c)]
    assert {"a", "ß", "ś", "ł", "ї", "ế", "ﻻ", "→", "🬓", SOFT_HYPHEN} <= set(simple)
    for character in simple:
        takes = 0 if character == SOFT_HYPHEN else 1
        assert wcswidth(character) == 1, ascii(character)  # a hyphen, where it is seen
        assert cells.width(character) == takes, ascii(character)
        beside = [character, *"a", character, character, "ї", character]
        assert list(iter_graphemes("".join(beside))) == beside, ascii(character)


def test_graphemes_keep_marks_and_pictures_together() -> None:
    assert cells.graphemes(f"o\u0301{FAMILY}{FLAG}") == ["o\u0301", FAMILY, FLAG]


def test_a_text_that_fits_is_not_clipped() -> None:
    assert cells.clip("Spremberg", 9) == "Spremberg"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Spremberg", 8, "Sprembe…"),
        ("Bad Muskau", 5, "Bad…"),
        ("漢字漢字", 6, "漢字…"),
        ("漢字漢字", 4, "漢…"),
        (f"{FAMILY}{FAMILY}", 3, f"{FAMILY}…"),
        ("Spremberg", 1, "…"),
        ("Spremberg", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_clipped_text_ends_with_an_ellipsis(
    text: str, width: int, expected: str
) -> None:
    assert cells.clip(text, width) == expected


@given(st.text(), st.integers(0, 20))
def test_a_clipped_text_never_takes_more_than_its_width(text: str, width: int) -> None:
    assert cells.width(cells.clip(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), (" ", 0), ("Bad Muskau", 6), ("漢字漢 abcde", 6)]
)
def test_the_widest_word_is_measured_in_cells(text: str, width: int) -> None:
    assert cells.widest_word(text) == width


def test_a_soft_hyphen_takes_no_room_from_what_stands_behind_it() -> None:
    assert cells.head(f"Auf{SOFT_HYPHEN}enthalt", 4) == f"Auf{SOFT_HYPHEN}e"


@given(st.text(), st.integers(0, 20))
def test_the_head_of_a_text_is_its_beginning_in_whole_graphemes(
    text: str, width: int
) -> None:
    head = cells.head(text, width)
    parts = cells.graphemes(text)
    assert text.startswith(head)
    assert cells.width(head) <= width
    assert head in {"".join(parts[:count]) for count in range(len(parts) + 1)}


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Wohnung anmelden", 16, "Wohnung anmelden"),
        ("Wohnung anmelden", 15, "Wohnung…"),
        ("Wohnung anmelden", 8, "Wohnung…"),
        ("Wohnung anmelden", 7, "Wohnun…"),
        ("Kaution, Vertrag", 12, "Kaution…"),
        ("سكن في المدينة", 9, "سكن في…"),
    ],
)
def test_a_clipped_text_ends_with_a_whole_word(
    text: str, width: int, shown: str
) -> None:
    assert cells.clip_at_word(text, width) == shown

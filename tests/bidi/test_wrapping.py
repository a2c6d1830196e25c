"""Where lines end, before anything is put in visual order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bidi import cells
from kiosk.bidi.wrapping import wrapped

WORDS = st.lists(
    st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12),
    max_size=12,
)
WIDTHS = st.integers(2, 30)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("   ", 5, [""]),
        ("one", 5, ["one"]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("  one  two  ", 20, ["one  two"]),
        ("one   two", 4, ["one", "two"]),
        ("in Spremberg", 9, ["in", "Spremberg"]),
        ("漢字 漢字", 5, ["漢字", "漢字"]),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
    ],
)
def test_lines_are_broken_at_blanks(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_a_word_longer_than_a_line_is_broken_at_the_width() -> None:
    assert wrapped("my Integrationskurs is", 8) == ["my", "Integrat", "ionskurs", "is"]


def test_the_end_of_a_broken_word_shares_its_line() -> None:
    assert wrapped("Integrationskurs is", 10) == ["Integratio", "nskurs is"]


def test_a_long_word_is_broken_after_a_late_hyphen() -> None:
    assert wrapped("https://nexus-hub.example/plan", 20) == [
        "https://nexus-",
        "hub.example/plan",
    ]


def test_of_several_hyphens_the_last_that_fits_ends_the_line() -> None:
    assert wrapped("Ein-Tages-Aufenthalt", 12) == ["Ein-Tages-", "Aufenthalt"]


def test_a_hyphen_near_the_beginning_does_not_waste_the_line() -> None:
    assert wrapped("E-Mailadressen", 10) == ["E-Mailadre", "ssen"]


def test_a_word_that_fits_is_not_broken_at_its_hyphen() -> None:
    assert wrapped("the NEXUS-HUB", 11) == ["the", "NEXUS-HUB"]


def test_a_long_word_is_broken_between_its_marked_syllables() -> None:
    word = "Aufenthalts\u00aderlaubnis"
    assert wrapped(word, 14) == ["Aufenthalts-", "erlaubnis"]
    assert wrapped(word, 20) == [word]
    assert wrapped(f"eine {word}", 20) == ["eine", word]


def test_a_syllable_and_its_hyphen_must_fit_together() -> None:
    assert wrapped("Nach\u00adbar\u00adschaft", 7) == ["Nach-", "bar-", "schaft"]


def test_a_character_wider_than_a_line_stands_alone() -> None:
    assert wrapped("漢字", 1) == ["漢", "字"]


@given(WORDS, WIDTHS)
def test_no_line_is_wider_than_asked(words: list[str], width: int) -> None:
    assert all(cells.width(line) <= width for line in wrapped(" ".join(words), width))


@given(WORDS, WIDTHS)
def test_no_letter_is_lost_or_moved(words: list[str], width: int) -> None:
    assert "".join(wrapped(" ".join(words), width)).replace(" ", "") == "".join(words)


@given(WORDS)
def test_words_that_all_fit_are_the_words_of_the_lines(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 24)
    assert [word for line in lines for word in line.split(" ") if word] == words


@given(WORDS, WIDTHS)
def test_a_line_takes_every_word_that_fits(words: list[str], width: int) -> None:
    short = [word for word in words if cells.width(word) <= width]
    lines = wrapped(" ".join(short), width)
    for line, following in pairwise(lines):
        assert cells.width(f"{line} {following.split(' ')[0]}") > width

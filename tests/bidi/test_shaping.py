"""What is put on screen: joined, wrapped in the order of reading, ordered by line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.bidi import cells, shaping
from kiosk.domain.localized import Direction

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
MIXED = st.text(
    st.one_of(
        st.sampled_from(ARABIC + "لاآأإةىءًٌَُِّْ"),
        st.sampled_from("abcXYZ0123456789 +/().,:–@-"),
        st.sampled_from("ąężłóśćźйцукен漢字"),
        st.sampled_from(" \n\u00a0\u200d\ufe0f"),
    ),
    max_size=80,
)
DIRECTIONS = st.sampled_from(Direction)


def _turned(word: str) -> str:
    return "".join(reversed(word))


# -- by letter -----------------------------------------------------------------------


def test_the_arabic_for_welcome_is_joined_and_turned() -> None:
    # marhaban: meem reh hah beh alef, from the right
    assert shaping.visual("\u0645\u0631\u062d\u0628\u0627", RTL) == (
        "\ufe8e\ufe92\ufea3\ufeae\ufee3"
    )


def test_the_arabic_for_peace_has_one_lam_alef() -> None:
    assert shaping.visual("\u0633\u0644\u0627\u0645", RTL) == "\ufee1\ufefc\ufeb3"


def test_what_is_read_first_stands_on_the_upper_line_at_the_right() -> None:
    # first and second word of two letters each
    text = "\u0645\u0646 \u0628\u062a"
    assert shaping.visual_lines(text, 5, RTL) == ["\ufe96\ufe91 \ufee6\ufee3"]
    assert shaping.visual_lines(text, 4, RTL) == ["\ufee6\ufee3", "\ufe96\ufe91"]


def test_a_ticket_number_keeps_its_order_inside_arabic() -> None:
    shown = shaping.visual("\u0631\u0642\u0645\u0643 A 017.", RTL)
    assert shown == ".A 017 \ufeda\ufee4\ufed7\ufead"


def test_a_telephone_number_moves_to_the_next_line_as_a_whole() -> None:
    lines = shaping.visual_lines("اتصل على +49 3563 1234", 16, RTL)
    assert lines == [shaping.visual("اتصل على", RTL), "+49 3563 1234"]


def test_a_telephone_number_wider_than_the_line_keeps_the_order_of_its_parts() -> None:
    assert shaping.visual_lines("+49 3563 123456", 9, RTL) == ["+49 3563", "123456"]


def test_a_long_address_is_broken_and_stays_readable() -> None:
    lines = shaping.visual_lines("زر https://www.example.de/ar/plan", 14, RTL)
    assert lines[0] == shaping.visual("زر", RTL)
    assert "".join(lines[1:]) == "https://www.example.de/ar/plan"


def test_a_latin_address_over_two_lines_is_read_as_one() -> None:
    text = "العنوان: An der alten Heide 5, 03130 Spremberg (Grodk)."
    lines = shaping.visual_lines(text, 27, RTL)
    assert lines == [
        "An der alten Heide " + shaping.visual("العنوان:", RTL),
        ".5, 03130 Spremberg (Grodk)",
    ]


def test_a_comma_at_the_end_of_a_line_belongs_to_what_goes_on() -> None:
    assert shaping.visual_lines("An der Heide, 03130 Ort", 13, RTL) == [
        "An der Heide,",
        "03130 Ort",
    ]


def test_brackets_open_towards_their_text_in_both_directions() -> None:
    beh = "\u0628"
    assert shaping.visual(f"{beh} ({beh})", RTL) == "(\ufe8f) \ufe8f"
    assert shaping.visual(f"a ({beh})", LTR) == "a (\ufe8f)"


def test_line_feeds_and_empty_lines_stay() -> None:
    assert shaping.visual_lines("one\n\ntwo three", 5, LTR) == [
        "one",
        "",
        "two",
        "three",
    ]


def test_one_line_has_no_line_feed() -> None:
    assert shaping.visual("one\ntwo", LTR) == "one two"


def test_marks_of_order_are_obeyed_and_not_painted() -> None:
    beh = "\u0628"
    assert shaping.visual(f"{beh}\u2066 1+2 \u2069{beh}", RTL) == "\ufe8f 1+2 \ufe8f"


def test_left_to_right_words_stay_as_they_are() -> None:
    text = "Willkommen · Вітаємо · Witamy 116 117 (kostenlos)"
    assert shaping.visual(text, LTR) == text


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    word = "Aufenthalts\u00adtitel"
    assert shaping.visual_lines(word, 20, LTR) == ["Aufenthaltstitel"]
    assert shaping.visual_lines(word, 12, LTR) == ["Aufenthalts-", "titel"]


def test_asking_again_gives_lines_of_ones_own() -> None:
    shaping.visual_lines("one", 5, LTR).append("spoiled")
    assert shaping.visual_lines("one", 5, LTR) == ["one"]


# -- alignment -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "align", "expected"),
    [
        (LTR, "start", "abc    "),
        (LTR, "end", "    abc"),
        (LTR, "center", "  abc  "),
        (RTL, "start", "    abc"),
        (RTL, "end", "abc    "),
        (RTL, "center", "  abc  "),
    ],
)
def test_a_line_starts_where_its_readers_start(
    direction: Direction, align: shaping.Align, expected: str
) -> None:
    assert shaping.aligned("abc", 7, direction, align=align) == expected


def test_an_odd_cell_beside_a_centred_line_lies_at_its_end() -> None:
    assert shaping.aligned("ab", 5, LTR, align="center") == " ab  "
    assert shaping.aligned("ab", 5, RTL, align="center") == "  ab "


def test_padding_counts_cells() -> None:
    assert shaping.aligned("漢字", 6, LTR) == "漢字  "


def test_a_line_that_is_too_wide_stays_as_it_is() -> None:
    assert shaping.aligned("abcdef", 3, RTL) == "abcdef"


# -- whatever the text ---------------------------------------------------------------


@given(MIXED, st.integers(2, 40), DIRECTIONS)
def test_no_line_is_wider_than_asked(
    text: str, width: int, direction: Direction
) -> None:
    lines = shaping.visual_lines(text, width, direction)
    assert lines
    assert all(cells.width(line) <= width for line in lines)


@given(MIXED, st.integers(2, 40), DIRECTIONS)
def test_nothing_that_steers_is_painted(
    text: str, width: int, direction: Direction
) -> None:
    for line in shaping.visual_lines(text, width, direction):
        assert not set(line) & set("\n\u2066\u2069\u200e\u200f\u00a0")


@given(st.text(st.characters(max_codepoint=0x4FF, exclude_categories=("C", "M"))))
def test_no_letter_of_a_left_to_right_text_is_lost(text: str) -> None:
    lines = shaping.visual_lines(text, 20, LTR)
    plain = "".join(shaping.visual(text, LTR).split())
    assert "".join("".join(lines).split()) == plain


@given(
    st.lists(st.text(st.sampled_from(ARABIC), min_size=1, max_size=9)),
    st.integers(9, 40),
)
def test_arabic_words_are_read_from_the_right_line_by_line(
    words: list[str], width: int
) -> None:
    lines = shaping.visual_lines(" ".join(words), width, RTL)
    read = " ".join(_turned(line) for line in lines).split()
    assert read == [_turned(shaping.visual(word, RTL)) for word in words]


@given(st.text(st.sampled_from("0123456789"), min_size=1, max_size=12))
def test_a_number_inside_arabic_keeps_its_digits_in_order(number: str) -> None:
    assert number in shaping.visual(f"رقم {number} هنا", RTL)


@given(MIXED, st.integers(2, 40))
@example("\ufe0f00", 2)
@example("\u200e\ufe0f00", 2)
def test_a_padded_line_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    for line in shaping.visual_lines(text, width, RTL):
        assert cells.width(shaping.aligned(line, width, RTL)) == width


@given(st.text(), st.integers(2, 40), DIRECTIONS)
def test_no_text_at_all_breaks_the_rules(
    text: str, width: int, direction: Direction
) -> None:
    for line in shaping.visual_lines(text, width, direction):
        assert cells.width(line) <= width
        assert "\n" not in line
    assert "\n" not in shaping.visual(text, direction)

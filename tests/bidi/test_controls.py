"""What of a text reaches the terminal at all."""

from __future__ import annotations

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from kiosk.bidi import controls, ordering
from kiosk.domain.localized import Direction

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def test_each_line_feed_begins_a_paragraph() -> None:
    assert controls.paragraphs("one\ntwo\r\n\nthree") == ["one", "two", "", "three"]


def test_what_a_terminal_would_obey_becomes_a_blank() -> None:
    assert controls.paragraphs("a\x1b[31mb\tc\x9bd\u2029e") == ["a [31mb c d e"]


def test_letters_and_marks_are_composed() -> None:
    assert controls.paragraphs("Go\u0301ry \u0627\u0653") == ["G\u00f3ry \u0622"]


def test_marks_of_order_are_not_painted() -> None:
    assert controls.without_invisible("\u2066+49\u2069\u200f!\ufeff") == "+49!"


def test_fixed_blanks_are_painted_as_blanks() -> None:
    assert controls.without_invisible("1\u00a0000\u202fkm") == "1 000 km"


def test_a_soft_hyphen_that_no_line_ends_with_is_not_painted() -> None:
    assert controls.without_invisible("Aufenthalts\u00adtitel") == "Aufenthaltstitel"


def test_a_picture_of_several_keeps_its_joiners() -> None:
    assert controls.without_invisible(FAMILY) == FAMILY


def test_a_joiner_between_letters_is_not_painted() -> None:
    assert controls.without_invisible("a\u200db\u200d") == "ab"


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for line in controls.paragraphs(text):
        assert all(category(letter) != "Cc" for letter in line)


def test_a_part_keeps_what_follows_out_of_its_last_word() -> None:
    place = "المجمع Schwarze Pumpe"
    apart = controls.apart(place, Direction.RIGHT_TO_LEFT)
    line = ordering.ordered(f"{apart} · 12:00", Direction.RIGHT_TO_LEFT)
    assert controls.without_invisible(line).startswith("12:00 · Schwarze Pumpe")
    joined = ordering.ordered(f"{place} · 12:00", Direction.RIGHT_TO_LEFT)
    assert joined.startswith("Schwarze Pumpe · 12:00")

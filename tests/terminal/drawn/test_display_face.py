"""Words in the display face, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.terminal.drawn.display_face import HEIGHTS, DisplayFace, drawn
from kiosk.terminal.drawn.drawings import DATA, MOST_POINTS, Drawings
from kiosk.terminal.drawn.parts import Parts, drawing_with

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.i18n.languages import Language

GERMAN, ARABIC, PERSIAN = (LANGUAGES[LanguageCode(code)] for code in ("de", "ar", "fa"))
FILES = [(parts, rows) for parts, heights in HEIGHTS.items() for rows in heights]


@pytest.mark.parametrize(("parts", "rows"), FILES)
@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda each: each.code)
def test_every_greeting_and_every_language_s_name_can_be_drawn(
    language: Language, parts: Parts, rows: int
) -> None:
    with drawing_with(parts):
        for text in (language.greeting, language.own_name):
            found = drawn(text, rows, language)
            assert found is not None, text
            assert found.height == rows * parts.down


def test_quadrants_are_too_coarse_for_low_letters() -> None:
    with drawing_with(Parts.QUADRANTS):
        assert drawn("Willkommen", 4, GERMAN) is None
        assert drawn("Willkommen", 6, GERMAN) is not None


def test_what_is_read_from_the_right_begins_there() -> None:
    word = drawn("أهلا", 5, ARABIC)
    both = drawn("أهلا وسهلا", 5, ARABIC)
    assert word
    assert both
    assert all(
        line.endswith(end) for line, end in zip(both.rows, word.rows, strict=True)
    )


def test_joined_letters_are_drawn_as_they_join() -> None:
    """Alone, each has its whole form; together they are narrower."""
    together = drawn("سس", 5, ARABIC)
    alone = drawn("س", 5, ARABIC)
    assert together
    assert alone
    assert together.width < 2 * alone.width


def test_a_letter_that_was_typed_in_two_parts_is_one() -> None:
    assert drawn("C\u030c", 5, GERMAN) == drawn("\u010c", 5, GERMAN)


@pytest.mark.parametrize(
    "text", ["", "   ", "歡迎", "Hi 👋", "Willkommen" * 20, "Κ", "नमस्ते"]
)
def test_words_stay_words_where_a_letter_is_missing(text: str) -> None:
    assert drawn(text, 5, GERMAN) is None


@pytest.mark.parametrize("rows", [-1, 0, 3, 7, 100])
def test_other_heights_are_not_there(rows: int) -> None:
    assert drawn("Willkommen", rows, GERMAN) is None


def test_a_word_wider_than_asked_stays_a_word() -> None:
    found = drawn("Willkommen", 4, GERMAN)
    assert found is not None
    columns = -(-found.width // 2)
    assert drawn("Willkommen", 4, GERMAN, columns=columns) == found
    assert drawn("Willkommen", 4, GERMAN, columns=columns - 1) is None


def test_signs_that_steer_the_order_are_not_drawn() -> None:
    plain = drawn("خوش آمدید", 4, PERSIAN)
    assert plain is not None
    assert drawn("\u200fخوش\u00a0آمدید\u200f", 4, PERSIAN) == plain


def test_without_its_file_nothing_is_drawn(tmp_path: Path) -> None:
    face = DisplayFace(Drawings(tmp_path / "none.txt"), 4, Parts.SEXTANTS)
    assert face.drawn("A") is None


def test_a_letter_of_another_height_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "face.txt"
    path.write_text("= LATIN CAPITAL LETTER A\n##\n##\n")
    assert DisplayFace(Drawings(path), 4, Parts.SEXTANTS).drawn("A") is None


@pytest.mark.parametrize(("parts", "rows"), FILES)
def test_every_letter_shipped_is_whole(parts: Parts, rows: int) -> None:
    drawings = Drawings(DATA / f"display_{rows}_{parts}.txt")
    assert len(drawings.names()) > 800
    for name in drawings.names():
        found = drawings.drawing(name)
        assert found is not None, name
        assert found.height == rows * parts.down, name
        assert found.width < MOST_POINTS, name

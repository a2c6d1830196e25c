"""Which characters and lengths pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.wording import LONGEST_ADDRESS, LONGEST_WORD, faults, is_written_in

LETTERS = st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po"])


@pytest.mark.parametrize(
    "text",
    [
        "Witajśo k nam",
        "Вітаємо!",
        "مرحبًا بكم",
        "هم\u200cچنین",  # a Persian joiner
        "a \u2067مرحبًا\u2069 b",
        "\u2067a \u2066b\u2069 c\u2069",
        "a" * LONGEST_WORD,
    ],
)
def test_good_texts_pass(text: str) -> None:
    assert list(faults(text)) == []


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\n"])
def test_an_empty_text_is_a_fault(text: str) -> None:
    assert [f.message for f in faults(text, lines=True)] == ["The text is empty."]


@pytest.mark.parametrize(
    "character", ["\x00", "\t", "\x1b", "\x7f", "\x9b", "\u2028", "\ufeff", "\u202e"]
)
def test_characters_nobody_sees_are_faults(character: str) -> None:
    (fault,) = faults(f"a{character}b")
    assert f"U+{ord(character):04X}" in fault.message


@pytest.mark.parametrize("character", ["\ufffd", "\ue000", "\U000e0041", "\u00ad"])
def test_broken_private_and_tag_characters_are_faults(character: str) -> None:
    assert len(list(faults(f"a{character}b"))) == 1


@pytest.mark.parametrize(
    "text",
    ["\u2067a", "a\u2069", "\u2067a\u202c", "\u202ba\u2069", "\u2069a\u2067"],
)
def test_marks_of_direction_must_match(text: str) -> None:
    (fault,) = faults(text)
    assert "direction" in fault.message


def test_a_run_of_direction_ends_on_its_own_line() -> None:
    (fault,) = faults("\u2067a\nb\u2069", lines=True)
    assert "direction" in fault.message


def test_line_breaks_pass_only_where_lines_are_shown() -> None:
    assert list(faults("a\nb", lines=True)) == []
    assert len(list(faults("a\nb"))) == 1


@pytest.mark.parametrize("text", ["\u200e\u200e", "\u3164", " \u2067\u2069", "\u0301"])
def test_a_text_of_which_nothing_is_seen_is_empty(text: str) -> None:
    (fault,) = faults(text)
    assert "empty" in fault.message


@pytest.mark.parametrize(
    ("script", "text", "is_written"),
    [
        ("Latn", "Oʻzbekcha, 2", True),
        ("Cyrl", "Қазақша", True),
        ("Arab", "أهلا وسهلا!", True),
        ("Latn", "Српски", False),
        ("Arab", "Urdu", False),
        ("Latn", "Magyar \U0001f389", False),
        ("Latn", "123", False),
        ("Latn", "日本語", False),
    ],
)
def test_a_name_is_written_in_the_letters_of_one_script(
    script: str, text: str, is_written: bool
) -> None:
    assert is_written_in(script, text) is is_written


def test_a_word_too_long_for_any_line_is_a_fault() -> None:
    (fault,) = faults("b " + "a" * (LONGEST_WORD + 1))
    assert str(LONGEST_WORD) in fault.message


def test_a_source_may_be_a_long_address() -> None:
    assert list(faults("https://" + "a" * 200, longest_word=LONGEST_ADDRESS)) == []


@given(st.lists(st.text(LETTERS, min_size=1, max_size=20), min_size=1))
def test_words_of_any_script_pass(words: list[str]) -> None:
    assert list(faults(" ".join(words))) == []


@given(st.text())
def test_any_text_is_judged_without_falling_over(text: str) -> None:
    for fault in faults(text):
        assert fault.message
        assert fault.remedy

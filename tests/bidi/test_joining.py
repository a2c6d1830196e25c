"""The form of each Arabic letter, by code point."""

from __future__ import annotations

import pytest
from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]
from arabic_reshaper.letters import LETTERS_ARABIC  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bidi.joining import joined

SECOND_OPINION = ArabicReshaper(
    {"delete_harakat": False, "delete_tatweel": False, "ARABIC LIGATURE ALLAH": False}
)
LAM_AND_ALEFS = "\u0644\u0627\u0622\u0623\u0625"
BETWEEN = " \u200c\u064e\u0651\u0670\u0661\u060c\u0750"
LETTERS = sorted({*LETTERS_ARABIC} - {"\u200d"})
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("letters", "forms"),
    [
        # alone, seen and kaf keep their isolated form
        ("\u0633", "\ufeb1"),
        ("\u0643", "\ufed9"),
        # beh: initial, medial, final
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
        # dal joins only backwards, so reh after it stands alone
        ("\u062f\u0631", "\ufea9\ufead"),
        # seen, lam-alef, meem: salam
        ("\u0633\u0644\u0627\u0645", "\ufeb3\ufefc\ufee1"),
        # lam-alef alone, with madda, with hamza above and below
        ("\u0644\u0627", "\ufefb"),
        ("\u0644\u0622", "\ufef5"),
        ("\u0644\u0623", "\ufef7"),
        ("\u0644\u0625", "\ufef9"),
        # teh marbuta joins backwards
        ("\u0645\u062f\u064a\u0646\u0629", "\ufee3\ufeaa\ufef3\ufee8\ufe94"),
        # tatweel joins on both sides
        ("\u0645\u0640\u0645", "\ufee3\u0640\ufee2"),
        # hamza joins to nothing
        ("\u0645\u0627\u0621", "\ufee3\ufe8e\ufe80"),
        # two words do not join
        ("\u0645\u0646 \u0645\u0646", "\ufee3\ufee6 \ufee3\ufee6"),
        # peh and gaf of Persian
        ("\u067e\u06af", "\ufb58\ufb93"),
    ],
)
def test_letters_take_the_form_of_their_place(letters: str, forms: str) -> None:
    assert joined(letters) == forms


def test_short_vowels_stay_behind_their_letters() -> None:
    assert joined("\u0628\u0650\u0633\u0652\u0645") == "\ufe91\u0650\ufeb4\u0652\ufee2"


def test_a_vowel_between_lam_and_alef_does_not_part_them() -> None:
    assert joined("\u0644\u064e\u0627") == "\ufefb\u064e"


def test_god_is_written_with_four_letters_in_four_cells() -> None:
    assert joined("\u0627\u0644\u0644\u0647") == "\ufe8d\ufedf\ufee0\ufeea"


def test_a_non_joiner_parts_two_letters() -> None:
    assert joined("\u0628\u200c\u0628") == "\ufe8f\u200c\ufe8f"


@pytest.mark.parametrize(
    "text", ["", "NEXUS-HUB 116 117", "Україна", "\u05e9\u05dc\u05d5\u05dd", FAMILY]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert joined(text) == text


def test_a_picture_beside_arabic_stays_in_one_piece() -> None:
    assert joined(f"\u0628 {FAMILY}") == f"\ufe8f {FAMILY}"


def test_digits_are_no_letters() -> None:
    assert joined("\u0628\u0661\u0662\u0628") == "\ufe8f\u0661\u0662\ufe8f"


@given(st.text(st.sampled_from([*LETTERS, *LAM_AND_ALEFS * 6, *BETWEEN * 2])))
def test_another_program_joins_them_alike(letters: str) -> None:
    assert joined(letters) == SECOND_OPINION.reshape(letters)


@pytest.mark.parametrize(
    ("letters", "forms"),
    [
        ("\u0628\u200d", "\ufe91"),
        ("\u0628\u200d\u0628", "\ufe91\ufe90"),
        ("\u0628\u200d \u0628", "\ufe91 \ufe8f"),
        ("\u0647\u200d.", "\ufeeb."),
    ],
)
def test_a_joiner_is_a_neighbour_that_is_not_seen(letters: str, forms: str) -> None:
    """As in the date of the hijra, which ends with a heh that joins to nothing."""
    assert joined(letters) == forms

"""What people type of a code, and what it is."""

from __future__ import annotations

import pytest

from kiosk.domain import pairing


@pytest.mark.parametrize(
    "said", ["K7QM2XR0", "k7qm-2xr0", " K7QM 2XRO ", "K7QM-2XR0\n", "K 7 Q M 2 X R o"]
)
def test_a_code_is_read_however_it_was_typed(said: str) -> None:
    assert pairing.read(said) == "K7QM2XR0"


def test_letters_that_look_like_digits_are_these_digits() -> None:
    assert pairing.read("IL0OIL0O") == "11001100"


@pytest.mark.parametrize(
    "said", ["", "K7QM", "K7QM2XRUU", "K7QM2XRÄ", "?" * 8, "x" * 999]
)
def test_what_can_be_no_code_is_none(said: str) -> None:
    assert pairing.read(said) is None


def test_it_is_shown_in_two_halves() -> None:
    assert pairing.shown("K7QM2XR0") == "K7QM-2XR0"

from __future__ import annotations

import pytest

from kiosk.errors import WeakPassword
from kiosk.operations.password_rules import ANALYSED, check_strength
from tests.people import PASSWORD

NAME = "administrator"
PLACE = ("Willkommenszentrum", "Spremberg/Grodk", "Welcome Center Spree-Neiße")


def refused(password: str, name: str = NAME) -> bool:
    try:
        check_strength(password, name, PLACE)
    except WeakPassword:
        return True
    return False


def test_the_refusal_says_what_to_take_instead() -> None:
    for weak in ("short", "1234567890"):
        with pytest.raises(WeakPassword) as refusal:
            check_strength(weak, NAME)
        assert "words" in refusal.value.remedy


@pytest.mark.parametrize("password", ["", "short", "nine char", "пароль123"])
def test_a_short_one_is_refused(password: str) -> None:
    assert refused(password)


@pytest.mark.parametrize(
    "password",
    [
        *("1234567890", "0987654321", "password123!", "P@ssw0rd2026", "letmein1234"),
        *("iloveyou123", "liverpool1", "aaaaaaaaaaaa", "abababababab", "abcdefghijk"),
        *("Passwort123", "passwort2026", "hallo12345", "willkommen1", "schalke04!"),
        *("Sommer2025!", "Deutschland1", "heslo12345", "nexus-kiosk"),
    ],
)
def test_a_common_one_is_refused(password: str) -> None:
    assert refused(password)


@pytest.mark.parametrize(
    "password",
    [
        *("qwertyuiop", "qwertzuiop", "1q2w3e4r5t", "asdfghjklö", "yxcvbnm123"),
        *("azertyuiop", "йцукенгшщз", "qwertz12345"),
    ],
)
def test_a_row_of_keys_is_refused(password: str) -> None:
    assert refused(password)


@pytest.mark.parametrize(
    "password",
    ["Administrator", "administrator1", "4dm1n1str4tor", "administrator2026"],
)
def test_the_own_name_is_refused(password: str) -> None:
    assert refused(password)


def test_a_part_of_the_own_name_is_refused() -> None:
    assert refused("petrova2026", "anna.petrova@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "spremberg1",
        "Spremberg2026",
        "WelcomeCenter1",
        "Willkommenszentrum",
        "grodkgrodk",
    ],
)
def test_the_name_of_the_place_is_refused(password: str) -> None:
    assert refused(password)


@pytest.mark.parametrize(
    "password",
    [
        *(PASSWORD, "ten chars!", "пароль з слів", "correct horse battery"),
        *("x7Kp9qLm2v", "drei Enten im Schnee", "أربع كلمات قصيرة"),
    ],
)
def test_words_that_do_not_belong_together_pass_in_any_script(password: str) -> None:
    assert not refused(password)


def test_a_wide_form_of_a_common_one_is_no_better() -> None:
    assert refused("qwertzuiop".upper())
    assert refused("QWERTZUIOP\u00a0\u3000")


@pytest.mark.parametrize(
    "password", ["4@8({[</369&#$!1/|0$5+7%2" * 40, "a1" * 32_000, "ß" * 5000]
)
def test_an_endless_one_costs_no_more_than_its_start(password: str) -> None:
    """Else one form could hold a thread for minutes; it must only come back."""
    assert len(password) > ANALYSED
    check = refused(password)
    assert check in (True, False)

from __future__ import annotations

import threading

import pytest

from kiosk.errors import WeakPassword
from kiosk.operations.passwords import Passwords, check_strength
from kiosk.operations.secrets import hashed
from tests.hub_context import CHEAP_PASSWORDS
from tests.people import PASSWORD


def test_the_right_password_fits_and_a_wrong_one_does_not() -> None:
    kept = CHEAP_PASSWORDS.hash(PASSWORD)
    assert CHEAP_PASSWORDS.fits(PASSWORD, kept)
    assert not CHEAP_PASSWORDS.fits(PASSWORD + "!", kept)


def test_nothing_fits_an_account_without_a_password() -> None:
    assert not CHEAP_PASSWORDS.fits("", None)
    assert not CHEAP_PASSWORDS.fits(PASSWORD, None)


def test_nothing_fits_a_damaged_hash() -> None:
    assert not CHEAP_PASSWORDS.fits(PASSWORD, "not a hash")


def test_the_same_password_never_has_the_same_hash() -> None:
    assert CHEAP_PASSWORDS.hash(PASSWORD) != CHEAP_PASSWORDS.hash(PASSWORD)


def test_the_real_costs_are_argon2id_with_19_mebibyte() -> None:
    assert Passwords().hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=3,p=1$")


def test_a_flood_of_sign_ins_is_worked_off() -> None:
    kept = CHEAP_PASSWORDS.hash(PASSWORD)
    fits: list[bool] = []
    threads = [
        threading.Thread(
            target=lambda: fits.append(CHEAP_PASSWORDS.fits(PASSWORD, kept))
        )
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert fits == [True] * 20


def test_a_hash_of_other_costs_is_outdated() -> None:
    dearer = Passwords(rounds=2, memory_kib=8)
    kept = CHEAP_PASSWORDS.hash(PASSWORD)
    assert dearer.is_outdated(kept)
    assert dearer.fits(PASSWORD, kept)
    assert not CHEAP_PASSWORDS.is_outdated(kept)


@pytest.mark.parametrize(
    "password",
    ["", "short", "nine char", "aaaaaaaaaaaa", "abababababab", "Administrator"],
)
def test_a_weak_password_is_refused_with_a_remedy(password: str) -> None:
    with pytest.raises(WeakPassword) as refusal:
        check_strength(password, "administrator")
    assert "words" in refusal.value.remedy


@pytest.mark.parametrize("password", [PASSWORD, "ten chars!", "пароль з слів"])
def test_a_longer_one_passes_in_any_script(password: str) -> None:
    check_strength(password, "administrator")


def test_a_secret_is_kept_as_its_hash_only() -> None:
    assert hashed("secret") == hashed("secret")
    assert hashed("secret") != hashed("secret2")
    assert "secret" not in hashed("secret")
    assert len(hashed("secret")) == 64

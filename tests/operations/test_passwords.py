from __future__ import annotations

import threading

import pytest
from argon2 import PasswordHasher

from kiosk.operations.passwords import Passwords, forms, prepared
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


NFC = "M\u00fcller tr\u00e4gt Gr\u00fcn"
NFD = "Mu\u0308ller tra\u0308gt Gru\u0308n"


def test_a_password_opens_from_every_keyboard() -> None:
    for kept in (CHEAP_PASSWORDS.hash(NFC), CHEAP_PASSWORDS.hash(NFD)):
        assert CHEAP_PASSWORDS.fits(NFC, kept)
        assert CHEAP_PASSWORDS.fits(NFD, kept)
    assert not CHEAP_PASSWORDS.fits("Muller tragt Grun", CHEAP_PASSWORDS.hash(NFC))


@pytest.mark.parametrize("as_typed", [NFC, NFD])
def test_a_hash_of_before_opens_too(as_typed: str) -> None:
    """It was made of exactly what had been typed."""
    kept = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(as_typed)
    assert CHEAP_PASSWORDS.fits(NFC, kept)
    assert CHEAP_PASSWORDS.fits(NFD, kept)


def test_blanks_of_every_width_are_blanks_and_nothing_else_is_changed() -> None:
    assert prepared("four\u3000quiet\u00a0birds") == "four quiet birds"
    assert prepared(" Four  Quiet ") == " Four  Quiet "
    assert prepared("\ufb01ve \uff21") == "\ufb01ve \uff21"  # as RFC 8265 has it


def test_a_usual_password_is_tried_once() -> None:
    assert forms(PASSWORD) == [PASSWORD]
    assert len(forms(NFD)) == 2


def test_a_secret_is_kept_as_its_hash_only() -> None:
    assert hashed("secret") == hashed("secret")
    assert hashed("secret") != hashed("secret2")
    assert "secret" not in hashed("secret")
    assert len(hashed("secret")) == 64

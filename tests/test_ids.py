"""What identities look like, and that no two are the same."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest

from kiosk.ids import CODE_ALPHABET, RandomIds
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from kiosk.ids import Ids

BOTH = pytest.mark.parametrize(
    "ids", [RandomIds(), CountingIds()], ids=["real", "fake"]
)


@BOTH
def test_a_ticket_id_is_32_hexadecimal_digits(ids: Ids) -> None:
    assert re.fullmatch("[0-9a-f]{32}", ids.ticket_id())
    assert re.fullmatch("[0-9a-f]{32}", ids.row_id())


@BOTH
def test_a_code_is_12_letters_of_its_alphabet(ids: Ids) -> None:
    code = ids.ticket_code()
    assert len(code) == 12
    assert set(code) <= set(CODE_ALPHABET)


@BOTH
def test_a_code_of_an_appointment_has_8_letters_of_it(ids: Ids) -> None:
    code = ids.appointment_code()
    assert len(code) == 8
    assert set(code) <= set(CODE_ALPHABET)


@BOTH
def test_nothing_is_drawn_twice(ids: Ids) -> None:
    draws = (ids.ticket_id, ids.ticket_code, ids.appointment_code, ids.row_id)
    for draw in (*draws, ids.secret):
        drawn = [draw() for _ in range(500)]
        assert len(set(drawn)) == 500


@BOTH
def test_ids_sort_in_the_order_they_were_drawn(ids: Ids) -> None:
    drawn = [ids.ticket_id() for _ in range(500)]
    assert drawn == sorted(drawn)


def test_a_real_ticket_id_is_a_uuid_of_version_7() -> None:
    assert uuid.UUID(hex=RandomIds().ticket_id()).version == 7


def test_a_real_secret_holds_256_bits_and_fits_an_address() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", RandomIds().secret())


def test_the_alphabet_has_32_letters_and_none_that_look_alike() -> None:
    assert len(set(CODE_ALPHABET)) == 32
    assert not set("ILOU") & set(CODE_ALPHABET)


def test_codes_stay_in_the_small_mode_of_qr_codes() -> None:
    alphanumeric = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert set(CODE_ALPHABET) <= alphanumeric


def test_every_letter_of_the_alphabet_is_drawn() -> None:
    ids = RandomIds()
    drawn = {letter for _ in range(400) for letter in ids.ticket_code()}
    assert drawn == set(CODE_ALPHABET)

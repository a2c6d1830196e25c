from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooManyTries,
    WeakPassword,
)
from kiosk.ids import StaffId
from kiosk.operations import accounts
from kiosk.operations.passwords import Passwords
from tests.hub_context import attempt, join, sign_in, statements
from tests.people import ADMINISTRATOR, COUNSELLOR_1, COUNSELLOR_2, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

NAME = COUNSELLOR_1.sign_in_name


def _invite(ctx: Context) -> str:
    return accounts.invite(ctx, NAME, Rights.of(Role.COUNSELLOR))


def test_an_invitation_leads_to_a_password_and_that_to_signing_in(
    ctx: Context,
) -> None:
    secret = _invite(ctx)
    assert accounts.invitation(ctx, secret).sign_in_name == NAME
    accepted = accounts.accept_invitation(ctx, secret, PASSWORD)
    assert sign_in(ctx, NAME, PASSWORD) == accepted
    assert accounts.staff(ctx, accepted.id) == accepted
    assert not accepted.may_administer()


def test_an_invitation_works_once(ctx: Context) -> None:
    secret = _invite(ctx)
    accounts.accept_invitation(ctx, secret, PASSWORD)
    with pytest.raises(NotFound):
        accounts.invitation(ctx, secret)
    with pytest.raises(NotFound):
        accounts.accept_invitation(ctx, secret, "another long password")
    sign_in(ctx, NAME, PASSWORD)


def test_an_invitation_lasts_a_day(ctx: Context, clock: FixedClock) -> None:
    secret = _invite(ctx)
    clock.advance(hours=23, minutes=59)
    accounts.invitation(ctx, secret)
    clock.advance(minutes=1)
    with pytest.raises(NotFound) as refusal:
        accounts.invitation(ctx, secret)
    assert "new one" in refusal.value.remedy


def test_a_weak_password_does_not_use_up_the_invitation(ctx: Context) -> None:
    secret = _invite(ctx)
    with pytest.raises(WeakPassword):
        accounts.accept_invitation(ctx, secret, "short")
    accounts.accept_invitation(ctx, secret, PASSWORD)


def test_a_made_up_secret_opens_nothing(ctx: Context) -> None:
    _invite(ctx)
    with pytest.raises(NotFound):
        accounts.accept_invitation(ctx, "made-up", PASSWORD)


def test_whoever_was_only_invited_cannot_sign_in(ctx: Context) -> None:
    _invite(ctx)
    with pytest.raises(NotSignedIn):
        sign_in(ctx, NAME, "")


def test_a_second_invitation_is_for_a_forgotten_password(
    ctx: Context, first: Staff
) -> None:
    secret = _invite(ctx)
    sign_in(ctx, NAME, PASSWORD)
    accounts.accept_invitation(ctx, secret, "a new long password")
    renewed = sign_in(ctx, NAME, "a new long password")
    assert renewed == first
    with pytest.raises(NotSignedIn):
        sign_in(ctx, NAME, PASSWORD)


def test_only_the_newest_invitation_counts(ctx: Context) -> None:
    old = _invite(ctx)
    new = _invite(ctx)
    with pytest.raises(NotFound):
        accounts.invitation(ctx, old)
    accounts.invitation(ctx, new)


def test_an_invitation_does_not_change_a_role(ctx: Context, first: Staff) -> None:
    with pytest.raises(Conflict, match="counsellor already"):
        accounts.invite(ctx, first.sign_in_name, Rights.of(Role.ADMINISTRATOR))


@pytest.mark.parametrize("name", ["", "  ", "a b", "x" * 65, "a/b", "a\nb"])
def test_a_name_that_cannot_be_typed_is_refused(ctx: Context, name: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        accounts.invite(ctx, name, Rights.of(Role.COUNSELLOR))
    assert "letters" in refusal.value.remedy


def test_capital_letters_and_blanks_around_a_name_do_not_matter(
    ctx: Context, first: Staff
) -> None:
    assert sign_in(ctx, f" {NAME.upper()} ", PASSWORD) == first


@pytest.mark.parametrize(
    ("name", "password"),
    [(NAME, "wrong password"), (NAME, ""), ("nobody", PASSWORD), ("", "")],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    ctx: Context, first: Staff, name: str, password: str
) -> None:
    assert first.active
    with pytest.raises(NotSignedIn, match="do not fit together"):
        sign_in(ctx, name, password)


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    ctx: Context, first: Staff
) -> None:
    class Counting(Passwords):
        rounds = 0

        def fits(self, password: str, password_hash: str | None) -> bool:
            self.rounds += 1
            return super().fits(password, password_hash)

    counting = Counting(rounds=1, memory_kib=8)
    counted = replace(ctx, passwords=counting)
    for name in (first.sign_in_name, "nobody"):
        with pytest.raises(NotSignedIn):
            sign_in(counted, name, "wrong password")
    assert counting.rounds == 2


@pytest.mark.parametrize("name", [NAME, "nobody"])
def test_after_ten_failures_one_must_wait(
    ctx: Context, clock: FixedClock, first: Staff, name: str
) -> None:
    assert first.active
    for _ in range(10):
        with pytest.raises(NotSignedIn):
            sign_in(ctx, name, "wrong password")
    with pytest.raises(TooManyTries):
        sign_in(ctx, name, PASSWORD)
    clock.advance(minutes=15)
    sign_in(ctx, NAME, PASSWORD)


def test_a_new_password_ends_the_waiting(ctx: Context, first: Staff) -> None:
    for _ in range(10):
        with pytest.raises(NotSignedIn):
            sign_in(ctx, NAME, "wrong password")
    accounts.accept_invitation(ctx, _invite(ctx), PASSWORD)
    assert sign_in(ctx, NAME, PASSWORD) == first


def test_signing_in_renews_a_hash_of_older_costs(ctx: Context, first: Staff) -> None:
    dearer = replace(ctx, passwords=Passwords(rounds=2, memory_kib=8))
    sign_in(dearer, NAME, PASSWORD)
    assert sign_in(dearer, NAME, PASSWORD) == first


def test_who_is_deactivated_is_out_at_once(ctx: Context, first: Staff) -> None:
    accounts.deactivate(ctx, first.id)
    with pytest.raises(NotSignedIn):
        accounts.staff(ctx, first.id)
    with pytest.raises(NotSignedIn):
        sign_in(ctx, NAME, PASSWORD)
    (somebody,) = accounts.list_staff(ctx)
    assert not somebody.active


def test_deactivation_voids_an_open_invitation(ctx: Context, first: Staff) -> None:
    secret = _invite(ctx)
    accounts.deactivate(ctx, first.id)
    with pytest.raises(NotFound):
        accounts.accept_invitation(ctx, secret, PASSWORD)


def test_a_later_invitation_brings_somebody_back(ctx: Context, first: Staff) -> None:
    accounts.deactivate(ctx, first.id)
    back = accounts.accept_invitation(ctx, _invite(ctx), PASSWORD)
    assert (back.id, back.active) == (first.id, True)


def test_the_last_administrator_stays(ctx: Context) -> None:
    only = join(ctx, ADMINISTRATOR)
    accounts.invite(ctx, "second-administrator", Rights.of(Role.ADMINISTRATOR))
    with pytest.raises(NotAllowed, match="last administrator"):
        accounts.deactivate(ctx, only.id)
    assert accounts.staff(ctx, only.id).active
    assert accounts.has_administrator(ctx)


def test_one_of_two_administrators_may_go(ctx: Context) -> None:
    one = join(ctx, ADMINISTRATOR)
    other = join(ctx, replace(ADMINISTRATOR, sign_in_name="second-administrator"))
    accounts.deactivate(ctx, one.id)
    with pytest.raises(NotAllowed):
        accounts.deactivate(ctx, other.id)


def test_nobody_unknown_can_be_deactivated(ctx: Context) -> None:
    with pytest.raises(NotFound):
        accounts.deactivate(ctx, StaffId("no"))


def test_an_invited_administrator_is_none_yet(ctx: Context) -> None:
    assert not accounts.has_administrator(ctx)
    secret = accounts.invite(ctx, "administrator", Rights.of(Role.ADMINISTRATOR))
    assert not accounts.has_administrator(ctx)
    accounts.accept_invitation(ctx, secret, PASSWORD)
    assert accounts.has_administrator(ctx)


def test_staff_are_listed_by_name(ctx: Context) -> None:
    for person in (COUNSELLOR_2, COUNSELLOR_1, ADMINISTRATOR):
        join(ctx, person)
    names = [somebody.sign_in_name for somebody in accounts.list_staff(ctx)]
    assert names == ["administrator", "counsellor-1", "counsellor-2"]


def test_neither_password_nor_secret_is_in_the_database(
    ctx: Context, tmp_path: Path
) -> None:
    secret = _invite(ctx)
    accounts.accept_invitation(ctx, _invite(ctx), PASSWORD)
    ctx.database.scrub()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in stored
    assert secret.encode() not in stored


def test_a_name_may_be_as_long_as_the_refusal_says(ctx: Context) -> None:
    accounts.invite(ctx, "x" * 64, Rights.of(Role.COUNSELLOR))
    assert accounts.list_staff(ctx)[0].sign_in_name == "x" * 64


@pytest.mark.parametrize("name", ["a b", "a\0b", "", "'; --"])
def test_nobody_is_looked_for_by_what_no_account_can_be_called(
    ctx: Context, name: str
) -> None:
    with statements(ctx.database) as asked:
        attempt(ctx, name)
    assert not any("FROM staff" in statement for statement in asked)

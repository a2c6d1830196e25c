from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role, Staff
from kiosk.domain.audit import AuditDeed
from kiosk.domain.second_factors import RECOVERY_CODES, Passkey, SecondFactors
from kiosk.errors import (
    KeyUnusable,
    NotFound,
    NotSignedIn,
    SecondFactorMissing,
    TooManyTries,
)
from kiosk.ids import StaffId
from kiosk.operations import accounts, audit, sealing, second_factor, sessions
from kiosk.operations.sealing import Seal
from kiosk.operations.sessions import Opening
from kiosk.store import second_factors
from tests.fakes.clock import NOON
from tests.hub_context import code_of, join, set_up_second_factor
from tests.people import COUNSELLOR_1, COUNSELLOR_2, PUBLISHER

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

HALF_MINUTE = 30


@pytest.fixture
def mira(ctx: Context) -> Staff:
    """Needs none and wants one."""
    return join(ctx, COUNSELLOR_1)


@pytest.fixture
def key(ctx: Context, mira: Staff, clock: FixedClock) -> str:
    """Of her app; the code that confirmed it is over."""
    made = set_up_second_factor(ctx, mira)
    clock.advance(minutes=2)
    return made


def begin(ctx: Context, session: str, staff: Staff, *, proved: bool = False) -> None:
    now = ctx.clock.now() if proved else None
    sessions.begin(ctx, session, Opening(staff.id, staff.credentials, "", now))


def is_taken(ctx: Context, staff: Staff, code: str) -> bool:
    try:
        second_factor.prove(ctx, staff, code)
    except NotSignedIn:
        return False
    return True


def test_it_counts_once_a_code_was_sent_back(ctx: Context, mira: Staff) -> None:
    begin(ctx, "hers", mira)
    offer = second_factor.offer(ctx, "hers", mira)
    assert not accounts.staff(ctx, mira.id).has_second_factor
    assert f"secret={offer.key}" in offer.address
    assert mira.sign_in_name in offer.address
    codes = second_factor.confirm(ctx, "hers", mira, code_of(ctx, offer.key))
    assert len(set(codes)) == RECOVERY_CODES
    known = accounts.staff(ctx, mira.id)
    assert known.has_second_factor
    assert known.must_prove()
    assert second_factor.state(ctx, mira.id).codes_left == RECOVERY_CODES


@pytest.mark.parametrize("typed", ["000000", "", "x", "\u0661" * 6])
def test_a_wrong_code_confirms_nothing(ctx: Context, mira: Staff, typed: str) -> None:
    begin(ctx, "hers", mira)
    second_factor.offer(ctx, "hers", mira)
    with pytest.raises(NotSignedIn):
        second_factor.confirm(ctx, "hers", mira, typed)
    assert not accounts.staff(ctx, mira.id).has_second_factor


def test_the_same_browser_is_offered_the_same_key_and_no_other(
    ctx: Context, mira: Staff
) -> None:
    """Who stole a password and looked first must not know what its owner confirms."""
    begin(ctx, "hers", mira)
    begin(ctx, "a thief's", mira)
    hers = second_factor.offer(ctx, "hers", mira)
    assert second_factor.offer(ctx, "hers", mira) == hers
    stolen = second_factor.offer(ctx, "a thief's", mira)
    assert stolen.key != hers.key
    with pytest.raises(NotSignedIn):
        second_factor.confirm(ctx, "hers", mira, code_of(ctx, stolen.key))


def test_without_an_offer_nothing_is_confirmed(ctx: Context, mira: Staff) -> None:
    with pytest.raises(NotSignedIn):
        second_factor.confirm(ctx, "no session", mira, "123456")


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_a_phone_may_be_half_a_minute_off(
    ctx: Context, mira: Staff, key: str, later: int
) -> None:
    assert is_taken(ctx, mira, code_of(ctx, key, later))


@pytest.mark.parametrize("later", [-2, 2])
def test_and_no_more_than_that(ctx: Context, mira: Staff, key: str, later: int) -> None:
    assert not is_taken(ctx, mira, code_of(ctx, key, later))


def test_blanks_in_a_code_do_not_matter(ctx: Context, mira: Staff, key: str) -> None:
    code = code_of(ctx, key)
    assert is_taken(ctx, mira, f" {code[:3]} {code[3:]} ")


def test_a_code_is_taken_once_and_none_older_after_it(
    ctx: Context, clock: FixedClock, mira: Staff, key: str
) -> None:
    older, code = code_of(ctx, key, -1), code_of(ctx, key)
    assert is_taken(ctx, mira, code)
    assert not is_taken(ctx, mira, code)
    assert not is_taken(ctx, mira, older)
    clock.advance(seconds=HALF_MINUTE)
    assert not is_taken(ctx, mira, code)
    assert is_taken(ctx, mira, code_of(ctx, key))


def test_the_code_that_confirmed_it_is_used_up(ctx: Context, mira: Staff) -> None:
    key = set_up_second_factor(ctx, mira)
    assert not is_taken(ctx, mira, code_of(ctx, key))
    assert is_taken(ctx, mira, code_of(ctx, key, 1))


def test_a_recovery_code_works_once_and_is_noted(
    ctx: Context, mira: Staff, key: str
) -> None:
    code, other, *_rest = second_factor.renew_codes(ctx, mira)
    assert is_taken(ctx, mira, code)
    assert not is_taken(ctx, mira, code)
    assert is_taken(ctx, mira, other.lower().replace("-", " ").replace("0", "o"))
    assert second_factor.state(ctx, mira.id).codes_left == RECOVERY_CODES - 2
    newest = audit.look(ctx).entries[0]
    assert (newest.by, newest.deed) == (mira.sign_in_name, AuditDeed.RECOVERY_CODE_USED)


def test_new_recovery_codes_end_the_old_ones(
    ctx: Context, mira: Staff, key: str
) -> None:
    old = second_factor.renew_codes(ctx, mira)
    second_factor.renew_codes(ctx, mira)
    assert not is_taken(ctx, mira, old[0])


def test_a_recovery_code_of_somebody_else_opens_nothing(
    ctx: Context, mira: Staff, key: str
) -> None:
    other = join(ctx, COUNSELLOR_2)
    set_up_second_factor(ctx, other)
    codes = second_factor.renew_codes(ctx, other)
    assert not is_taken(ctx, mira, codes[0])
    assert is_taken(ctx, other, codes[0])


def test_tries_are_bounded_wherever_they_come_from(
    ctx: Context, clock: FixedClock, mira: Staff, key: str
) -> None:
    for _ in range(6):
        assert not is_taken(ctx, mira, "000000")
    with pytest.raises(TooManyTries):
        second_factor.prove(ctx, mira, code_of(ctx, key))
    with pytest.raises(TooManyTries):
        second_factor.prove(ctx, mira, "K000-0000-0000-0001")
    clock.advance(minutes=15)
    assert is_taken(ctx, mira, code_of(ctx, key))


def test_a_right_code_forgives_the_wrong_ones(
    ctx: Context, clock: FixedClock, mira: Staff, key: str
) -> None:
    for _ in range(3):
        for _ in range(4):
            assert not is_taken(ctx, mira, "000000")
        clock.advance(seconds=HALF_MINUTE)
        assert is_taken(ctx, mira, code_of(ctx, key))


def test_who_has_one_proves_it_before_another_takes_its_place(
    ctx: Context, clock: FixedClock, mira: Staff, key: str
) -> None:
    mira = accounts.staff(ctx, mira.id)
    begin(ctx, "with the password alone", mira)
    with pytest.raises(SecondFactorMissing):
        second_factor.offer(ctx, "with the password alone", mira)
    begin(ctx, "hers", mira, proved=True)
    new = second_factor.offer(ctx, "hers", mira)
    clock.advance(minutes=11)
    with pytest.raises(SecondFactorMissing):
        second_factor.confirm(ctx, "hers", mira, code_of(ctx, new.key))
    sessions.prove_again(ctx, "hers")
    second_factor.confirm(ctx, "hers", mira, code_of(ctx, new.key))
    assert not is_taken(ctx, mira, code_of(ctx, key, 1))
    assert is_taken(ctx, mira, code_of(ctx, new.key, 1))


def test_a_reset_takes_all_of_it_and_every_session(
    ctx: Context, mira: Staff, key: str
) -> None:
    codes = second_factor.renew_codes(ctx, mira)
    begin(ctx, "hers", mira, proved=True)
    second_factor.reset(ctx, mira.id, by="boss")
    assert not accounts.staff(ctx, mira.id).has_second_factor
    assert sessions.whose(ctx, "hers") is None
    assert not is_taken(ctx, mira, codes[0])
    assert not is_taken(ctx, mira, code_of(ctx, key))
    newest = audit.look(ctx).entries[0]
    assert (newest.by, newest.deed, newest.about) == (
        "boss",
        AuditDeed.SECOND_FACTOR_RESET,
        mira.sign_in_name,
    )


def test_nobody_unknown_is_reset(ctx: Context) -> None:
    with pytest.raises(NotFound):
        second_factor.reset(ctx, StaffId("nobody"))


def test_a_publisher_must_prove_from_the_first_day(ctx: Context) -> None:
    secret = accounts.invite(ctx, PUBLISHER.sign_in_name, PUBLISHER.rights)
    somebody = accounts.accept_invitation(ctx, secret, "four quiet birds wait")
    assert somebody.must_prove()
    assert not somebody.has_second_factor


def test_a_stolen_database_holds_neither_key_nor_code(
    ctx: Context, mira: Staff, key: str
) -> None:
    codes = second_factor.renew_codes(ctx, mira)
    with ctx.database.read() as connection:
        kept = second_factors.key_of(connection, mira.id)
        rows = connection.exec_driver_sql("SELECT * FROM recovery_codes").all()
    assert kept is not None
    assert key not in kept.sealed_key
    assert ctx.seal.opened(kept.sealed_key) == key
    assert not any(code.replace("-", "") in str(rows) for code in codes)


@pytest.mark.parametrize("seal", [Seal(), Seal(sealing.new_key()), Seal("broken")])
def test_without_its_key_an_app_is_told_so_and_recovery_codes_still_work(
    ctx: Context, mira: Staff, key: str, seal: Seal
) -> None:
    codes = second_factor.renew_codes(ctx, mira)
    elsewhere = replace(ctx, seal=seal)
    with pytest.raises(KeyUnusable) as refusal:
        second_factor.prove(elsewhere, mira, code_of(ctx, key))
    assert "reset-second-factor" in refusal.value.remedy
    assert is_taken(elsewhere, mira, codes[0])


@pytest.mark.parametrize(
    ("app", "passkeys", "must", "may"),
    [
        (True, 0, False, True),
        (True, 0, True, False),
        (True, 1, True, True),
        (False, 1, True, False),
        (False, 0, False, False),
    ],
)
def test_an_app_may_go_where_something_else_takes_its_place_or_none_is_needed(
    *, app: bool, passkeys: int, must: bool, may: bool
) -> None:
    role = Role.PUBLISHER if must else Role.COUNSELLOR
    somebody = Staff(StaffId("1"), "mira", Rights.of(role))
    keys = (Passkey("1", "phone", NOON, None),) * passkeys
    factors = SecondFactors(NOON if app else None, RECOVERY_CODES, keys)
    assert second_factor.may_switch_off(somebody, factors) is may

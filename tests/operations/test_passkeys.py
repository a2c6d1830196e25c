from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.audit import AuditDeed
from kiosk.errors import Conflict, NotSignedIn, SecondFactorMissing, TooManyTries
from kiosk.operations import accounts, audit, passkeys, second_factor, sessions
from kiosk.operations.passkeys import PasskeyPlace, place
from kiosk.operations.sessions import Opening
from tests.fakes.authenticator import Authenticator
from tests.hub_context import join, set_up_second_factor
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

HERE = PasskeyPlace("hub.example", "https://hub.example")
SESSION = "hers"


@pytest.fixture
def mira(ctx: Context) -> Staff:
    somebody = join(ctx, COUNSELLOR_1)
    begin(ctx, somebody)
    return somebody


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(HERE.origin)


def begin(ctx: Context, staff: Staff) -> None:
    now = ctx.clock.now()
    sessions.begin(ctx, SESSION, Opening(staff.id, staff.credentials, "", now))


def add(
    ctx: Context, staff: Staff, device: Authenticator, name: str = "p"
) -> list[str]:
    answer = device.make(passkeys.offer(ctx, HERE, SESSION, staff))
    return passkeys.add(ctx, HERE, SESSION, staff, name=name, answer=answer)


def prove(ctx: Context, staff: Staff, device: Authenticator) -> None:
    answer = device.sign(passkeys.ask(ctx, HERE, SESSION, staff))
    passkeys.prove(ctx, HERE, SESSION, staff, answer)


def test_a_passkey_is_a_second_factor_with_recovery_codes(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    codes = add(ctx, mira, device, "  my   phone ")
    assert len(codes) == 10
    assert accounts.staff(ctx, mira.id).has_second_factor
    prove(ctx, mira, device)
    (kept,) = second_factor.state(ctx, mira.id).passkeys
    assert (kept.name, kept.used_at) == ("my phone", ctx.clock.now())
    second_factor.prove(ctx, mira, codes[0])
    added = audit.look(ctx).entries[1]
    assert (added.deed, added.about) == (AuditDeed.PASSKEY_ADDED, "my phone")


def test_beside_an_app_it_brings_no_new_codes(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    set_up_second_factor(ctx, mira)
    assert add(ctx, mira, device) == []
    (only,) = second_factor.state(ctx, mira.id).passkeys
    passkeys.remove(ctx, mira, only.id_hash)
    assert second_factor.state(ctx, mira.id).passkeys == ()


def test_who_has_a_second_factor_proves_it_before_adding(
    ctx: Context, clock: FixedClock, mira: Staff, device: Authenticator
) -> None:
    add(ctx, mira, device)
    clock.advance(minutes=11)
    mira = accounts.staff(ctx, mira.id)
    with pytest.raises(SecondFactorMissing):
        passkeys.offer(ctx, HERE, SESSION, mira)
    with pytest.raises(SecondFactorMissing):
        passkeys.add(ctx, HERE, SESSION, mira, name="x", answer="{}")


def test_an_answer_is_taken_once(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    answer = device.make(passkeys.offer(ctx, HERE, SESSION, mira))
    passkeys.add(ctx, HERE, SESSION, mira, name="p", answer=answer)
    signed = device.sign(passkeys.ask(ctx, HERE, SESSION, mira))
    passkeys.prove(ctx, HERE, SESSION, mira, signed)
    with pytest.raises(NotSignedIn):
        passkeys.prove(ctx, HERE, SESSION, mira, signed)
    passkeys.ask(ctx, HERE, SESSION, mira)  # another question
    with pytest.raises(NotSignedIn):
        passkeys.prove(ctx, HERE, SESSION, mira, signed)


def test_what_was_made_or_signed_for_another_site_is_refused(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    device.origin = "https://evil.example"
    with pytest.raises(NotSignedIn):
        add(ctx, mira, device)
    device.origin = HERE.origin
    add(ctx, mira, device)
    device.origin = "https://evil.example"
    with pytest.raises(NotSignedIn):
        prove(ctx, mira, device)


def test_another_device_opens_nothing(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    add(ctx, mira, device)
    stranger = Authenticator(HERE.origin, 2)
    with pytest.raises(NotSignedIn):
        prove(ctx, mira, stranger)
    stranger.credential_id = device.credential_id
    with pytest.raises(NotSignedIn):
        prove(ctx, mira, stranger)


def test_a_copied_device_is_noticed_by_its_count(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    add(ctx, mira, device)
    for _ in range(3):
        prove(ctx, mira, device)
    device.count = 1
    with pytest.raises(NotSignedIn):
        prove(ctx, mira, device)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "x" * 99_999, '{"id": 1}'])
def test_nonsense_is_refused_and_bounded(
    ctx: Context, mira: Staff, device: Authenticator, answer: str
) -> None:
    passkeys.offer(ctx, HERE, SESSION, mira)
    with pytest.raises(NotSignedIn):
        passkeys.add(ctx, HERE, SESSION, mira, name="p", answer=answer)
    add(ctx, mira, device)
    for _ in range(6):
        passkeys.ask(ctx, HERE, SESSION, mira)
        with pytest.raises(NotSignedIn):
            passkeys.prove(ctx, HERE, SESSION, mira, answer)
    with pytest.raises(TooManyTries):
        prove(ctx, mira, device)


def test_one_device_is_added_once(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    add(ctx, mira, device)
    with pytest.raises(Conflict):
        add(ctx, mira, device)


def test_there_are_ten_at_most(ctx: Context, mira: Staff) -> None:
    for number in range(1, 11):
        add(ctx, mira, Authenticator(HERE.origin, number))
    with pytest.raises(Conflict):
        add(ctx, mira, Authenticator(HERE.origin, 11))


def test_the_last_second_factor_stays(
    ctx: Context, mira: Staff, device: Authenticator
) -> None:
    add(ctx, mira, device)
    (kept,) = second_factor.state(ctx, mira.id).passkeys
    with pytest.raises(Conflict):
        passkeys.remove(ctx, mira, kept.id_hash)
    add(ctx, mira, Authenticator(HERE.origin, 2))
    passkeys.remove(ctx, mira, kept.id_hash)
    passkeys.remove(ctx, mira, kept.id_hash)
    assert len(second_factor.state(ctx, mira.id).passkeys) == 1
    assert audit.look(ctx).entries[0].deed is AuditDeed.PASSKEY_REMOVED


def test_without_one_nothing_is_asked(ctx: Context, mira: Staff) -> None:
    assert passkeys.ask(ctx, HERE, SESSION, mira) == ""


@pytest.mark.parametrize(
    ("address", "host", "found"),
    [
        ("https://hub.example", "hub.example", HERE),
        ("https://hub.example", "evil.example", HERE),
        ("http://hub.example", "hub.example", None),
        ("https://192.0.2.7", "192.0.2.7", None),
        ("https://[2001:db8::1]:8443", "x", None),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", None),
        (
            "http://127.0.0.1:8080",
            "localhost:8080",
            PasskeyPlace("localhost", "http://localhost:8080"),
        ),
        ("http://127.0.0.1:8080", "localhost.evil.example", None),
        ("http://127.0.0.1:8080", "", None),
        ("http://127.0.0.1:8080", "[", None),
    ],
)
def test_they_are_offered_where_browsers_make_them(
    address: str, host: str, found: PasskeyPlace | None
) -> None:
    assert place(address, host) == found


@pytest.mark.parametrize("left_out", [1, 3, -1, -2, -3])
def test_a_key_without_all_its_parts_is_refused(
    ctx: Context, mira: Staff, device: Authenticator, left_out: int
) -> None:
    device.leaves_out = left_out
    with pytest.raises(NotSignedIn):
        add(ctx, mira, device)

"""The second factor of staff: codes of an app, and recovery codes for the day without
it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.domain.second_factors import (
    DIGITS,
    RECOVERY_CODES,
    STEP_SECONDS,
    SecondFactors,
)
from kiosk.domain.sessions import is_fresh
from kiosk.errors import Conflict, NotFound, NotSignedIn, SecondFactorMissing
from kiosk.operations import audit, tries
from kiosk.operations.secrets import hashed
from kiosk.operations.tries import Asker, AskerKind
from kiosk.store import passkeys, sessions
from kiosk.store import second_factors as store
from kiosk.store import staff as accounts
from kiosk.store.second_factors import KeptKey

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.access import Staff
    from kiosk.ids import StaffId
    from kiosk.operations.context import Context
    from kiosk.operations.tries import Attempt
    from kiosk.store.database import Connection

LIKE_A_DIGIT = str.maketrans("OIL", "011")
"""What the alphabet of recovery codes leaves out, and people read into it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A key that counts once a code made of it was sent back."""

    key: str
    address: str
    """What an app reads from the QR code."""


def offer(ctx: Context, session_id: str, staff: Staff) -> Offer:
    """The same again for the same browser, and never that of another one: whoever
    stole a password must not have seen the key that its owner then confirms."""
    from pyotp import TOTP

    id_hash = hashed(session_id)
    with ctx.database.begin() as connection:
        check_may_replace(ctx, connection, id_hash, staff)
        sealed = sessions.offered_key(connection, id_hash)
        key = ctx.seal.opened(sealed) if sealed else ctx.ids.shared_key()
        if sealed is None:
            sessions.set_offered_key(connection, id_hash, ctx.seal.sealed(key))
    name = str(next(iter(ctx.catalogue().site.name.texts.values())))
    address = TOTP(key).provisioning_uri(name=staff.sign_in_name, issuer_name=name)
    return Offer(key, address)


def confirm(ctx: Context, session_id: str, staff: Staff, code: str) -> list[str]:
    """From now on it is asked for. Answers the recovery codes, which are kept as
    hashes only. Raises `NotSignedIn` for a wrong code, `TooManyTries`."""
    counted = attempt(ctx, staff)
    id_hash = hashed(session_id)
    with ctx.database.read() as connection:
        check_may_replace(ctx, connection, id_hash, staff)
        sealed = sessions.offered_key(connection, id_hash)
    step = _step_of(ctx.seal.opened(sealed), code, ctx.clock.now()) if sealed else None
    if sealed is None or step is None:
        raise _wrong()
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        store.put_key(connection, staff.id, KeptKey(sealed, now, step))
        sessions.set_offered_key(connection, id_hash, None)
        codes = new_codes(ctx, connection, staff.id)
        audit.note(ctx, connection, staff.sign_in_name, AuditDeed.SECOND_FACTOR_SET_UP)
    tries.succeeded(ctx, counted)
    return codes


def prove(ctx: Context, staff: Staff, code: str) -> None:
    """By a code of the app, or a recovery code; each works once.

    Raises `NotSignedIn` for a wrong one, and `TooManyTries`.
    """
    counted = attempt(ctx, staff)
    typed = "".join(letter for letter in code.upper() if letter.isalnum())[:32]
    if len(typed) == DIGITS and typed.isdigit():
        right = _is_code_of_app(ctx, staff.id, typed)
    else:
        right = _is_recovery_code(ctx, staff, typed)
    if not right:
        raise _wrong()
    tries.succeeded(ctx, counted)


def renew_codes(ctx: Context, staff: Staff) -> list[str]:
    """The old ones work no more."""
    with ctx.database.begin() as connection:
        deed = AuditDeed.RECOVERY_CODES_RENEWED
        audit.note(ctx, connection, staff.sign_in_name, deed)
        return new_codes(ctx, connection, staff.id)


def reset(ctx: Context, staff_id: StaffId, *, by: str = BY_COMMAND) -> None:
    """For who lost all of it: signed out everywhere, and asked to set it up anew after
    the password. Raises `NotFound`."""
    with ctx.database.begin() as connection:
        somebody = accounts.by_id(connection, staff_id)
        if somebody is None:
            raise NotFound("There is no such account.", remedy="Reload the list.")
        store.remove_key(connection, staff_id)
        store.remove_codes(connection, staff_id)
        passkeys.remove_of(connection, staff_id)
        sessions.remove_of(connection, staff_id)
        name = somebody.sign_in_name
        audit.note(ctx, connection, by, AuditDeed.SECOND_FACTOR_RESET, name)


def may_switch_off(staff: Staff, factors: SecondFactors) -> bool:
    """Whether there is an app that need not be there: nothing else takes its place
    where one must give a second factor."""
    instead = bool(factors.passkeys) or not staff.rights.need_second_factor()
    return factors.app_since is not None and instead


def switch_off(ctx: Context, staff: Staff, code: str) -> None:
    """The app is asked for no more, by its owner's wish, whose password was given.

    Raises `NotSignedIn` for a wrong code, `TooManyTries`, and `Conflict`.
    """
    factors = state(ctx, staff.id)
    if not may_switch_off(staff, factors):
        raise Conflict(
            "This account needs a second factor.",
            remedy="Set it up on another phone, or add a passkey first.",
        )
    prove(ctx, staff, code)
    with ctx.database.begin() as connection:
        store.remove_key(connection, staff.id)
        if not factors.passkeys:
            store.remove_codes(connection, staff.id)
        audit.note(ctx, connection, staff.sign_in_name, AuditDeed.APP_SWITCHED_OFF)


def state(ctx: Context, staff_id: StaffId) -> SecondFactors:
    with ctx.database.read() as connection:
        key = store.key_of(connection, staff_id)
        return SecondFactors(
            app_since=key.confirmed_at if key else None,
            codes_left=store.count_codes(connection, staff_id),
            passkeys=tuple(k.about for k in passkeys.of(connection, staff_id)),
        )


def check_may_replace(
    ctx: Context, connection: Connection, id_hash: str, staff: Staff
) -> None:
    """Who has one proves it before another one takes its place, or stands beside it.

    Raises `SecondFactorMissing`.
    """
    if not staff.has_second_factor:
        return
    session = sessions.valid(connection, id_hash, ctx.clock.now())
    if session is None or not is_fresh(session.proved_at, ctx.clock.now()):
        raise SecondFactorMissing(
            "There is a second factor, which was not given lately.",
            remedy="Give a code of it first.",
        )


def attempt(ctx: Context, staff: Staff) -> Attempt:
    """Counted as failed until it has succeeded. Raises `TooManyTries`."""
    asker = Asker(AskerKind.SECOND_FACTOR, "")
    return tries.begin(ctx, staff.sign_in_name, asker, staff.credentials)


def _is_code_of_app(ctx: Context, staff_id: StaffId, code: str) -> bool:
    with ctx.database.read() as connection:
        kept = store.key_of(connection, staff_id)
    if kept is None:
        return False
    step = _step_of(ctx.seal.opened(kept.sealed_key), code, ctx.clock.now())
    if step is None:
        return False
    with ctx.database.begin() as connection:
        return store.use_step(connection, staff_id, step)


def _is_recovery_code(ctx: Context, staff: Staff, typed: str) -> bool:
    wanted = _hash_of(staff.id, typed)
    with ctx.database.begin() as connection:
        used = store.use_code(connection, staff.id, wanted, ctx.clock.now())
        if used:
            name = staff.sign_in_name
            audit.note(ctx, connection, name, AuditDeed.RECOVERY_CODE_USED)
        return used


def _step_of(key: str, code: str, now: datetime) -> int | None:
    """Which half minute this is the code of: a phone's clock may be one off."""
    from pyotp import HOTP

    typed = "".join(letter for letter in code if letter.isalnum())
    if not (typed.isascii() and typed.isdigit()):
        return None
    this, found = int(now.timestamp()) // STEP_SECONDS, None
    for step in (this - 1, this, this + 1):
        if hmac.compare_digest(HOTP(key, digits=DIGITS).at(step), typed):
            found = step
    return found


def new_codes(ctx: Context, connection: Connection, staff_id: StaffId) -> list[str]:
    codes = [ctx.ids.recovery_code() for _ in range(RECOVERY_CODES)]
    hashes = [_hash_of(staff_id, code.replace("-", "")) for code in codes]
    store.put_codes(connection, staff_id, hashes)
    return codes


def _hash_of(staff_id: StaffId, code: str) -> str:
    return hashed(f"recovery code of {staff_id}: {code.translate(LIKE_A_DIGIT)}")


def _wrong() -> NotSignedIn:
    return NotSignedIn(
        "This code is not right, or was used before.",
        remedy="Wait for the next one. Look whether the phone tells the right time.",
    )

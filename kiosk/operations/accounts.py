"""Who works on the hub: invitations, signing in, leaving."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import Role, Staff
from kiosk.errors import Conflict, NotAllowed, NotFound, NotSignedIn
from kiosk.ids import StaffId
from kiosk.operations.passwords import check_strength
from kiosk.operations.secrets import hashed
from kiosk.store import staff as store

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

INVITATION_LASTS = timedelta(hours=24)
SIGN_IN_NAME = re.compile(r"[\w.@+-]{1,64}")


def invite(ctx: Context, sign_in_name: str, role: Role) -> str:
    """A one-time secret with which somebody sets their password, new or forgotten.

    Raises `Conflict` when the name is taken with another role.
    """
    name = _checked_name(sign_in_name)
    secret = ctx.ids.secret()
    with ctx.database.begin() as connection:
        known = store.by_name(connection, name)
        somebody = known.staff if known else _new(ctx, connection, name, role)
        if somebody.role is not role:
            raise Conflict(
                f"{name} is {somebody.role} already.",
                remedy=f"Invite them as {somebody.role}, or choose another name.",
            )
        store.invite(
            connection,
            somebody.id,
            hashed(secret),
            ctx.clock.now() + INVITATION_LASTS,
        )
    return secret


def invitation(ctx: Context, secret: str) -> Staff:
    """Whom it is for. Raises `NotFound` when it is used up or too old."""
    with ctx.database.read() as connection:
        return _invited(ctx, connection, secret)


def accept_invitation(ctx: Context, secret: str, password: str) -> Staff:
    """Raises `NotFound` or `WeakPassword`; a weak one does not use up the secret."""
    check_strength(password, invitation(ctx, secret).sign_in_name)
    password_hash = ctx.passwords.hash(password)  # slow: outside the transaction
    with ctx.database.begin() as connection:
        somebody = _invited(ctx, connection, secret)
        store.withdraw_invitation(connection, somebody.id)
        store.set_password(connection, somebody.id, password_hash)
        store.set_active(connection, somebody.id, active=True)
        ctx.sign_in_tries.succeeded(somebody.sign_in_name)
        return _present(connection, somebody.id)


def sign_in(ctx: Context, sign_in_name: str, password: str) -> Staff:
    """Raises `NotSignedIn`, in the same time whatever is wrong, or `TooManyTries`."""
    name = _normal(sign_in_name)
    ctx.sign_in_tries.begin(name, ctx.clock.now())
    with ctx.database.read() as connection:
        account = store.by_name(connection, name)
    kept = account.password_hash if account else None
    fits = ctx.passwords.fits(password, kept)
    if account is None or kept is None or not fits or not account.staff.active:
        raise NotSignedIn(
            "This name and password do not fit together.",
            remedy="Try again, or ask an administrator for a new invitation.",
        )
    ctx.sign_in_tries.succeeded(name)
    if ctx.passwords.is_outdated(kept):
        with ctx.database.begin() as connection:
            renewed = ctx.passwords.hash(password)
            store.set_password(connection, account.staff.id, renewed)
    return account.staff


def staff(ctx: Context, staff_id: StaffId) -> Staff:
    """Raises `NotSignedIn` when they are not here any more."""
    with ctx.database.read() as connection:
        return _present(connection, staff_id).on(ctx.today())


def account(ctx: Context, staff_id: StaffId) -> Staff:
    """Also one that is not in use any more. Raises `NotFound`."""
    with ctx.database.read() as connection:
        return _known(connection, staff_id)


def list_staff(ctx: Context) -> list[Staff]:
    """Each with their desk, if they are there now."""
    now, today = ctx.clock.now(), ctx.today()
    with ctx.database.read() as connection:
        everybody = store.everybody(connection)
    return [
        somebody if somebody.is_present(now, today) else replace(somebody, desk=None)
        for somebody in everybody
    ]


def has_administrator(ctx: Context) -> bool:
    """Whether anybody can sign in as administrator."""
    with ctx.database.read() as connection:
        return store.count_administrators(connection) > 0


def deactivate(ctx: Context, staff_id: StaffId) -> None:
    """They cannot sign in any more, with no invitation either.

    Raises `NotFound`, or `NotAllowed` for the last administrator.
    """
    with ctx.database.begin() as connection:
        somebody = _known(connection, staff_id)
        store.set_active(connection, staff_id, active=False)
        store.withdraw_invitation(connection, staff_id)
        if somebody.may_administer() and not store.count_administrators(connection):
            raise NotAllowed(
                f"{somebody.sign_in_name} is the last administrator.",
                remedy="Invite another administrator first.",
            )


def _new(ctx: Context, connection: Connection, name: str, role: Role) -> Staff:
    somebody = Staff(StaffId(ctx.ids.row_id()), name, role)
    store.add(connection, somebody)
    return somebody


def _invited(ctx: Context, connection: Connection, secret: str) -> Staff:
    somebody = store.invited(connection, hashed(secret), ctx.clock.now())
    if somebody is None:
        raise NotFound(
            "This invitation was used already, or it is too old.",
            remedy="Ask an administrator for a new one.",
        )
    return somebody


def _known(connection: Connection, staff_id: StaffId) -> Staff:
    somebody = store.by_id(connection, staff_id)
    if somebody is None:
        raise NotFound("There is no such account.", remedy="Reload the list.")
    return somebody


def _present(connection: Connection, staff_id: StaffId) -> Staff:
    somebody = store.by_id(connection, staff_id)
    if somebody is None or not somebody.active:
        raise NotSignedIn(
            "This account is not in use any more.", remedy="Ask an administrator."
        )
    return somebody


def _normal(sign_in_name: str) -> str:
    return sign_in_name.strip().casefold()[:64]


def _checked_name(sign_in_name: str) -> str:
    name = sign_in_name.strip().casefold()
    if not SIGN_IN_NAME.fullmatch(name):
        raise NotAllowed(
            f"{sign_in_name!r} is no sign-in name.",
            remedy="Use 1 to 64 letters, digits, dots, hyphens or an e-mail address.",
        )
    return name

"""Who works on the hub: invitations, signing in, leaving."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import Role, Staff
from kiosk.errors import (
    Conflict,
    InvitationOver,
    InvitationUsed,
    NotAllowed,
    NotFound,
    NotSignedIn,
)
from kiosk.ids import StaffId
from kiosk.operations import tries
from kiosk.operations.password_rules import check_strength
from kiosk.operations.secrets import hashed
from kiosk.store import sessions
from kiosk.store import staff as store

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from kiosk.operations.tries import Asker, Attempt
    from kiosk.store.database import Connection
    from kiosk.store.staff import Account

INVITATION_LASTS = timedelta(hours=24)
LONGEST_NAME = 64
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
    """Whom it is for.

    Raises `InvitationUsed`, `InvitationOver` when it is too old, or `NotFound`.
    """
    with ctx.database.read() as connection:
        return _invited(ctx, connection, secret)


def accept_invitation(ctx: Context, secret: str, password: str) -> Staff:
    """Every session of before ends. Raises what `invitation` does, or `WeakPassword`;
    a weak one does not use up the secret."""
    invited = invitation(ctx, secret)
    site = ctx.catalogue().site
    place = (*site.name.texts.values(), *site.place.texts.values())
    check_strength(password, invited.sign_in_name, place)
    password_hash = ctx.passwords.hash(password)  # slow: outside the transaction
    with ctx.database.begin() as connection:
        somebody = _invited(ctx, connection, secret)
        store.use_invitation(connection, hashed(secret), ctx.clock.now())
        store.set_password(connection, somebody.id, password_hash)
        sessions.remove_of(connection, somebody.id)
        return _present(connection, somebody.id)


def attempt(ctx: Context, sign_in_name: str, asker: Asker) -> Attempt:
    """Ask to sign in; raises `TooManyTries`. Wait for its delay, then `sign_in`."""
    name = normal_name(sign_in_name)
    with ctx.database.read() as connection:
        account = _account(connection, name)
    return tries.begin(ctx, name, asker, account.staff.credentials if account else 0)


def sign_in(ctx: Context, attempt: Attempt, password: str) -> Staff:
    """Raises `NotSignedIn`, in the same time whatever is wrong."""
    with ctx.database.read() as connection:
        account = _account(connection, attempt.sign_in_name)
    kept = account.password_hash if account else None
    fits = ctx.passwords.fits(password, kept)
    if account is None or kept is None or not fits or not account.staff.active:
        raise NotSignedIn(
            "This name and password do not fit together.",
            remedy="Try again, or ask an administrator for a new invitation.",
        )
    tries.succeeded(ctx, attempt)
    if ctx.passwords.is_outdated(kept):
        renewed = ctx.passwords.hash(password)
        with ctx.database.begin() as connection:
            store.rehash(connection, account.staff.id, kept, renewed)
    return account.staff.on(ctx.today())


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
    """They are signed out and cannot sign in any more, with no invitation either.

    Raises `NotFound`, or `NotAllowed` for the last administrator.
    """
    with ctx.database.begin() as connection:
        somebody = _known(connection, staff_id)
        store.deactivate(connection, staff_id)
        sessions.remove_of(connection, staff_id)
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
    found = store.invitation(connection, hashed(secret))
    if found is None:
        raise NotFound(
            "There is no such invitation, or a newer one was made since.",
            remedy="Check that the link is whole. Ask an administrator for a new one.",
        )
    if found.used_at is not None:
        raise InvitationUsed(
            "This invitation was used: its password is set.",
            remedy="Sign in. If it was not you, tell an administrator at once.",
        )
    if found.expires_at <= ctx.clock.now():
        raise InvitationOver(
            "This invitation is too old.",
            remedy="Ask an administrator for a new one.",
        )
    return found.staff


def _account(connection: Connection, name: str) -> Account | None:
    """Nothing is asked for what no account can be called."""
    return store.by_name(connection, name) if SIGN_IN_NAME.fullmatch(name) else None


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


def normal_name(sign_in_name: str) -> str:
    """The same from every keyboard, in capitals or not; cut where no name goes on."""
    folded = unicodedata.normalize("NFKC", sign_in_name.strip()[:256]).casefold()
    return unicodedata.normalize("NFKC", folded)[:LONGEST_NAME]


def _checked_name(sign_in_name: str) -> str:
    name = normal_name(sign_in_name)
    if len(sign_in_name.strip()) > LONGEST_NAME or not SIGN_IN_NAME.fullmatch(name):
        raise NotAllowed(
            f"{sign_in_name!r} is no sign-in name.",
            remedy="Use 1 to 64 letters, digits, dots, hyphens or an e-mail address.",
        )
    return name

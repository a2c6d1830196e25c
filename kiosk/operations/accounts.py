"""Who works on the hub: invitations, signing in, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import Rights, Staff
from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.errors import (
    Conflict,
    InvitationOver,
    InvitationUsed,
    LookalikeName,
    NotAllowed,
    NotFound,
    NotSignedIn,
)
from kiosk.ids import StaffId
from kiosk.operations import audit, tries
from kiosk.operations.password_rules import check_strength
from kiosk.operations.secrets import hashed
from kiosk.operations.sign_in_names import (
    SIGN_IN_NAME,
    checked_name,
    is_written_as,
    normal_name,
    skeleton,
)
from kiosk.store import linked_sign_ons, sessions
from kiosk.store import staff as store

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from kiosk.operations.tries import Asker, Attempt
    from kiosk.store.database import Connection
    from kiosk.store.staff import Account

INVITATION_LASTS = timedelta(hours=24)


def invite(
    ctx: Context, sign_in_name: str, rights: Rights, *, by: str = BY_COMMAND
) -> str:
    """A one-time secret with which somebody sets their password, new or forgotten.

    Raises `Conflict` when the name is taken with other rights, `LookalikeName` when it
    is too like that of somebody else, `NotFound` for an unknown life area, and what
    `checked_name` does.
    """
    _check_areas(ctx, rights)
    secret = ctx.ids.secret()
    with ctx.database.begin() as connection:
        name = normal_name(sign_in_name)
        known = _account(connection, name)
        if known is None:
            name = checked_name(sign_in_name)
            _check_unlike_others(connection, name)
        elif not is_written_as(sign_in_name, name):
            raise LookalikeName(name)  # who is meant may be somebody new
        somebody = known.staff if known else _new(ctx, connection, name, rights)
        if somebody.rights != rights:
            raise Conflict(
                f"{name} is {somebody.rights} already.",
                remedy="Invite them as that, change what they may do, or choose"
                " another name.",
            )
        store.invite(
            connection,
            somebody.id,
            hashed(secret),
            ctx.clock.now() + INVITATION_LASTS,
        )
        told = f"{name}: {rights}"
        audit.note(ctx, connection, by, AuditDeed.INVITED, told)
    return secret


def change_rights(ctx: Context, staff_id: StaffId, rights: Rights, *, by: str) -> None:
    """It holds from their next click on; who may not counsel any more leaves the desk.

    Raises `NotFound`, or `NotAllowed` for the last administrator and without any role.
    """
    _check_areas(ctx, rights)
    if not rights.roles:
        raise NotAllowed(
            "Somebody without any role could do nothing.",
            remedy="Tick a role, or deactivate the account.",
        )
    with ctx.database.begin() as connection:
        somebody = _known(connection, staff_id)
        if somebody.rights == rights:
            return
        store.set_rights(connection, staff_id, rights)
        if somebody.may_administer() and not rights.may_administer():
            _check_administered(connection, somebody)
        if not rights.may_counsel():
            store.leave_desk(connection, staff_id)
        told = f"{somebody.sign_in_name}: {somebody.rights} -> {rights}"
        audit.note(ctx, connection, by, AuditDeed.RIGHTS_CHANGED, told)


def invitation(ctx: Context, secret: str) -> Staff:
    """Whom it is for.

    Raises `InvitationUsed`, `InvitationOver` when it is too old, or `NotFound`.
    """
    with ctx.database.read() as connection:
        return invited(ctx, connection, secret)


def invited(ctx: Context, connection: Connection, secret: str) -> Staff:
    """As `invitation`, within a transaction."""
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


def accept_invitation(ctx: Context, secret: str, password: str) -> Staff:
    """Every session of before ends. Raises what `invitation` does, or `WeakPassword`;
    a weak one does not use up the secret."""
    whose = invitation(ctx, secret)
    site = ctx.catalogue().site
    place = (*site.name.texts.values(), *site.place.texts.values())
    check_strength(password, whose.sign_in_name, place)
    password_hash = ctx.passwords.hash(password)  # slow: outside the transaction
    with ctx.database.begin() as connection:
        somebody = invited(ctx, connection, secret)
        store.use_invitation(connection, hashed(secret), ctx.clock.now())
        store.set_password(connection, somebody.id, password_hash)
        sessions.remove_of(connection, somebody.id)
        name = somebody.sign_in_name
        audit.note(ctx, connection, name, AuditDeed.PASSWORD_SET, name)
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


def by_name(ctx: Context, sign_in_name: str) -> Staff:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        known = _account(connection, normal_name(sign_in_name))
    if known is None:
        raise NotFound(
            f"There is no account {sign_in_name}.", remedy="See: kiosk staff list."
        )
    return known.staff


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


def deactivate(ctx: Context, staff_id: StaffId, *, by: str = BY_COMMAND) -> None:
    """They are signed out and cannot sign in any more, with no invitation either.

    Raises `NotFound`, or `NotAllowed` for the last administrator.
    """
    with ctx.database.begin() as connection:
        somebody = _known(connection, staff_id)
        store.deactivate(connection, staff_id)
        sessions.remove_of(connection, staff_id)
        store.withdraw_invitation(connection, staff_id)
        name = somebody.sign_in_name
        if linked_sign_ons.remove_of(connection, staff_id):
            audit.note(ctx, connection, by, AuditDeed.SIGN_ON_UNLINKED, name)
        if somebody.may_administer():
            _check_administered(connection, somebody)
        audit.note(ctx, connection, by, AuditDeed.DEACTIVATED, name)


def _check_administered(connection: Connection, without: Staff) -> None:
    if not store.count_administrators(connection):
        raise NotAllowed(
            f"{without.sign_in_name} is the last administrator.",
            remedy="Invite another administrator first.",
        )


def _check_areas(ctx: Context, rights: Rights) -> None:
    if rights.areas is None:
        return
    there = {category.id for category in ctx.catalogue().categories}
    unknown = sorted(rights.areas - there)
    if unknown or not rights.areas:
        raise NotFound(
            f"There is no life area {', '.join(unknown) or 'at all'}.",
            remedy=f"There are: {', '.join(sorted(there))}.",
        )


def _check_unlike_others(connection: Connection, name: str) -> None:
    """Else one who is invited is taken for another."""
    for somebody in store.everybody(connection):
        if skeleton(somebody.sign_in_name) == skeleton(name):
            raise LookalikeName(somebody.sign_in_name)


def _new(ctx: Context, connection: Connection, name: str, rights: Rights) -> Staff:
    somebody = Staff(StaffId(ctx.ids.row_id()), name, rights)
    store.add(connection, somebody)
    return somebody


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

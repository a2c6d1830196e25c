"""Who may come in by the site's own sign-on: accounts that were linked to it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.audit import AuditDeed
from kiosk.errors import Conflict, NotSignedIn
from kiosk.operations import accounts, audit
from kiosk.operations.secrets import hashed
from kiosk.store import linked_sign_ons as store
from kiosk.store import sessions
from kiosk.store import staff as kept

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class SignOnBegun:
    """One try, from leaving for the provider to coming back."""

    address: str
    """Where the browser goes."""
    state: str
    nonce: str
    verifier: str


class SignOn(Protocol):
    """The site's provider of OpenID Connect."""

    def begin(self, back: str, /) -> SignOnBegun:
        """`back` is the address of ours to which it returns. Raises `SignOnFailed`."""
        ...

    def finish(self, back: str, code: str, begun: SignOnBegun, /) -> str:
        """The subject: the same text for the same person for ever.

        Raises `SignOnFailed`.
        """
        ...


def link(ctx: Context, secret: str, subject: str) -> Staff:
    """In place of a password: whoever has the invitation is this subject from now on.

    Raises what `accounts.invitation` does, and `Conflict` for the subject of another
    account.
    """
    with ctx.database.begin() as connection:
        invited = accounts.invited(ctx, connection, secret)
        owner = store.whose(connection, hashed(subject))
        if owner not in {None, invited.id}:
            raise Conflict(
                "This person has another account here.",
                remedy="Sign in with that, or deactivate it first.",
            )
        now = ctx.clock.now()
        kept.use_invitation(connection, hashed(secret), now)
        kept.activate(connection, invited.id)
        store.put(connection, hashed(subject), invited.id, now)
        sessions.remove_of(connection, invited.id)
        name = invited.sign_in_name
        audit.note(ctx, connection, name, AuditDeed.SIGN_ON_LINKED, name)
    return accounts.staff(ctx, invited.id)


def sign_in(ctx: Context, subject: str) -> Staff:
    """Raises `NotSignedIn` for who is linked to no account in use."""
    with ctx.database.read() as connection:
        owner = store.whose(connection, hashed(subject))
    if owner is None:
        raise NotSignedIn(
            "This person is linked to no account.",
            remedy="Open the link of an invitation, and choose it there.",
        )
    return accounts.staff(ctx, owner)

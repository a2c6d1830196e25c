"""Who asks: staff by their session, a terminal by its token; and who may what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.middleware.authentication import (
    AbstractAuthenticationMiddleware,
    AuthenticationResult,
)

from kiosk.domain.sessions import is_fresh
from kiosk.errors import NotAllowed, NotSignedIn, SecondFactorMissing
from kiosk.hub.sessions import STAFF, proved_at
from kiosk.ids import StaffId
from kiosk.operations import accounts
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from litestar.handlers import BaseRouteHandler

    from kiosk.domain.access import Staff
    from kiosk.hub.context import HubContext
    from kiosk.hub.known_terminals import KnownTerminals
    from kiosk.operations.context import Context
    from kiosk.sentences import Sentence

HALFWAY = "halfway"
"""An option of the handlers that ask for the second factor."""
FRESH = "fresh"
"""An option of the handlers of forms with typed text that ask publishers for a second
factor that was given lately: known before the form is read, so that it can be kept."""

ADMINISTRATORS_ALONE = sentence("Only an administrator may do this.")
OWN_WORDS_OF_EDITORS = sentence("Only who writes for the site may put up own words.")
LANGUAGES_OF_PUBLISHERS = sentence(
    "Only a publisher decides which languages are offered."
)
ASK_FOR_IT = sentence("An administrator can give you the role for it.")

Connection = ASGIConnection[Any, Any, Any, Any]


class StaffAuthentication(AbstractAuthenticationMiddleware):
    """Sets `request.user` to a `Staff`; raises `NotSignedIn`, and for who has still to
    give a second factor `SecondFactorMissing`, but on the pages that ask for it."""

    async def authenticate_request(
        self, connection: Connection
    ) -> AuthenticationResult:
        staff_id = connection.session.get(STAFF)
        if not staff_id:
            raise NotSignedIn("Nobody is signed in.", remedy="Sign in.")
        staff = await sync_to_thread(
            accounts.staff, _context(connection), StaffId(staff_id)
        )
        _check_proved(connection, staff)
        return AuthenticationResult(user=staff, auth=None)


class TerminalAuthentication(AbstractAuthenticationMiddleware):
    """Sets `request.user` to a `PairedTerminal`; raises `NotSignedIn`."""

    async def authenticate_request(
        self, connection: Connection
    ) -> AuthenticationResult:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn(
                "This request names no terminal.",
                remedy="Send the terminal's token: Authorization: Bearer <token>.",
            )
        known: KnownTerminals = connection.app.state.hub.terminals
        terminal = known.remembered(token.strip())
        if terminal is None:
            terminal = await sync_to_thread(known.ask, token.strip())
        return AuthenticationResult(user=terminal, auth=None)


def needs_fresh_second_factor(connection: Connection) -> bool:
    """Whether to ask for it once more before what reaches every visitor is done."""
    now = _context(connection).clock.now()
    return not is_fresh(proved_at(connection), now)


def fresh_second_factor(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard: a page left open opens nothing of weight. Who is asked comes back to the
    page by itself, so it stands before the form as well as before what is sent."""
    _check_fresh(connection)


def fresh_for_publishers(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of pages with such a form, which others may only look at."""
    if connection.user.may_publish():
        fresh_second_factor(connection, handler)


def counsellors(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard: who works on texts alone sees no visitors."""
    check(connection.user.may_counsel(), sentence("Only a counsellor may do this."))


def editors(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard: who writes somewhere, or publishes. Where, `Staff.may_edit` says."""
    check(connection.user.may_see_drafts(), sentence("Only an editor may do this."))


def publishers(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard."""
    check(connection.user.may_publish(), sentence("Only a publisher may do this."))


def administrators(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard: counsellors see this is not theirs."""
    check(connection.user.may_administer(), ADMINISTRATORS_ALONE)


def check(may: bool, why_not: Sentence) -> None:
    """Raises `NotAllowed`, which says who may."""
    if not may:
        raise NotAllowed(why_not, remedy=ASK_FOR_IT)


def _check_fresh(connection: Connection) -> None:
    if needs_fresh_second_factor(connection):
        raise SecondFactorMissing(
            "The second factor was not given lately.", remedy="Give it once more."
        )


def _check_proved(connection: Connection, staff: Staff) -> None:
    asks_for = connection.scope["route_handler"].opt
    if (
        staff.must_prove()
        and proved_at(connection) is None
        and not asks_for.get(HALFWAY)
    ):
        raise SecondFactorMissing(
            "The second factor is still to come.", remedy="Give it."
        )
    if asks_for.get(FRESH) and staff.may_publish():
        _check_fresh(connection)


def _context(connection: Connection) -> Context:
    hub: HubContext = connection.app.state.hub
    return hub.ctx

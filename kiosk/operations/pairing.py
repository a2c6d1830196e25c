"""Devices that ask to be paired, and the administrator who types what one shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain import pairing
from kiosk.domain.access import DeviceKind
from kiosk.domain.audit import BY_COMMAND
from kiosk.domain.pairing import PairingRequest
from kiosk.errors import NotFound, NotSignedIn, TooManyTries
from kiosk.operations import displays, fleet, tries
from kiosk.operations.secrets import hashed
from kiosk.operations.tries import Asker, AskerKind
from kiosk.store import devices
from kiosk.store import pairing as store

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.displays import PairedDisplay
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

NO_SUCH_CODE = "Type the code as it stands on the terminal's screen now."
NO_SUCH_CODE_OF_DISPLAY = "Type the code as it stands on the display's screen now."


@dataclass(frozen=True, slots=True)
class PairingState:
    """What a terminal learns that asks."""

    paired: bool
    code: str = ""
    seconds_left: int = 0


def ask(
    ctx: Context,
    token_hash: str,
    address: str,
    program: str,
    kind: DeviceKind = DeviceKind.TERMINAL,
) -> PairingState:
    """The same token has the same code while that lasts; asking again does no harm.

    Raises `NotSignedIn` for the token of a revoked terminal, and `TooManyTries` where
    too many ask; then nothing is written: a flood fills no disk.
    """
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        known = _known(connection, token_hash, now)
        if known is not None:
            return known
        _check_room(connection, address, now)
    with ctx.database.begin() as connection:
        store.forget_until(connection, now)
        _check_room(connection, address, now)
        request = PairingRequest(
            token_hash,
            ctx.ids.ticket_code()[-pairing.LENGTH :],
            address,
            program,
            asked_at=now,
            expires_at=now + pairing.LASTS,
            kind=kind,
        )
        store.put(connection, request)
    return _waiting(request, now)


def ask_for_display(
    ctx: Context, token: str, address: str, program: str
) -> tuple[str, PairingState]:
    """The token that the browser is to keep from now on, and the code to show.

    A token that is not waiting any more is replaced: what was revoked, or lay about for
    long, is never good again. Raises `TooManyTries`.
    """
    with ctx.database.read() as connection:
        kept = _known(connection, hashed(token), ctx.clock.now())
    if kept is not None:
        return token, kept
    fresh = ctx.ids.secret()
    return fresh, ask(ctx, hashed(fresh), address, program, DeviceKind.DISPLAY)


def waiting(
    ctx: Context, kind: DeviceKind = DeviceKind.TERMINAL
) -> list[PairingRequest]:
    """Who asks now, the earliest first. Their codes are for nobody's eyes."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        every = store.every(connection)
    return [each for each in every if each.kind is kind and each.expires_at > now]


def pair(
    ctx: Context,
    said: str,
    series: str,
    name: str,
    *,
    renew: bool = False,
    by: str = BY_COMMAND,
) -> PairedTerminal:
    """The terminal on whose glass this code stands; each code is good once.

    Raises `NotFound`, `Conflict` as `fleet.pair` does, and `TooManyTries` after ten
    wrong codes in a quarter of an hour.
    """
    attempt = _begin(ctx, by)
    with ctx.database.begin() as connection:
        request = _taken(ctx, connection, said, DeviceKind.TERMINAL)
        terminal = fleet.take_in(
            ctx, connection, series, name, request.token_hash, renew=renew, by=by
        )
    tries.succeeded(ctx, attempt)
    return terminal


def pair_display(
    ctx: Context, said: str, name: str, *, by: str = BY_COMMAND
) -> PairedDisplay:
    """The display on whose screen this code stands. Raises as `pair` does."""
    attempt = _begin(ctx, by)
    with ctx.database.begin() as connection:
        request = _taken(ctx, connection, said, DeviceKind.DISPLAY)
        display = displays.take_in(ctx, connection, name, request.token_hash, by=by)
    tries.succeeded(ctx, attempt)
    return display


def _taken(
    ctx: Context, connection: Connection, said: str, kind: DeviceKind
) -> PairingRequest:
    """Who shows this code; from now on nobody does. Raises `NotFound`."""
    code = pairing.read(said)
    request = store.by_code(connection, code) if code else None
    lasts = request is not None and request.expires_at > ctx.clock.now()
    if request is None or not lasts or request.kind is not kind:
        of_display = kind is DeviceKind.DISPLAY
        raise NotFound(
            f"No {kind} shows this code now.",
            remedy=NO_SUCH_CODE_OF_DISPLAY if of_display else NO_SUCH_CODE,
        )
    if not store.take(connection, request.code):
        raise NotFound("This code was used just now.", remedy=NO_SUCH_CODE)
    return request


def _begin(ctx: Context, by: str) -> tries.Attempt:
    try:
        return tries.begin(ctx, f"pairing by {by}", Asker(AskerKind.BROWSER, "pairing"))
    except TooManyTries as error:
        raise TooManyTries(
            "Too many wrong codes were typed.",
            remedy=error.remedy,
            minutes=error.minutes,
        ) from error


def _known(
    connection: Connection, token_hash: str, now: datetime
) -> PairingState | None:
    terminal = devices.by_token_hash(connection, token_hash)
    if terminal is not None and not terminal.active:
        raise NotSignedIn("This terminal was revoked.", remedy=fleet.PAIR_IT_AGAIN)
    if terminal is not None:
        return PairingState(paired=True)
    request = store.by_token_hash(connection, token_hash)
    if request is None or request.expires_at <= now:
        return None
    return _waiting(request, now)


def _waiting(request: PairingRequest, now: datetime) -> PairingState:
    left = int((request.expires_at - now).total_seconds())
    return PairingState(paired=False, code=request.code, seconds_left=left)


def _check_room(connection: Connection, address: str, now: datetime) -> None:
    of_it, all_of_them = store.count_of(connection, address, now)
    if of_it >= pairing.MOST_OF_ONE_ADDRESS or all_of_them >= pairing.MOST_AT_ONCE:
        minutes = int(pairing.LASTS.total_seconds() // 60)
        raise TooManyTries(
            "Too many terminals ask to be paired just now.",
            remedy=f"Wait {minutes} minutes, or pair by command: kiosk pair.",
            minutes=minutes,
        )

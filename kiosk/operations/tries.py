"""How often somebody may fail to sign in: who fails must wait, and never another one.

A stranger's failures shut out the address they come from. They slow the account down,
by seconds, so that many addresses gain little; the right password still opens it. Who
signed in before with this browser is not even slowed down by others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.errors import TooManyTries
from kiosk.operations.secrets import hashed
from kiosk.store import tries as store
from kiosk.store.tries import Failures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

MOST_WITH_ONE_NAME = 10
MOST_OF_ONE_ADDRESS = 30
"""With any names: one machine may not try many."""
MOST_CODES = 6
"""Of six digits, in each quarter of an hour: two years for a fair chance."""
WITHIN = timedelta(minutes=15)
FREE_FAILURES = 5
"""So many of an account, from anywhere, before further ones are slowed down."""
LONGEST_DELAY = timedelta(seconds=8)
MOST_REMEMBERED = 10_000
"""What a flood of invented names can take; the oldest are forgotten."""


class AskerKind(StrEnum):
    ADDRESS = "address"
    BROWSER = "browser"
    """One in which this account was signed in before."""
    SECOND_FACTOR = "second-factor"
    """Whoever knows the password: from wherever they come, they share one bound."""


@dataclass(frozen=True, slots=True)
class Asker:
    kind: AskerKind
    name: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One that may be made, and is counted as failed until it has succeeded."""

    sign_in_name: str
    asker: Asker
    credentials: int
    delay: timedelta = timedelta()
    """How long to wait before the password is looked at."""


def begin(
    ctx: Context, sign_in_name: str, asker: Asker, credentials: int = 0
) -> Attempt:
    """Count a try before its outcome is known, so that many at once count too.

    Failures with other `credentials` are those with an old password: they are over.
    Raises `TooManyTries`, and then writes nothing: else a flood would fill the disk.
    """
    now = ctx.clock.now()
    attempt = Attempt(sign_in_name, asker, credentials)
    most, account = _bounds(attempt), _account(attempt)
    who = [*most, account]
    with ctx.database.read() as connection:
        _check(_of(connection, who, now), most, now)
    with ctx.database.begin() as connection:
        failed = _of(connection, who, now)
        _check(failed, most, now)
        store.forget_before(connection, now - WITHIN)
        for one in who:
            before = failed.get(one, Failures(0, now, now))
            after = Failures(before.count + 1, before.first_at, now)
            store.put(connection, one, after)
        store.keep_newest(connection, MOST_REMEMBERED)
    if account in failed and asker.kind is AskerKind.ADDRESS:
        return replace(attempt, delay=_delay(failed[account].count))
    return attempt


def succeeded(ctx: Context, attempt: Attempt) -> None:
    """It was no failure; those before it with this name are forgiven."""
    own, *wider = _bounds(attempt)
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        store.forget(connection, [own, _account(attempt)])
        for who, failed in _of(connection, wider, now).items():
            fewer = Failures(failed.count - 1, failed.first_at, failed.last_at)
            store.put(connection, who, fewer)


def _bounds(attempt: Attempt) -> dict[str, int]:
    """How many failures these may have, the narrowest first."""
    asker = attempt.asker
    own = hashed(f"{asker.kind} {asker.name} as {_with_this_password(attempt)}")
    if asker.kind is AskerKind.SECOND_FACTOR:
        return {own: MOST_CODES}
    if asker.kind is AskerKind.BROWSER:
        return {own: MOST_WITH_ONE_NAME}
    whole = hashed(f"{asker.kind} {asker.name}")
    return {own: MOST_WITH_ONE_NAME, whole: MOST_OF_ONE_ADDRESS}


def _account(attempt: Attempt) -> str:
    return hashed(f"account {_with_this_password(attempt)}")


def _with_this_password(attempt: Attempt) -> str:
    return f"{attempt.sign_in_name} {attempt.credentials}"


def _of(connection: Connection, who: list[str], now: datetime) -> dict[str, Failures]:
    """A window begins with its first failure; one that is over counts no more."""
    return {
        one: failed
        for one, failed in store.of(connection, who).items()
        if timedelta() <= now - failed.first_at < WITHIN
    }


def _check(
    failed: Mapping[str, Failures], most: Mapping[str, int], now: datetime
) -> None:
    for who, bound in most.items():
        if who in failed and failed[who].count >= bound:
            left = failed[who].first_at + WITHIN - now
            minutes = -(-left // timedelta(minutes=1))
            raise TooManyTries(
                "There were too many failed tries to sign in from here.",
                remedy=f"Wait {minutes} minutes, then try again.",
                minutes=minutes,
            )


def _delay(failures: int) -> timedelta:
    """1, 2, 4 and at most 8 seconds: no right password waits longer."""
    beyond = failures - FREE_FAILURES
    if beyond < 0:
        return timedelta()
    return min(LONGEST_DELAY, timedelta(seconds=2 ** min(beyond, 10)))

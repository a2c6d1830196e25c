"""How fast somebody may try codes of appointments, once they have typed wrong ones.

Nobody is shut out by who types on and on. Where `free` wrong codes were typed within a
quarter of an hour, codes are looked up in turns, one each `pause`, a right one like a
wrong one. Phones of one address cannot be told apart, and turns go to who asks; so
there are more of them than a guesser needs to be slow: ten a second. A phone waits for
its turn, four seconds at most, and only where more than ten codes a second come from
its address it is told to come again. A terminal says from when. Who has opened a code
from there lately opens it again at once, whatever others type behind the same address.

Guessing stays hopeless: there are 32 ** 8 codes, a million million, of which a thousand
may be booked at a time. One address has 864,000 turns a day: who uses them all meets
one appointment in a day once in 1,272 times, and one in three and a half years of
guessing day and night; at a terminal (2,880 turns) one in a thousand years.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from kiosk.errors import TooManyTries
from kiosk.operations.secrets import hashed
from kiosk.store import tries as store
from kiosk.store.tries import Failures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.ids import TerminalId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

WITHIN = timedelta(minutes=15)
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class CodeAsker:
    name: str
    pause: timedelta
    """Between two turns."""
    patience: timedelta
    """How long a turn is waited for; who would wait longer is told to come again."""
    free: int = 10
    """Wrong codes before there are turns: fingers slip."""

    @classmethod
    def phone(cls, address: str) -> Self:
        """All phones of one Wi-Fi have one address, and are told apart by nothing."""
        pause, patience = timedelta(milliseconds=100), timedelta(seconds=4)
        return cls(f"address {address}", pause, patience)

    @classmethod
    def terminal(cls, known: TerminalId) -> Self:
        """Its answer must come while somebody looks at it: it does not wait."""
        return cls(f"terminal {known}", timedelta(seconds=30), timedelta())

    @property
    def key(self) -> str:
        return hashed(f"codes of appointments: {self.name}")

    def opened(self, code: str) -> str:
        return hashed(f"code that was right: {self.name} {code}")


def take_turn(ctx: Context, asker: CodeAsker, code: str) -> timedelta:
    """How long to wait before this code is looked up.

    Raises `TooManyTries`, and then writes nothing: a flood must not fill the disk.
    """
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        known = _of(connection, [asker.key, asker.opened(code)], now)
    if asker.opened(code) in known or not _takes_turns(known, asker):
        return timedelta()
    _wait(known[asker.key], asker, now)
    with ctx.database.begin() as connection:
        known = _of(connection, [asker.key], now)
        if not _takes_turns(known, asker):
            return timedelta()
        wait = _wait(known[asker.key], asker, now)
        taken = replace(known[asker.key], last_at=now + wait)
        store.put(connection, asker.key, taken)
    return wait


def note_wrong(ctx: Context, asker: CodeAsker) -> None:
    """Where there are turns already, whoever takes one writes it down."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        if _takes_turns(_of(connection, [asker.key], now), asker):
            return
    with ctx.database.begin() as connection:
        before = _of(connection, [asker.key], now).get(asker.key)
        before = before or Failures(0, now, now)
        last = max(before.last_at, now)
        store.forget_before(connection, now - WITHIN)
        after = Failures(before.count + 1, before.first_at, last)
        store.put(connection, asker.key, after)
        store.keep_newest(connection, MOST_REMEMBERED)


def note_right(ctx: Context, asker: CodeAsker, code: str) -> None:
    """Kept only where others make turns necessary."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        known = _of(connection, [asker.key, asker.opened(code)], now)
    if asker.opened(code) in known or not _takes_turns(known, asker):
        return
    with ctx.database.begin() as connection:
        store.put(connection, asker.opened(code), Failures(0, now, now))


def _takes_turns(known: dict[str, Failures], asker: CodeAsker) -> bool:
    return asker.key in known and known[asker.key].count >= asker.free


def _wait(failed: Failures, asker: CodeAsker, now: datetime) -> timedelta:
    """Until the next turn that nobody has taken. Raises `TooManyTries`."""
    turn = max(now, failed.last_at + asker.pause)
    if turn - now > asker.patience:
        raise TooManyTries(
            "Too many codes were typed from here that there are not.",
            remedy="Try again in a minute.",
            again_at=turn - asker.patience,
        )
    return turn - now


def _of(
    connection: Connection, who: Sequence[str], now: datetime
) -> dict[str, Failures]:
    """A window begins with its first failure; one that is over counts no more."""
    return {
        one: failed
        for one, failed in store.of(connection, who).items()
        if timedelta() <= now - failed.first_at < WITHIN
    }

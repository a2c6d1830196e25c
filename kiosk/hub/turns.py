"""In whose turn requests are worked on: a few at a time, address after address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio

LONGEST_SECONDS = 0.25
"""Who takes longer waits for something else than the processor: the next one begins."""


class TurnTaker(Protocol):
    @property
    def address(self) -> str: ...

    @property
    def loop(self) -> asyncio.AbstractEventLoop: ...

    def begin_turn(self) -> None:
        """It is theirs now, until `Turns.over` is told."""
        ...


class Turns:
    """A flood waits here, where it costs nothing, and not in the loop before others."""

    def __init__(self, places: int, longest: float = LONGEST_SECONDS) -> None:
        self._places = places
        self._longest = longest
        self._at_work: dict[TurnTaker, asyncio.TimerHandle] = {}
        self._lines: dict[str, dict[TurnTaker, None]] = {}
        """Who waits, by address; the address whose turn it is stands first."""
        self._soon = False

    def ask(self, who: TurnTaker) -> None:
        """`begin_turn` follows: at once, or when a place is free."""
        if not self._lines and len(self._at_work) < self._places:
            self._begin(who)
        else:
            self._lines.setdefault(who.address, {})[who] = None

    def over(self, who: TurnTaker) -> None:
        """Also for who has none, or will not come any more."""
        timer = self._at_work.pop(who, None)
        if timer is None:
            self._leave(who)
            return
        timer.cancel()
        if self._lines and not self._soon:
            self._soon = True
            who.loop.call_soon(self._go_on)

    def has(self, who: TurnTaker) -> bool:
        return who in self._at_work

    def _go_on(self) -> None:
        """In a round of the loop of its own: between two rounds others are heard."""
        self._soon = False
        for _ in range(self._places - len(self._at_work)):
            if not self._lines:
                return
            address = next(iter(self._lines))
            line = self._lines.pop(address)
            who = next(iter(line))
            del line[who]
            if line:
                self._lines[address] = line
            self._begin(who)

    def _begin(self, who: TurnTaker) -> None:
        self._at_work[who] = who.loop.call_later(self._longest, self.over, who)
        who.begin_turn()

    def _leave(self, who: TurnTaker) -> None:
        line = self._lines.get(who.address)
        if line is None:
            return
        line.pop(who, None)
        if not line:
            del self._lines[who.address]

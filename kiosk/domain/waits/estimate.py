"""How long each who waits will wait still: the line played many times with chance.

The same line at the same moment gets the same answer, in each process.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log
from random import Random
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.permutations import MOST, turned
from kiosk.domain.waits.replay import ALWAYS, play, setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiosk.domain.queues import Skills
    from kiosk.domain.tickets import Ticket
    from kiosk.domain.waits.durations import LearnedDurations
    from kiosk.domain.waits.replay import Windows
    from kiosk.ids import TicketId, TopicId

LOW, HIGH = 0.1, 0.9
"""Eight of ten waits end between these shares of the plays."""


@dataclass(frozen=True, slots=True)
class DeskVisit:
    """Who is called to a desk now, or served there, and since how many minutes."""

    topic: TopicId
    state: TicketState
    minutes: float


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A counsellor at a desk, as far as the line is concerned."""

    skills: Skills
    visit: DeskVisit | None = None
    idle: float = 0.0
    """Without a visit: for how many minutes."""
    windows: Windows = ALWAYS
    """When it calls visitors: neither in planned breaks nor after closing."""


@dataclass(frozen=True, slots=True)
class LineNow:
    """All that an estimate looks at."""

    waiting: Sequence[Ticket]
    """In the order of the line."""
    desks: Sequence[OpenDesk]
    newcomers: Sequence[Ticket] = ()
    """Who has not come: what they would be told. None of them is before another."""

    @property
    def everybody(self) -> tuple[Ticket, ...]:
        return (*self.waiting, *self.newcomers)


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes from now to the call; infinite: not any more before closing."""

    low: float
    median: float
    high: float

    @property
    def is_known(self) -> bool:
        return self.high < inf


UNREACHED = Wait(inf, inf, inf)


def waits(
    line: LineNow, learned: LearnedDurations, seed: int
) -> Mapping[TicketId, Wait]:
    """For each of the line, and of those who might come; whom no desk fits gets
    `UNREACHED`."""
    found = _Plays(line, learned, Random(seed)).columns()  # noqa: S311 - no secret
    return {
        ticket.id: _wait(moments)
        for ticket, moments in zip(line.everybody, found, strict=True)
    }


class _Plays:
    """Each visit gets every length that is known for it once, in its own order."""

    def __init__(
        self, line: LineNow, learned: LearnedDurations, chance: Random
    ) -> None:
        self._line = line
        self._learned = learned
        self._chance = chance
        self._count = learned.count

    def columns(self) -> list[Sequence[float]]:
        """For each who waits, when they are called in each play."""
        line, learned = self._line, self._learned
        if not line.everybody or not line.desks:
            return [(inf,)] * len(line.everybody)
        place = setting(
            line.everybody,
            [desk.skills for desk in line.desks],
            [desk.windows for desk in line.desks],
        )
        free = [self._mixed(self._free(desk)) for desk in line.desks]
        cycles = [self._mixed(learned.cycle(t.topic)) for t in line.waiting]
        cycles += [[0.0] * self._count for _ in line.newcomers]
        plays = [
            play(place, at, lengths, patience)
            for at, lengths, patience in zip(
                zip(*free, strict=True),
                zip(*cycles, strict=True),
                self._patience(),
                strict=True,
            )
        ]
        return list(zip(*plays, strict=True))

    def _free(self, desk: OpenDesk) -> Sequence[float]:
        """When it can call next, ascending."""
        visit, learned = desk.visit, self._learned
        if visit is None:
            return learned.changeover.beyond(desk.idle, self._count)
        serving = visit.state is TicketState.SERVING
        whole = (learned.service if serving else learned.occupied)(visit.topic)
        rest = whole.beyond(max(0.0, visit.minutes), self._count)
        between = self._mixed(learned.changeover.quantiles(self._count))
        return [one + other for one, other in zip(rest, between, strict=True)]

    def _patience(self) -> Iterator[tuple[float, ...] | None]:
        rate = self._learned.leaving
        if not rate:
            yield from [None] * self._count
            return
        shares = ((k + 0.5) / self._count for k in range(self._count))
        minutes = [-log(1 - share) / rate for share in shares]
        each = [self._mixed(minutes) for _ in self._line.everybody]
        yield from zip(*each, strict=True)

    def _mixed(self, values: Sequence[float]) -> list[float]:
        which = int(self._chance.random() * MOST * self._count)
        return [values[k] for k in turned(self._count, which)]


def _wait(moments: Sequence[float]) -> Wait:
    ordered = sorted(moments)
    return Wait(*(_quantile(ordered, share) for share in (LOW, 0.5, HIGH)))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between two values: of so few, a value alone stands for too much."""
    place = min(max(share * (len(ordered) + 1) - 1, 0), len(ordered) - 1)
    below = int(place)
    part = place - below
    if not part:
        return ordered[below]
    return ordered[below] * (1 - part) + ordered[below + 1] * part

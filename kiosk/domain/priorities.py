"""How far those who cannot wait long are put ahead, so that nobody waits for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MOST_MINUTES = 120
"""No headstart is longer: beyond it a wait would depend on who comes later."""


class Priority(StrEnum):
    NORMAL = "normal"
    SOONER = "sooner"
    """Waits with trouble: a small child, an illness, a bus."""
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Headstarts:
    """By how much earlier each class counts as having come.

    That is all the ageing there is: who has waited longer than the longest headstart
    stands before everybody who comes from now on.
    """

    sooner: timedelta = timedelta(minutes=15)
    urgent: timedelta = timedelta(minutes=45)

    def of(self, priority: Priority) -> timedelta:
        return {
            Priority.NORMAL: timedelta(),
            Priority.SOONER: self.sooner,
            Priority.URGENT: self.urgent,
        }[priority]

    def offered(self) -> list[Priority]:
        """Those that differ from the usual order; a headstart of zero is none."""
        return [each for each in Priority if self.of(each)]

    def longest(self) -> timedelta:
        return max(self.of(each) for each in Priority)

    def named(self, ahead: timedelta) -> Priority:
        """The class of a ticket that is so far ahead: the highest that it reaches.

        The settings may have changed since it was put there.
        """
        if not ahead:
            return Priority.NORMAL
        reached = [each for each in self.offered() if self.of(each) <= ahead]
        return max(reached, key=self.of, default=Priority.SOONER)

"""How far estimates were from the truth, over many days that nobody had seen before."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from kiosk.domain.waits.durations import LearnedDurations
from kiosk.domain.waits.estimate import waits
from kiosk.domain.waits.formulas import zms
from kiosk.domain.waits.marks import marks
from kiosk.simulation.days import simulated_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.waits.durations import PastVisit
    from kiosk.domain.waits.estimate import Wait
    from kiosk.domain.waits.marks import Marks
    from kiosk.simulation.worlds import World

    Answer = tuple[Wait, float]
    """What was said, and what came true, in minutes."""

LEARNING_DAYS = 20
"""Before the first day that counts; learning goes on each evening."""
MOST_VISITS = 1_600
"""What the past is remembered by, as on a hub."""


@dataclass(frozen=True, slots=True)
class Compared:
    world: World
    own: Marks
    zms: Marks

    @property
    def ratio(self) -> float:
        """Our error in that of ZMS."""
        return self.own.error / self.zms.error


def compare(world: World, days: int, seed: int) -> Compared | None:
    """Both answer the same questions of the same days; None where nobody waited."""
    said: list[Answer] = []
    formula: list[Answer] = []
    for own, theirs, waited in _answers(world, days, seed):
        said.append((own, waited))
        formula.append((theirs, waited))
    own_marks, zms_marks = marks(said), marks(formula)
    if own_marks is None or zms_marks is None:
        return None
    return Compared(world, own_marks, zms_marks)


def _answers(world: World, days: int, seed: int) -> Iterator[tuple[Wait, Wait, float]]:
    chance = Random(f"{seed} {world.name}")  # noqa: S311 - no secret
    past: deque[PastVisit] = deque(maxlen=MOST_VISITS)
    for _ in range(LEARNING_DAYS):
        past.extend(simulated_day(world, chance).visits)
    for _ in range(days):
        day = simulated_day(world, chance)
        learned = LearnedDurations(past)
        for question in day.questions:
            if question.waited is not None:
                said = waits(question.line, learned, question.before)[question.ticket]
                formula = zms(question.before, world.typed_minutes, len(world.skills))
                yield said, formula, question.waited
        past.extend(day.visits)

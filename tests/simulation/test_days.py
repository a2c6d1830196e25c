from __future__ import annotations

from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from kiosk.domain.queues import Skills
from kiosk.domain.tickets import TicketState
from kiosk.simulation.days import SimulatedDay, simulated_day
from kiosk.simulation.worlds import THREE_DESKS, TRUE_MEAN, UNLIKE, WORLDS, World


def a_day(world: World, seed: int = 1) -> SimulatedDay:
    return simulated_day(world, Random(seed))


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_each_question_gets_an_answer_or_its_visitor_has_left(world: World) -> None:
    day = a_day(world)
    left = sum(visit.ended is TicketState.WITHDRAWN for visit in day.visits)
    unanswered = [q for q in day.questions if q.waited is None]
    assert len(unanswered) <= left
    assert day.questions
    for question in day.questions:
        assert question.before < len(question.line.waiting)
        assert question.ticket in {ticket.id for ticket in question.line.waiting}
        assert question.waited is None or question.waited > 0


def test_as_many_come_as_the_world_says_and_stay_as_long() -> None:
    days = [a_day(THREE_DESKS, seed) for seed in range(30)]
    visits = [visit for day in days for visit in day.visits]
    assert len(visits) / 30 == pytest.approx(88, rel=0.1)
    lengths = [visit.service for visit in visits if visit.service is not None]
    assert fmean(lengths) == pytest.approx(TRUE_MEAN, rel=0.1)


def test_nobody_is_called_in_a_planned_break() -> None:
    alone = replace(THREE_DESKS, skills=(Skills(),), arrivals_per_hour=3.0)
    (begins, ends), *_ = alone.breaks
    moments = [
        question.line for seed in range(20) for question in a_day(alone, seed).questions
    ]
    assert any(len(line.desks[0].windows) == 2 for line in moments)
    assert ends - begins == 45


def test_a_forgotten_end_is_told_when_the_next_is_called() -> None:
    quiet = replace(THREE_DESKS, arrivals_per_hour=2.0)
    usual, late = a_day(quiet), a_day(replace(quiet, forgotten=1.0))

    def longest(day: SimulatedDay) -> float:
        return max(visit.service or 0 for visit in day.visits)

    assert longest(late) > longest(usual)


def test_who_does_not_come_and_who_leaves_is_in_the_record() -> None:
    day = a_day(UNLIKE[1])
    ended = {visit.ended for visit in day.visits}
    assert ended == {TicketState.DONE, TicketState.NO_SHOW, TicketState.WITHDRAWN}

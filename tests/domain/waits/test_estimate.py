from __future__ import annotations

from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.queues import Skills
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.durations import LearnedDurations, PastVisit
from kiosk.domain.waits.estimate import (
    UNREACHED,
    DeskVisit,
    LineNow,
    OpenDesk,
    Wait,
    waits,
)
from kiosk.ids import LanguageCode, TopicId
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket

WORK = TopicId("work")
TEN_MINUTES = LearnedDurations(
    [PastVisit(WORK, TicketState.DONE, 5.0, 0.0, 10.0, 0.0)] * 400
)
FREE = OpenDesk(Skills())


def busy(minutes: float, state: TicketState = TicketState.SERVING) -> OpenDesk:
    return OpenDesk(Skills(), DeskVisit(WORK, state, minutes))


def line(length: int) -> list[Ticket]:
    return [a_ticket(count, topic="work") for count in range(1, length + 1)]


def the_last(
    length: int,
    *desks: OpenDesk,
    seed: int = 1,
    learned: LearnedDurations = TEN_MINUTES,
) -> Wait:
    waiting = line(length)
    return waits(LineNow(waiting, desks), learned, seed)[waiting[-1].id]


def test_the_first_is_called_at_once_by_a_free_desk() -> None:
    assert the_last(1, FREE).high < 2


def test_each_before_is_a_visit() -> None:
    assert the_last(4, FREE).median == pytest.approx(30, abs=2)
    assert the_last(4, FREE, FREE).median == pytest.approx(10, abs=2)


def test_the_range_holds_the_middle_and_grows_with_the_line() -> None:
    nothing = LearnedDurations()
    short, long = (the_last(length, FREE, learned=nothing) for length in (3, 30))
    for each in (short, long):
        assert each.low <= each.median <= each.high
    assert long.high - long.low > short.high - short.low


def test_the_time_that_a_visit_has_lasted_counts() -> None:
    assert the_last(1, busy(1)).median == pytest.approx(9, abs=1)
    assert the_last(1, busy(8)).median == pytest.approx(2, abs=1)


def test_a_visit_that_should_be_over_may_end_any_moment() -> None:
    assert the_last(1, busy(300)).median < 10


def test_who_is_called_is_not_there_yet() -> None:
    waiting = the_last(1, busy(8, TicketState.CALLED))
    assert waiting.median >= the_last(1, busy(8)).median


def test_the_same_question_gets_the_same_answer() -> None:
    assert the_last(20, FREE, busy(3)) == the_last(20, FREE, busy(3))
    unsure = LearnedDurations()
    other = the_last(20, FREE, seed=2, learned=unsure)
    assert the_last(20, FREE, learned=unsure) != other


def test_whom_nobody_fits_is_told_nothing() -> None:
    polish = OpenDesk(Skills(languages=frozenset({LanguageCode("pl")})))
    assert the_last(1, polish) == UNREACHED
    assert the_last(1) == UNREACHED
    assert not the_last(1).is_known


def test_who_is_not_reached_before_closing_is_told_nothing() -> None:
    closing = OpenDesk(Skills(), windows=((0.0, 25.0),))
    assert the_last(2, closing).is_known
    assert the_last(9, closing).median == inf


def test_an_empty_line_asks_nothing() -> None:
    assert waits(LineNow([], [FREE]), TEN_MINUTES, 1) == {}


def test_a_line_of_two_hundred_is_answered_soon() -> None:
    """The bench says how soon; this one notices only what grows out of bounds."""
    asked = LineNow(line(200), [FREE, busy(3), busy(5)])
    waits(asked, TEN_MINUTES, 1)
    begun = perf_counter()
    waits(asked, TEN_MINUTES, 1)
    assert perf_counter() - begun < 0.5

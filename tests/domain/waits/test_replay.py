"""The play calls whom the one order of the line calls, at the moment it would."""

from __future__ import annotations

from dataclasses import replace
from heapq import heapify, heappop, heappush
from math import inf
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.queues import Line, Skills, in_order
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.replay import ALWAYS, play, setting
from kiosk.ids import LanguageCode, TopicId
from tests.builders import a_ticket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.tickets import Ticket
    from kiosk.domain.waits.replay import Windows

WORK, FAMILY = TopicId("work"), TopicId("family")
TOPICS, LANGUAGES = ("work", "family", "tax"), ("ar", "uk")

lines = st.lists(
    st.tuples(st.sampled_from(TOPICS), st.sampled_from(LANGUAGES)), max_size=12
).map(
    lambda wishes: [
        a_ticket(count, topic=topic, language=language)
        for count, (topic, language) in enumerate(wishes, start=1)
    ]
)
some_skills = st.builds(
    lambda topics, languages: Skills(
        frozenset(map(TopicId, topics)), frozenset(map(LanguageCode, languages))
    ),
    st.frozensets(st.sampled_from(TOPICS), max_size=2),
    st.frozensets(st.sampled_from(LANGUAGES), max_size=1),
)
lengths = st.lists(st.integers(1, 30), min_size=12, max_size=12)
desks = st.lists(st.tuples(some_skills, st.integers(0, 20)), max_size=4)


def called(
    line: Sequence[Ticket],
    skills: Sequence[Skills],
    cycles: Sequence[float],
    *,
    free: Sequence[float] | None = None,
    windows: Sequence[Windows] | None = None,
    patience: Sequence[float] | None = None,
) -> list[float]:
    place = setting(line, skills, windows or [ALWAYS] * len(skills))
    return play(place, free or [0.0] * len(skills), cycles, patience)


def by_the_line_itself(
    tickets: Sequence[Ticket],
    skills: Sequence[Skills],
    free: Sequence[float],
    cycles: Sequence[float],
) -> list[float]:
    """Desks press "call next" as soon as they are free, and `Line` says who it is."""
    line, found = Line(tickets), dict.fromkeys([t.id for t in tickets], inf)
    length = dict(zip([t.id for t in tickets], cycles, strict=False))
    at = [(moment, desk) for desk, moment in enumerate(free)]
    heapify(at)
    while at:
        moment, desk = heappop(at)
        ticket = line.next_for(skills[desk])
        if ticket is not None:
            line.put(replace(ticket, state=TicketState.CALLED))
            found[ticket.id] = moment
            heappush(at, (moment + length[ticket.id], desk))
    return [found[ticket.id] for ticket in tickets]


@given(lines, desks, lengths)
def test_it_calls_whom_the_line_calls(
    line: list[Ticket], there: list[tuple[Skills, int]], cycles: list[int]
) -> None:
    skills = [one for one, _ in there]
    free = [float(moment) for _, moment in there]
    ordered = in_order(line)
    assert called(ordered, skills, cycles, free=free) == by_the_line_itself(
        ordered, skills, free, cycles
    )


def test_two_desks_halve_the_wait() -> None:
    line = [a_ticket(count) for count in range(1, 5)]
    assert called(line, [Skills()], [10.0] * 4) == [0, 10, 20, 30]
    assert called(line, [Skills()] * 2, [10.0] * 4) == [0, 0, 10, 10]


def test_who_fits_no_desk_is_never_called() -> None:
    line = [a_ticket(1, topic="work"), a_ticket(2, topic="family")]
    only_family = Skills(topics=frozenset({FAMILY}))
    assert called(line, [only_family], [10.0, 10.0]) == [inf, 0]


def test_in_a_break_and_after_closing_nobody_is_called() -> None:
    line = [a_ticket(count) for count in range(1, 5)]
    windows: Windows = ((5.0, 20.0), (60.0, 70.0))
    times = called(line, [Skills()], [10.0] * 4, windows=[windows])
    assert times == [5, 15, 60, inf]


def test_the_visit_that_is_under_way_when_a_break_begins_goes_on() -> None:
    line = [a_ticket(1), a_ticket(2)]
    windows: Windows = ((0.0, 20.0), (30.0, inf))
    assert called(line, [Skills()], [50.0, 1.0], windows=[windows]) == [0, 50]


def test_who_has_left_keeps_no_desk() -> None:
    line = [a_ticket(count) for count in range(1, 4)]
    times = called(line, [Skills()], [10.0] * 3, patience=[99.0, 5.0, 99.0])
    assert times == [0, 10, 10]


def test_without_a_desk_nobody_is_called() -> None:
    assert called([a_ticket(1)], [], [10.0]) == [inf]
    assert called([], [Skills()], []) == []

"""A headstart is bounded: nobody waits for ever, whoever comes later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.priorities import MOST_MINUTES, Headstarts, Priority
from kiosk.domain.queues import Line, Skills, in_order
from tests.builders import OPENING, a_ticket

MINUTE = timedelta(minutes=1)
minutes = st.integers(0, MOST_MINUTES)
headstarts = st.builds(
    lambda sooner, urgent: Headstarts(sooner * MINUTE, urgent * MINUTE),
    minutes,
    minutes,
)
arrivals = st.lists(
    st.tuples(st.integers(0, 600), st.sampled_from(Priority)), min_size=1, max_size=40
)


@given(headstarts, arrivals)
def test_whoever_waits_longer_than_the_longest_headstart_is_never_passed(
    starts: Headstarts, came: list[tuple[int, Priority]]
) -> None:
    tickets = [
        replace(
            a_ticket(count, issued_at=OPENING + minute * MINUTE),
            ahead=starts.of(priority),
        )
        for count, (minute, priority) in enumerate(came, 1)
    ]
    line = in_order(tickets)
    for before, one in enumerate(line):
        for after in line[before + 1 :]:
            assert after.issued_at + starts.longest() >= one.issued_at


@given(headstarts)
def test_an_endless_stream_of_urgent_visitors_starves_nobody(
    starts: Headstarts,
) -> None:
    """One comes each minute, one is called each minute: the first gets its turn."""
    usual = a_ticket(1, issued_at=OPENING)
    line = Line([usual])
    most = starts.longest() // MINUTE + 2
    for count in range(most + 1):
        at = OPENING + (count + 1) * MINUTE
        urgent = a_ticket(count + 2, issued_at=at)
        line.put(replace(urgent, ahead=starts.longest()))
        called = line.next_for(Skills())
        assert called is not None
        if called == usual:
            return
        line = Line([ticket for ticket in line if ticket != called])
    pytest.fail("The first visitor was never called.")


def test_a_headstart_of_zero_is_no_class() -> None:
    assert Headstarts().offered() == [Priority.SOONER, Priority.URGENT]
    assert Headstarts(sooner=timedelta()).offered() == [Priority.URGENT]
    assert Headstarts(timedelta(), timedelta()).longest() == timedelta()


def test_a_headstart_is_named_by_the_highest_class_that_it_reaches() -> None:
    starts = Headstarts()
    assert starts.named(timedelta()) is Priority.NORMAL
    for priority in starts.offered():
        assert starts.named(starts.of(priority)) is priority
    assert starts.named(20 * MINUTE) is Priority.SOONER
    assert starts.named(5 * MINUTE) is Priority.SOONER
    assert starts.named(90 * MINUTE) is Priority.URGENT

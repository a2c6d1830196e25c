"""Who is next: fair by true time of issue, within what a counsellor takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.queues import Skills, in_order, next_for
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.ids import LanguageCode, TopicId
from tests.builders import OPENING, a_ticket

EVERYTHING = Skills()
ARABIC = Skills(languages=frozenset({LanguageCode("ar")}))
WORK = Skills(topics=frozenset({TopicId("work")}))

tickets = st.builds(
    lambda count, minute, state, topic, language: a_ticket(
        count,
        state,
        topic=topic,
        language=language,
        issued_at=OPENING + timedelta(minutes=minute),
    ),
    st.integers(1, 999),
    st.integers(0, 5),
    st.sampled_from(TicketState),
    st.sampled_from(["work", "family"]),
    st.sampled_from(["ar", "uk"]),
)
queues = st.lists(tickets, unique_by=lambda ticket: ticket.id)


def test_the_earlier_ticket_is_first_whatever_its_number() -> None:
    late = a_ticket(1, issued_at=OPENING + timedelta(minutes=9))
    early = a_ticket(2, issued_at=OPENING)
    assert in_order([late, early]) == [early, late]


def test_tickets_of_one_moment_order_by_identity() -> None:
    one = a_ticket(1, series="B", issued_at=OPENING)
    two = a_ticket(2, series="A", issued_at=OPENING)
    assert in_order([one, two]) == in_order([two, one])


@pytest.mark.parametrize(
    "state", [state for state in TicketState if state is not TicketState.WAITING]
)
def test_only_who_waits_is_next(state: TicketState) -> None:
    assert next_for(EVERYTHING, [a_ticket(1, state)]) is None


def test_empty_skills_take_everybody() -> None:
    assert EVERYTHING.fit(a_ticket(topic="anything", language="uk"))


def test_a_language_is_waited_for() -> None:
    queue = [a_ticket(1, language="uk"), a_ticket(2, language="ar")]
    assert next_for(ARABIC, queue) == queue[1]


def test_a_topic_is_waited_for() -> None:
    queue = [a_ticket(1, topic="family"), a_ticket(2, topic="work")]
    assert next_for(WORK, queue) == queue[1]


def test_topic_and_language_must_both_fit() -> None:
    both = Skills(WORK.topics, ARABIC.languages)
    assert not both.fit(a_ticket(topic="work", language="uk"))
    assert not both.fit(a_ticket(topic="family", language="ar"))
    assert both.fit(a_ticket(topic="work", language="ar"))


def test_nobody_waits_in_an_empty_queue() -> None:
    assert next_for(EVERYTHING, []) is None


@given(queues)
def test_the_order_does_not_depend_on_arrival(queue: list[Ticket]) -> None:
    assert in_order(queue) == in_order(reversed(queue))


@given(queues, st.sampled_from([EVERYTHING, ARABIC, WORK]))
def test_nobody_who_fits_waited_longer_than_the_next(
    queue: list[Ticket], skills: Skills
) -> None:
    chosen = next_for(skills, queue)
    fitting = [t for t in queue if t.state is TicketState.WAITING and skills.fit(t)]
    if chosen is None:
        assert fitting == []
    else:
        assert chosen in fitting
        assert chosen.issued_at == min(ticket.issued_at for ticket in fitting)


@given(queues)
def test_calling_one_after_another_empties_the_queue(queue: list[Ticket]) -> None:
    waiting = {t.id: t for t in queue if t.state is TicketState.WAITING}
    called = []
    while (ticket := next_for(EVERYTHING, waiting.values())) is not None:
        called.append(waiting.pop(ticket.id))
    assert waiting == {}
    assert called == in_order(called)

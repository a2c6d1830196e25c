"""Who is next: fair by true time of issue, within what a counsellor takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.queues import Lack, Line, Skills, Standing, in_order, place
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.ids import LanguageCode, TopicId
from tests.builders import OPENING, a_ticket

EVERYTHING = Skills()
ARABIC = Skills(languages=frozenset({LanguageCode("ar")}))
WORK = Skills(topics=frozenset({TopicId("work")}))
TOPICS, LANGUAGES = ("work", "family", "tax"), ("ar", "uk", "pl")

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
    st.sampled_from(TOPICS),
    st.sampled_from(LANGUAGES),
)
queues = st.lists(tickets, unique_by=lambda ticket: ticket.id)
some_skills = st.builds(
    lambda topics, languages: Skills(
        frozenset(map(TopicId, topics)), frozenset(map(LanguageCode, languages))
    ),
    st.frozensets(st.sampled_from(TOPICS), max_size=2),
    st.frozensets(st.sampled_from(LANGUAGES), max_size=2),
)
staffs = st.lists(some_skills, max_size=4)


def next_by_looking_at_each(skills: Skills, queue: list[Ticket]) -> Ticket | None:
    """The rule in one line: the first of the order who waits and is fit."""
    waiting = (t for t in in_order(queue) if t.state is TicketState.WAITING)
    return next((ticket for ticket in waiting if skills.fit(ticket)), None)


def most_called_before(
    ticket: Ticket, queue: list[Ticket], present: list[Skills]
) -> int:
    """By playing every order in which those who fit the ticket can call."""
    fitting = [skills for skills in present if skills.fit(ticket)]
    seen: set[frozenset[str]] = set()

    def play(left: list[Ticket]) -> int:
        key = frozenset(t.id for t in left)
        if key in seen:
            return 0
        seen.add(key)
        most = 0
        for skills in fitting:
            called = next_by_looking_at_each(skills, left)
            if called is not None and called != ticket:
                rest = [t for t in left if t != called]
                most = max(most, 1 + play(rest))
        return most

    return play(queue)


@given(queues, st.integers(0, 12))
def test_the_first_of_the_line_are_those_in_front(
    queue: list[Ticket], most: int
) -> None:
    line = Line(queue)
    assert line.first(most) == list(line)[:most]


def test_the_earlier_ticket_is_first_whatever_its_number() -> None:
    late = a_ticket(1, issued_at=OPENING + timedelta(minutes=9))
    early = a_ticket(2, issued_at=OPENING)
    assert in_order([late, early]) == [early, late]
    assert list(Line([late, early])) == [early, late]


def test_tickets_of_one_moment_order_by_identity() -> None:
    one = a_ticket(1, series="B", issued_at=OPENING)
    two = a_ticket(2, series="A", issued_at=OPENING)
    assert two.id < one.id
    assert in_order([one, two]) == [two, one]
    assert Line([one, two]).next_for(EVERYTHING) == two
    assert Line([one, two]).people_before(one, [EVERYTHING]) == 1
    assert Line([one, two]).people_before(two, [EVERYTHING]) == 0


@pytest.mark.parametrize(
    "state", [state for state in TicketState if state is not TicketState.WAITING]
)
def test_only_who_waits_is_next(state: TicketState) -> None:
    line = Line([a_ticket(1, state)])
    assert line.next_for(EVERYTHING) is None
    assert line.people_before(a_ticket(2), [EVERYTHING]) == 0
    assert len(line) == 0


def test_empty_skills_take_everybody() -> None:
    assert Skills(topics=frozenset(), languages=frozenset()) == EVERYTHING
    assert EVERYTHING.fit(a_ticket(topic="anything", language="uk"))


def test_a_language_is_waited_for() -> None:
    queue = [a_ticket(1, language="uk"), a_ticket(2, language="ar")]
    assert Line(queue).next_for(ARABIC) == queue[1]


def test_a_topic_is_waited_for() -> None:
    queue = [a_ticket(1, topic="family"), a_ticket(2, topic="work")]
    assert Line(queue).next_for(WORK) == queue[1]


def test_topic_and_language_must_both_fit() -> None:
    both = Skills(WORK.topics, ARABIC.languages)
    assert not both.fit(a_ticket(topic="work", language="uk"))
    assert not both.fit(a_ticket(topic="family", language="ar"))
    assert both.fit(a_ticket(topic="work", language="ar"))


def test_nobody_waits_in_an_empty_queue() -> None:
    assert Line().next_for(EVERYTHING) is None
    assert Line().people_before(a_ticket(1), [EVERYTHING]) == 0
    assert Line().served_by_nobody([]) == frozenset()


def test_whom_only_others_serve_is_not_before_me() -> None:
    """One speaks Arabic, one takes work: the Ukrainian of family is neither's."""
    mine = a_ticket(9, topic="work", language="ar")
    others = [
        a_ticket(1, topic="family", language="uk"),
        a_ticket(2, topic="family", language="ar"),
        a_ticket(3, topic="work", language="uk"),
    ]
    line = Line([*others, mine])
    assert line.people_before(mine, [ARABIC, WORK]) == 2
    assert line.people_before(mine, [ARABIC]) == 1
    assert line.people_before(mine, [ARABIC, EVERYTHING]) == 3


def test_whom_a_stranger_to_my_ticket_serves_is_not_before_me() -> None:
    mine = a_ticket(9, topic="family", language="uk")
    before = a_ticket(1, topic="family", language="ar")
    ukrainian = Skills(languages=frozenset({LanguageCode("uk")}))
    assert Line([before, mine]).people_before(mine, [ARABIC, ukrainian]) == 0


def test_while_nobody_fits_all_who_wait_before_count() -> None:
    mine = a_ticket(9, topic="family", language="uk")
    line = Line([a_ticket(1), a_ticket(2, topic="work"), mine, a_ticket(10)])
    assert line.people_before(mine, []) == line.people_before(mine, [ARABIC]) == 2


def test_a_ticket_that_is_put_again_stands_as_it_is_now() -> None:
    line = Line([a_ticket(1), a_ticket(2)])
    line.put(a_ticket(1, topic="work"))
    assert len(line) == 2
    assert line.next_for(WORK) == a_ticket(1, topic="work")
    line.put(a_ticket(1, TicketState.CALLED))
    assert list(line) == [a_ticket(2)]
    line.put(a_ticket(1, TicketState.DONE))
    assert list(line) == [a_ticket(2)]


def test_who_is_served_by_nobody_is_known() -> None:
    queue = [
        a_ticket(1, topic="work", language="uk"),
        a_ticket(2, topic="family", language="ar"),
        a_ticket(3, topic="family", language="uk"),
        a_ticket(4, TicketState.PARKED, topic="family", language="uk"),
    ]
    line = Line(queue)
    assert line.served_by_nobody([ARABIC, WORK]) == {queue[2].id}
    assert line.served_by_nobody([]) == {ticket.id for ticket in queue[:3]}
    assert line.served_by_nobody([EVERYTHING]) == frozenset()


@given(queues)
def test_the_order_does_not_depend_on_arrival(queue: list[Ticket]) -> None:
    ordered = in_order(queue)
    assert ordered == in_order(reversed(queue))
    assert [place(t) for t in ordered] == sorted((t.issued_at, t.id) for t in queue)
    line = Line()
    for ticket in queue:
        line.put(ticket)
    assert list(line) == [t for t in ordered if t.state is TicketState.WAITING]


@given(queues, some_skills)
def test_the_next_is_the_first_of_the_order_who_fits(
    queue: list[Ticket], skills: Skills
) -> None:
    assert Line(queue).next_for(skills) == next_by_looking_at_each(skills, queue)


@given(queues, tickets, staffs)
def test_as_many_are_before_me_as_can_be_called_before_me_at_most(
    queue: list[Ticket], mine: Ticket, present: list[Skills]
) -> None:
    others = [t for t in queue if t.id != mine.id][:8]
    waiting = a_ticket(
        mine.number.count,
        topic=mine.topic,
        language=mine.language,
        issued_at=mine.issued_at,
    )
    whole = [*others, waiting]
    said = Line(whole).people_before(waiting, present)
    if any(skills.fit(waiting) for skills in present):
        assert said == most_called_before(waiting, whole, present)
    else:
        assert said == most_called_before(waiting, whole, [EVERYTHING])


@given(queues, tickets, staffs)
def test_it_does_not_matter_whether_the_line_knows_the_ticket_yet(
    queue: list[Ticket], mine: Ticket, present: list[Skills]
) -> None:
    others = [t for t in queue if t.id != mine.id]
    without = Line(others).people_before(mine, present)
    assert Line([*others, mine]).people_before(mine, present) == without


@given(queues, staffs)
def test_served_by_nobody_are_those_whom_none_fits(
    queue: list[Ticket], present: list[Skills]
) -> None:
    assert Line(queue).served_by_nobody(present) == {
        t.id
        for t in queue
        if t.state is TicketState.WAITING and not any(s.fit(t) for s in present)
    }


@given(queues, st.lists(st.tuples(st.integers(0, 30), st.sampled_from(TicketState))))
def test_whatever_is_put_the_line_is_as_if_read_anew(
    queue: list[Ticket], moves: list[tuple[int, TicketState]]
) -> None:
    line = Line(queue)
    now = {ticket.id: ticket for ticket in queue}
    for which, state in moves:
        if queue:
            old = queue[which % len(queue)]
            moved = a_ticket(
                old.number.count,
                state,
                topic=old.topic,
                language=old.language,
                issued_at=old.issued_at,
            )
            now[moved.id] = moved
            line.put(moved)
    fresh = Line(now.values())
    assert list(line) == list(fresh)
    assert line.next_for(WORK) == fresh.next_for(WORK)
    assert line.people_before(a_ticket(500), [ARABIC, WORK]) == fresh.people_before(
        a_ticket(500), [ARABIC, WORK]
    )


@given(queues)
def test_calling_one_after_another_empties_the_queue(queue: list[Ticket]) -> None:
    line = Line(queue)
    called = []
    while (ticket := line.next_for(EVERYTHING)) is not None:
        called.append(ticket)
        line.put(a_ticket(ticket.number.count, TicketState.DONE))
    assert len(line) == 0
    assert called == [t for t in in_order(queue) if t.state is TicketState.WAITING]


UKRAINIAN_WORK = a_ticket(1, topic="work", language="uk")
ARABIC_FAMILY = a_ticket(2, topic="family", language="ar")
ARABIC_FAMILY_TOO = a_ticket(3, topic="family", language="ar")


@pytest.mark.parametrize(
    ("present", "unserved"),
    [
        ([], [UKRAINIAN_WORK, ARABIC_FAMILY, ARABIC_FAMILY_TOO]),
        ([WORK], [ARABIC_FAMILY, ARABIC_FAMILY_TOO]),
        ([ARABIC], [UKRAINIAN_WORK]),
        ([ARABIC, WORK], []),
        ([EVERYTHING], []),
    ],
)
def test_whom_nobody_at_a_desk_fits_is_served_by_nobody(
    present: list[Skills], unserved: list[Ticket]
) -> None:
    line = Line([UKRAINIAN_WORK, ARABIC_FAMILY, ARABIC_FAMILY_TOO])
    assert line.served_by_nobody(present) == {ticket.id for ticket in unserved}


@pytest.mark.parametrize(
    ("counsellors", "at_desks", "for_topic", "lack"),
    [
        (None, None, None, None),
        (1, 1, 1, None),
        (0, 0, 0, Lack.ANYBODY),
        (0, 2, 0, Lack.SOMEBODY_FOR_IT),
        (0, None, None, Lack.SOMEBODY_FOR_IT),
        (0, 2, 1, Lack.LANGUAGE),
    ],
)
def test_a_standing_says_why_nobody_could_call(
    counsellors: int | None,
    at_desks: int | None,
    for_topic: int | None,
    lack: Lack | None,
) -> None:
    standing = Standing(
        TicketState.WAITING, 0, None, OPENING, counsellors, at_desks, for_topic
    )
    assert standing.lack() is lack


def test_a_hub_of_before_tells_no_more_than_who_stands_before() -> None:
    standing = Standing(TicketState.WAITING, 0, None, OPENING)
    assert (standing.counsellors, standing.at_desks) == (None, None)
    assert (standing.for_topic, standing.wait) == (None, None)

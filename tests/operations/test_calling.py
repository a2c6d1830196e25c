from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.queues import Skills
from kiosk.domain.tickets import TicketState
from kiosk.errors import IllegalMove, NotAllowed, NotFound
from kiosk.ids import DeskId, LanguageCode, TicketId, TopicId
from kiosk.operations import accounts, calling, check_in, presence
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import join, record
from tests.people import ADMINISTRATOR, NEWCOMER

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context, Outcome
    from tests.fakes.clock import FixedClock

Step = Callable[["Context", "Staff", TicketId], "Outcome"]

TICKET = a_ticket(1).id

STEPS: dict[str, Step] = {
    "call": calling.call,
    "call_again": calling.call_again,
    "at_desk": calling.at_desk,
    "finish": calling.finish,
    "park": calling.park,
    "requeue": calling.requeue,
    "no_show": calling.no_show,
}

PATHS: dict[TicketState, tuple[str, ...]] = {
    TicketState.WAITING: (),
    TicketState.CALLED: ("call",),
    TicketState.SERVING: ("call", "at_desk"),
    TicketState.PARKED: ("call", "park"),
    TicketState.DONE: ("call", "at_desk", "finish"),
    TicketState.NO_SHOW: ("call", "no_show"),
}
"""How a ticket gets into each state."""

LEGAL: dict[TicketState, dict[str, TicketState]] = {
    TicketState.WAITING: {"call": TicketState.CALLED},
    TicketState.CALLED: {
        "call_again": TicketState.CALLED,
        "at_desk": TicketState.SERVING,
        "park": TicketState.PARKED,
        "requeue": TicketState.WAITING,
        "no_show": TicketState.NO_SHOW,
    },
    TicketState.SERVING: {
        "finish": TicketState.DONE,
        "requeue": TicketState.WAITING,
        "park": TicketState.PARKED,
    },
    TicketState.PARKED: {
        "call": TicketState.CALLED,
        "requeue": TicketState.WAITING,
    },
    TicketState.DONE: {},
    TicketState.NO_SHOW: {},
}


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in (1, 2, 3):
        check_in.accept(ctx, entrance, a_ticket(count))


def _bring(ctx: Context, staff: Staff, state: TicketState) -> None:
    for step in PATHS[state]:
        STEPS[step](ctx, staff, TICKET)


@pytest.mark.parametrize(
    ("state", "step", "to"),
    [
        pytest.param(state, step, to, id=f"{state}-{step}")
        for state, steps in LEGAL.items()
        for step, to in steps.items()
    ],
)
def test_a_legal_step_is_made_and_recorded(
    ctx: Context, first: Staff, state: TicketState, step: str, to: TicketState
) -> None:
    _bring(ctx, first, state)
    outcome = STEPS[step](ctx, first, TICKET)
    assert outcome.ticket is not None
    assert outcome.ticket.state is to
    assert outcome.ticket == calling.ticket(ctx, TICKET)
    (event,) = outcome.events
    assert (event.ticket, event.staff, event.at) == (TICKET, first.id, NOON)
    assert event.seq == calling.last_seq(ctx)
    assert [e for e in record(ctx) if e.ticket == TICKET][-1] == event


@pytest.mark.parametrize(
    ("state", "step"),
    [
        pytest.param(state, step, id=f"{state}-{step}")
        for state in PATHS
        for step in STEPS
        if step not in LEGAL[state]
    ],
)
def test_an_illegal_step_is_refused_and_changes_nothing(
    ctx: Context, first: Staff, state: TicketState, step: str
) -> None:
    _bring(ctx, first, state)
    before = calling.ticket(ctx, TICKET), calling.last_seq(ctx)
    with pytest.raises(IllegalMove) as refusal:
        STEPS[step](ctx, first, TICKET)
    assert refusal.value.remedy
    assert (calling.ticket(ctx, TICKET), calling.last_seq(ctx)) == before


@pytest.mark.parametrize("step", STEPS)
def test_a_ticket_that_is_not_there_is_not_found(
    ctx: Context, first: Staff, step: str
) -> None:
    with pytest.raises(NotFound):
        STEPS[step](ctx, first, TicketId("no"))


def test_a_visit_leaves_three_times(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    called = calling.call_next(ctx, first).ticket
    clock.advance(minutes=2)
    calling.at_desk(ctx, first, TICKET)
    clock.advance(minutes=20)
    done = calling.finish(ctx, first, TICKET).ticket
    assert called is not None
    assert done is not None
    assert done.called_at == called.called_at == NOON
    assert done.serving_at is not None
    assert done.ended_at is not None
    assert (done.serving_at - NOON).total_seconds() == 120
    assert (done.ended_at - done.serving_at).total_seconds() == 1200
    assert [event.kind for event in [e for e in record(ctx) if e.ticket == TICKET]] == [
        EventKind.ISSUED,
        EventKind.CALLED,
        EventKind.AT_DESK,
        EventKind.FINISHED,
    ]


def test_call_next_takes_the_first_of_the_line(ctx: Context, first: Staff) -> None:
    outcome = calling.call_next(ctx, first)
    assert outcome.ticket is not None
    assert outcome.ticket.number.count == 1
    assert outcome.ticket.desk == first.desk
    assert calling.current(ctx, first) == outcome.ticket


def test_call_next_finds_nobody_in_an_empty_line(ctx: Context, first: Staff) -> None:
    for count in (1, 2, 3):
        check_in.withdraw(ctx, a_ticket(count).code)
    before = calling.last_seq(ctx)
    outcome = calling.call_next(ctx, first)
    assert (outcome.ticket, outcome.events) == (None, ())
    assert calling.last_seq(ctx) == before


@pytest.mark.parametrize(
    ("skills", "count"),
    [
        (Skills(topics=frozenset({TopicId("work")})), 4),
        (Skills(languages=frozenset({LanguageCode("uk")})), 4),
        (Skills(languages=frozenset({LanguageCode("pl")})), None),
        (Skills(frozenset({TopicId("work")}), frozenset({LanguageCode("ar")})), None),
    ],
    ids=["topic", "language", "other language", "topic and language"],
)
def test_call_next_passes_over_whom_one_cannot_help(
    ctx: Context,
    entrance: PairedTerminal,
    first: Staff,
    skills: Skills,
    count: int | None,
) -> None:
    check_in.accept(ctx, entrance, a_ticket(4, topic="work", language="uk"))
    presence.set_skills(ctx, first.id, skills)
    called = calling.call_next(ctx, accounts.staff(ctx, first.id)).ticket
    assert (called.number.count if called else None) == count


def test_who_still_has_a_visitor_cannot_call_another(
    ctx: Context, first: Staff
) -> None:
    calling.call_next(ctx, first)
    with pytest.raises(IllegalMove, match="still has a visitor") as refusal:
        calling.call_next(ctx, first)
    assert "Finish" in refusal.value.remedy
    with pytest.raises(IllegalMove, match="still has a visitor"):
        calling.call(ctx, first, a_ticket(2).id)


@pytest.mark.parametrize("last", ["park", "requeue", "no_show"])
def test_after_the_visitor_left_the_desk_is_free(
    ctx: Context, first: Staff, last: str
) -> None:
    calling.call_next(ctx, first)
    STEPS[last](ctx, first, TICKET)
    assert calling.current(ctx, first) is None
    calling.call(ctx, first, a_ticket(2).id)
    assert calling.current(ctx, first) == calling.ticket(ctx, a_ticket(2).id)


def test_nobody_calls_without_a_desk(ctx: Context) -> None:
    newcomer = join(ctx, NEWCOMER)
    for attempt in (
        partial(calling.call_next, ctx, newcomer),
        partial(calling.call, ctx, newcomer, TICKET),
        partial(calling.call_again, ctx, newcomer, TICKET),
    ):
        with pytest.raises(NotAllowed) as refusal:
            attempt()
        assert "Choose a desk" in refusal.value.remedy


@pytest.mark.parametrize("step", ["call_again", "at_desk", "park", "no_show"])
def test_a_called_visitor_belongs_to_who_called(
    ctx: Context, first: Staff, second: Staff, step: str
) -> None:
    calling.call_next(ctx, first)
    with pytest.raises(NotAllowed, match="another counsellor"):
        STEPS[step](ctx, second, TICKET)
    assert calling.ticket(ctx, TICKET).state is TicketState.CALLED


def test_a_colleague_can_take_over_a_visitor_left_alone(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call_next(ctx, first)
    calling.requeue(ctx, second, TICKET)
    taken = calling.call_next(ctx, second).ticket
    assert taken is not None
    assert (taken.id, taken.desk) == (TICKET, second.desk)
    assert calling.current(ctx, first) is None


def test_an_administrator_can_finish_what_somebody_left_open(
    ctx: Context, first: Staff
) -> None:
    administrator = join(ctx, ADMINISTRATOR)
    calling.call_next(ctx, first)
    calling.at_desk(ctx, first, TICKET)
    calling.finish(ctx, administrator, TICKET)
    assert calling.current(ctx, first) is None


def test_parked_and_requeued_visitors_keep_their_place(
    ctx: Context, first: Staff
) -> None:
    calling.call_next(ctx, first)
    calling.park(ctx, first, TICKET)
    calling.requeue(ctx, first, TICKET)
    assert [ticket.number.count for ticket in calling.queue(ctx)] == [1, 2, 3]
    called = calling.call_next(ctx, first).ticket
    assert called is not None
    assert called.id == TICKET


def test_calling_again_tells_the_desk_of_now(ctx: Context, first: Staff) -> None:
    calling.call_next(ctx, first)
    moved = presence.choose_desk(ctx, first.id, DeskId("desk-2"))
    again = calling.call_again(ctx, moved, TICKET)
    assert again.ticket is not None
    assert (again.ticket.desk, again.ticket.calls) == ("desk-2", 2)
    assert again.events[0].desk == "desk-2"


def test_the_queue_leaves_out_who_is_done_and_today_does_not(
    ctx: Context, first: Staff
) -> None:
    _bring(ctx, first, TicketState.DONE)
    assert [ticket.number.count for ticket in calling.queue(ctx)] == [2, 3]
    assert [ticket.number.count for ticket in calling.today(ctx)] == [1, 2, 3]


def test_the_queue_of_yesterday_is_not_todays(ctx: Context, clock: FixedClock) -> None:
    clock.advance(days=1)
    assert calling.queue(ctx) == []
    assert calling.today(ctx) == []


def test_who_waits_is_counted_and_of_them_whom_nobody_helps(
    ctx: Context, first: Staff
) -> None:
    everybody = {a_ticket(count).id for count in (1, 2, 3)}
    assert (calling.waiting(ctx), calling.served_by_nobody(ctx)) == (3, frozenset())
    presence.set_skills(
        ctx, first.id, Skills(languages=frozenset({LanguageCode("pl")}))
    )
    assert calling.served_by_nobody(ctx) == everybody
    presence.set_skills(ctx, first.id, Skills())
    calling.call(ctx, first, a_ticket(2).id)
    presence.leave_desk(ctx, first.id)
    assert calling.waiting(ctx) == 2
    assert calling.served_by_nobody(ctx) == everybody - {a_ticket(2).id}

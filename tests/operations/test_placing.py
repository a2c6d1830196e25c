"""A visitor's place changes as counsellors and they themselves want, and no further."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.priorities import Priority
from kiosk.domain.queues import Skills
from kiosk.domain.tickets import LONGEST_NOTE, MOST_DELAYS, MOST_RECALLS, TicketState
from kiosk.errors import (
    IllegalMove,
    NotAllowed,
    NoteTooLong,
    NotFound,
    UnknownTopic,
)
from kiosk.ids import PartnerId, TopicId
from kiosk.operations import (
    accounts,
    calling,
    check_in,
    housekeeping,
    placing,
    presence,
    undoing,
)
from kiosk.operations.placing import Transfer
from tests.builders import a_ticket
from tests.fakes.together import together
from tests.hub_context import record

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

TICKET, CODE = a_ticket(1).id, a_ticket(1).code
WORK, FAMILY = TopicId("work"), TopicId("family")
WELCOME = PartnerId("welcome-center")


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in range(1, 7):
        check_in.accept(ctx, entrance, a_ticket(count))


def counts(ctx: Context) -> list[int]:
    return [ticket.number.count for ticket in calling.queue(ctx)]


def now(ctx: Context) -> Ticket:
    return calling.ticket(ctx, TICKET)


def test_a_transferred_visitor_keeps_number_and_place_and_carries_a_note(
    ctx: Context, first: Staff, second: Staff
) -> None:
    presence.set_skills(ctx, second.id, Skills(topics=frozenset({FAMILY})))
    calling.call_next(ctx, first)
    calling.at_desk(ctx, first, TICKET)
    to = Transfer(FAMILY, note="  Kindergeld,\nForm fehlt. ")
    outcome = placing.transfer(ctx, first, TICKET, to)
    ticket = now(ctx)
    assert outcome.ticket == ticket
    assert (ticket.topic, ticket.state) == (FAMILY, TicketState.WAITING)
    assert ticket.note == "Kindergeld, Form fehlt."
    assert (ticket.number.count, counts(ctx)[0]) == (1, 1)
    assert calling.current(ctx, first) is None
    assert record(ctx)[-1].kind is EventKind.TRANSFERRED
    family = accounts.staff(ctx, second.id)
    called = calling.call_next(ctx, family).ticket
    assert called is not None
    assert called.id == TICKET


def test_a_visitor_of_one_partner_is_not_called_by_another(
    ctx: Context, first: Staff, second: Staff
) -> None:
    presence.set_skills(ctx, first.id, Skills(partner=PartnerId("welcome-center")))
    placing.transfer(ctx, second, TICKET, Transfer(now(ctx).topic, WELCOME))
    other = Skills(partner=PartnerId("other"))
    assert not other.fit(now(ctx))
    assert Skills().fit(now(ctx))
    assert accounts.staff(ctx, first.id).skills.fit(now(ctx))


def test_who_passed_a_visitor_on_is_offered_the_others_only(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call_next(ctx, first)
    placing.transfer(ctx, first, TICKET, Transfer(now(ctx).topic, WELCOME))
    called = []
    while (ticket := calling.call_next(ctx, first).ticket) is not None:
        called.append(ticket.number.count)
        calling.no_show(ctx, first, ticket.id)
    assert called == [2, 3, 4, 5, 6]
    assert calling.next_for(ctx, first) is None
    assert calling.next_for(ctx, second) == now(ctx)


def test_who_passed_a_visitor_on_can_call_them_from_their_row_and_has_them_again(
    ctx: Context, first: Staff
) -> None:
    calling.call_next(ctx, first)
    placing.transfer(ctx, first, TICKET, Transfer(now(ctx).topic, WELCOME))
    calling.call(ctx, first, TICKET)
    calling.requeue(ctx, first, TICKET)
    assert calling.next_for(ctx, first) == now(ctx)


def test_a_visitor_stays_passed_on_though_a_colleague_called_them_and_put_them_back(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call_next(ctx, first)
    placing.transfer(ctx, first, TICKET, Transfer(WORK))
    calling.call(ctx, second, TICKET)
    calling.requeue(ctx, second, TICKET)
    offered = calling.next_for(ctx, first)
    assert offered is not None
    assert offered.id != TICKET


def test_a_visitor_passed_on_to_where_nobody_sits_counts_as_served_by_nobody(
    ctx: Context, first: Staff, second: Staff
) -> None:
    desk = second.desk
    assert desk is not None
    presence.leave_desk(ctx, second.id)
    calling.call_next(ctx, first)
    placing.transfer(ctx, first, TICKET, Transfer(now(ctx).topic, WELCOME))
    assert calling.served_by_nobody(ctx) == {TICKET}
    assert check_in.standing(ctx, TICKET).counsellors == 0
    presence.choose_desk(ctx, second.id, desk)
    assert calling.served_by_nobody(ctx) == frozenset()


def test_whom_somebody_passed_on_is_named_to_them_alone_and_only_while_nobody_fits(
    ctx: Context, first: Staff, second: Staff
) -> None:
    desk = second.desk
    assert desk is not None
    calling.call_next(ctx, first)
    placing.transfer(ctx, first, TICKET, Transfer(now(ctx).topic, WELCOME))
    assert calling.passed_on_to_nobody(ctx, first) is None
    presence.leave_desk(ctx, second.id)
    assert calling.passed_on_to_nobody(ctx, first) == now(ctx)
    assert calling.passed_on_to_nobody(ctx, second) is None
    presence.choose_desk(ctx, second.id, desk)
    assert calling.passed_on_to_nobody(ctx, first) is None


def test_a_transfer_that_was_taken_back_has_passed_nobody_on(
    ctx: Context, first: Staff
) -> None:
    calling.call_next(ctx, first)
    placing.transfer(ctx, first, TICKET, Transfer(WORK))
    undoing.undo(ctx, first, TICKET)
    calling.requeue(ctx, first, TICKET)
    assert calling.next_for(ctx, first) == now(ctx)


def test_who_puts_right_the_topic_of_somebody_who_waits_may_still_be_next(
    ctx: Context, first: Staff
) -> None:
    placing.transfer(ctx, first, TICKET, Transfer(WORK))
    assert calling.next_for(ctx, first) == now(ctx)


def test_a_terminal_may_deliver_a_transferred_ticket_once_more(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    placing.transfer(ctx, first, TICKET, Transfer(WORK))
    again = check_in.accept(ctx, entrance, a_ticket(1))
    assert not again.created
    assert again.standing.state is TicketState.WAITING
    placing.transfer(ctx, first, TICKET, Transfer(a_ticket(1).topic))
    assert now(ctx).told_topic is None


@pytest.mark.parametrize(
    ("to", "error"),
    [
        (Transfer(TopicId("no")), UnknownTopic),
        (Transfer(WORK, PartnerId("no")), NotFound),
        (Transfer(WORK, note="x" * (LONGEST_NOTE + 1)), NoteTooLong),
    ],
)
def test_a_transfer_to_nowhere_is_refused_and_changes_nothing(
    ctx: Context, first: Staff, to: Transfer, error: type[Exception]
) -> None:
    before = now(ctx), calling.last_seq(ctx)
    with pytest.raises(error):
        placing.transfer(ctx, first, TICKET, to)
    assert (now(ctx), calling.last_seq(ctx)) == before


def test_a_visitor_of_a_colleague_is_not_transferred_away(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call_next(ctx, second)
    with pytest.raises(NotAllowed):
        placing.transfer(ctx, first, TICKET, Transfer(WORK))
    calling.park(ctx, second, TICKET)
    with pytest.raises(IllegalMove):
        placing.transfer(ctx, first, TICKET, Transfer(WORK))


def test_a_note_is_gone_with_the_close_of_the_day(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    placing.transfer(ctx, first, TICKET, Transfer(WORK, note="Kommt morgen wieder"))
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    with pytest.raises(NotFound):
        calling.ticket(ctx, TICKET)
    assert record(ctx) == []


def test_an_urgent_visitor_passes_only_those_who_came_just_before(
    ctx: Context, first: Staff
) -> None:
    placing.put_ahead(ctx, first, a_ticket(6).id, Priority.URGENT)
    assert counts(ctx) == [6, 1, 2, 3, 4, 5]
    placing.put_ahead(ctx, first, a_ticket(6).id, Priority.NORMAL)
    assert counts(ctx) == [1, 2, 3, 4, 5, 6]
    assert ctx.headstarts.longest() == timedelta(minutes=45)


def test_who_came_long_ago_is_passed_by_nobody(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    late = a_ticket(7, issued_at=a_ticket(1).issued_at + timedelta(minutes=46))
    check_in.accept(ctx, entrance, late)
    placing.put_ahead(ctx, first, late.id, Priority.URGENT)
    assert counts(ctx)[0] == 1


def test_two_people_go_first_whom_the_visitor_lets_pass(ctx: Context) -> None:
    assert placing.may_step_back(ctx, now(ctx)) == 2
    placing.step_back(ctx, CODE, 0)
    assert counts(ctx) == [2, 3, 1, 4, 5, 6]
    assert check_in.standing(ctx, TICKET).people_before == 2
    placing.step_back(ctx, CODE, 1)
    assert counts(ctx) == [2, 3, 4, 5, 1, 6]


def test_sent_twice_or_by_two_at_once_it_is_done_once(ctx: Context) -> None:
    raised = together(*[partial(placing.step_back, ctx, CODE, 0)] * 4)
    assert raised == []
    assert placing.step_back(ctx, CODE, 0).events == ()
    assert (now(ctx).delays, counts(ctx)) == (1, [2, 3, 1, 4, 5, 6])


def test_only_those_go_first_who_could_be_called_instead(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    presence.set_skills(ctx, first.id, Skills(topics=frozenset({WORK})))
    for count in (10, 11, 12):
        check_in.accept(ctx, entrance, a_ticket(count, topic="work"))
    placing.step_back(ctx, a_ticket(10).code, 0)
    assert counts(ctx)[-3:] == [11, 12, 10]


def test_the_last_in_the_line_lets_nobody_pass(ctx: Context, first: Staff) -> None:
    assert placing.may_step_back(ctx, calling.ticket(ctx, a_ticket(6).id)) == 0
    with pytest.raises(IllegalMove):
        placing.step_back(ctx, a_ticket(6).code, 0)
    calling.call_next(ctx, first)
    assert placing.may_step_back(ctx, now(ctx)) == 0
    with pytest.raises(IllegalMove):
        placing.step_back(ctx, CODE, 0)


def test_a_visitor_lets_others_pass_some_times_and_no_more(
    ctx: Context, entrance: PairedTerminal
) -> None:
    for count in range(20, 40):
        check_in.accept(ctx, entrance, a_ticket(count))
    for done in range(MOST_DELAYS):
        placing.step_back(ctx, CODE, done)
    with pytest.raises(IllegalMove):
        placing.step_back(ctx, CODE, MOST_DELAYS)
    assert placing.may_step_back(ctx, now(ctx)) == 0


def test_who_lets_others_pass_is_ahead_of_nobody_any_more(
    ctx: Context, first: Staff
) -> None:
    placing.put_ahead(ctx, first, a_ticket(3).id, Priority.URGENT)
    placing.step_back(ctx, a_ticket(3).code, 0)
    assert counts(ctx) == [1, 2, 3, 4, 5, 6]


def test_a_visitor_is_called_again_three_times_and_no_more(
    ctx: Context, first: Staff
) -> None:
    calling.call_next(ctx, first)
    for _ in range(MOST_RECALLS):
        calling.call_again(ctx, first, TICKET)
    with pytest.raises(IllegalMove):
        calling.call_again(ctx, first, TICKET)
    calling.requeue(ctx, first, TICKET)
    calling.call_next(ctx, first)
    calling.call_again(ctx, first, TICKET)


@pytest.mark.parametrize("deed", ["transfer", "ahead"])
def test_a_changed_place_is_taken_back(ctx: Context, first: Staff, deed: str) -> None:
    before = now(ctx)
    if deed == "transfer":
        placing.transfer(ctx, first, TICKET, Transfer(WORK, WELCOME, "Notiz"))
    else:
        placing.put_ahead(ctx, first, TICKET, Priority.SOONER)
    assert now(ctx) != before
    assert undoing.undo(ctx, first, TICKET).ticket == before

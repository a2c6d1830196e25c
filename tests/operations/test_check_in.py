from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.errors import Conflict, IllegalMove, NotFound
from kiosk.ids import LanguageCode, TicketId, TopicId
from kiosk.operations import calling, check_in, housekeeping
from tests.builders import SERVICE_DAY, a_catalogue, a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import pair, record, with_catalogue
from tests.people import SIDE_DOOR

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


def test_a_new_ticket_is_created_and_told(
    ctx: Context, entrance: PairedTerminal
) -> None:
    accepted = check_in.accept(ctx, entrance, a_ticket(17))
    assert accepted.created
    assert accepted.standing == Standing(TicketState.WAITING, 0, None, NOON, 0, 0, 0)
    assert accepted.outcome.ticket == a_ticket(17)
    (event,) = accepted.outcome.events
    assert (event.kind, event.ticket) == (EventKind.ISSUED, a_ticket(17).id)


def test_the_record_holds_the_true_time_of_issue(
    ctx: Context, entrance: PairedTerminal
) -> None:
    accepted = check_in.accept(ctx, entrance, a_ticket(17))
    assert accepted.outcome.events[0].at == a_ticket(17).issued_at < NOON


def test_the_same_ticket_again_changes_nothing(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(17))
    again = check_in.accept(ctx, entrance, a_ticket(17))
    assert not again.created
    assert again.outcome.events == ()
    assert again.standing.state is TicketState.WAITING
    assert calling.today(ctx) == [a_ticket(17)]
    assert calling.last_seq(ctx) == 1


def test_the_hub_keeps_the_service_that_the_visitor_came_from(
    ctx: Context, entrance: PairedTerminal
) -> None:
    ticket = a_ticket(17, about="contract")
    check_in.accept(ctx, entrance, ticket)
    assert calling.today(ctx) == [ticket]


def test_a_ticket_that_was_delivered_without_its_service_is_the_same_ticket(
    ctx: Context, entrance: PairedTerminal
) -> None:
    """By a terminal that thought this hub an older one."""
    check_in.accept(ctx, entrance, a_ticket(17))
    again = check_in.accept(ctx, entrance, a_ticket(17, about="contract"))
    assert not again.created


def test_a_repetition_hears_where_the_ticket_stands_by_now(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    check_in.accept(ctx, entrance, a_ticket(17))
    calling.call_next(ctx, first)
    again = check_in.accept(ctx, entrance, a_ticket(17))
    assert again.standing == Standing(TicketState.CALLED, 0, first.desk, NOON)


def test_several_are_taken_in_with_one_answer_each(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(2))
    tickets = [a_ticket(1), a_ticket(2), a_ticket(2, topic="work"), a_ticket(3)]
    new, again, other, last = check_in.accept_all(
        ctx, [(entrance, ticket) for ticket in tickets]
    )
    assert isinstance(new, check_in.Accepted)
    assert new.created
    assert isinstance(again, check_in.Accepted)
    assert not again.created
    assert isinstance(other, Conflict)
    assert isinstance(last, check_in.Accepted)
    assert last.standing.people_before == 2
    assert calling.today(ctx) == [a_ticket(1), a_ticket(2), a_ticket(3)]


def test_the_same_ticket_twice_at_once_is_created_once(
    ctx: Context, entrance: PairedTerminal
) -> None:
    answers = check_in.accept_all(ctx, [(entrance, a_ticket(17))] * 2)
    assert [isinstance(a, check_in.Accepted) and a.created for a in answers] == [
        True,
        False,
    ]
    (issued,) = record(ctx)
    assert issued.seq == calling.last_seq(ctx)


@pytest.mark.parametrize(
    "other",
    [
        a_ticket(17, topic="work"),
        a_ticket(17, language="pl"),
        a_ticket(17, screen_language="en"),
        a_ticket(17, code="ZZZZZZZZZZZZ"),
        a_ticket(17, issued_at=a_ticket(18).issued_at),
        replace(a_ticket(17), number=TicketNumber("A", 18)),
        a_ticket(17, service_day=SERVICE_DAY + timedelta(days=1)),
    ],
    ids=["topic", "language", "screen", "code", "time", "number", "day"],
)
def test_the_same_identity_with_other_data_is_a_conflict(
    ctx: Context, entrance: PairedTerminal, other: Ticket
) -> None:
    check_in.accept(ctx, entrance, a_ticket(17))
    with pytest.raises(Conflict, match="other data"):
        check_in.accept(ctx, entrance, other)
    assert calling.today(ctx) == [a_ticket(17)]


def test_a_topic_that_is_offered_no_more_is_taken_in(
    ctx: Context, entrance: PairedTerminal
) -> None:
    assert check_in.accept(ctx, entrance, a_ticket(1, topic="tax")).created


def test_a_language_that_is_offered_no_more_is_taken_in(
    ctx: Context, entrance: PairedTerminal
) -> None:
    content = replace(a_catalogue(), counselling_languages=(LanguageCode("de"),))
    later = with_catalogue(ctx, content)
    assert check_in.accept(later, entrance, a_ticket(1, language="ar")).created


def test_a_repetition_is_answered_although_its_topic_was_removed(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    content = a_catalogue()
    others = tuple(t for t in content.topics if t.id != TopicId("residence"))
    later = with_catalogue(ctx, replace(content, topics=others))
    assert not check_in.accept(later, entrance, a_ticket(1)).created


def test_a_state_that_the_sender_claims_is_not_believed(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1, TicketState.DONE))
    (ticket,) = calling.queue(ctx)
    assert ticket.state is TicketState.WAITING


def test_who_came_first_stands_first_however_late_they_are_delivered(
    ctx: Context, entrance: PairedTerminal
) -> None:
    side = pair(ctx, SIDE_DOOR)
    check_in.accept(ctx, entrance, a_ticket(5))
    late = a_ticket(1, series=SIDE_DOOR)
    assert check_in.accept(ctx, side, late).standing.people_before == 0
    assert check_in.standing(ctx, a_ticket(5).id).people_before == 1


def test_only_those_who_wait_stand_before_me(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    for count in (1, 2, 3):
        check_in.accept(ctx, entrance, a_ticket(count))
    calling.call_next(ctx, first)
    assert check_in.standing(ctx, a_ticket(3).id).people_before == 1
    calling.park(ctx, first, a_ticket(1).id)
    parked = check_in.standing(ctx, a_ticket(1).id)
    assert (parked.people_before, parked.desk) == (0, None)


def test_a_ticket_nobody_delivered_has_no_standing(ctx: Context) -> None:
    with pytest.raises(NotFound):
        check_in.standing(ctx, TicketId("0" * 32))


@pytest.mark.parametrize("change", [str, str.lower])
def test_the_visitor_finds_their_ticket_by_its_code(
    ctx: Context, entrance: PairedTerminal, change: type[str]
) -> None:
    accepted = check_in.accept(ctx, entrance, a_ticket(17))
    found = check_in.ticket_by_code(ctx, change(a_ticket(17).code))
    assert found == (a_ticket(17), accepted.standing)


def test_letters_that_look_like_digits_are_read_as_digits(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(17, code="10AB10AB10AB"))
    ticket, _standing = check_in.ticket_by_code(ctx, "ioabLOabloab")
    assert ticket.code == "10AB10AB10AB"


def test_an_unknown_code_opens_nothing(ctx: Context) -> None:
    with pytest.raises(NotFound):
        check_in.ticket_by_code(ctx, "ZZZZZZZZZZZZ")


def test_a_visitor_who_waits_or_is_parked_can_withdraw(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    for count in (1, 2):
        check_in.accept(ctx, entrance, a_ticket(count))
    calling.call(ctx, first, a_ticket(1).id)
    calling.park(ctx, first, a_ticket(1).id)
    for count in (1, 2):
        outcome = check_in.withdraw(ctx, a_ticket(count).code)
        assert outcome.ticket is not None
        assert outcome.ticket.state is TicketState.WITHDRAWN
        assert outcome.ticket.ended_at == NOON
        assert outcome.events[0].kind is EventKind.WITHDRAWN
    assert calling.queue(ctx) == []


def test_a_visitor_cannot_withdraw_once_called_or_twice(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    for count in (1, 2):
        check_in.accept(ctx, entrance, a_ticket(count))
    calling.call_next(ctx, first)
    check_in.withdraw(ctx, a_ticket(2).code)
    for count in (1, 2):
        with pytest.raises(IllegalMove):
            check_in.withdraw(ctx, a_ticket(count).code)


def test_a_repetition_after_the_day_was_closed_is_not_counted_again(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    again = check_in.accept(ctx, entrance, a_ticket(1))
    assert not again.created
    assert again.standing.state is TicketState.WITHDRAWN
    assert check_in.standing(ctx, a_ticket(1).id).state is TicketState.WITHDRAWN
    housekeeping.close_days(ctx)
    (counts,) = housekeeping.counts_of(ctx, SERVICE_DAY)
    assert counts.tickets == 1


def test_of_a_ticket_whose_day_is_closed_nothing_is_told_to_anybody(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    again = check_in.accept(ctx, entrance, a_ticket(1))
    assert (again.outcome.ticket, again.outcome.events) == (None, ())
    for stands in (again.standing, check_in.standing(ctx, a_ticket(1).id)):
        assert (stands.people_before, stands.desk, stands.counsellors) == (
            0,
            None,
            None,
        )

"""Tickets that are odd when they arrive: a visitor holds each of the numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.arrivals import TicketMark
from kiosk.domain.queues import Skills
from kiosk.domain.refusals import RefusalReason
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.errors import CodeTaken, ImpossibleMoment, KioskError, OtherData
from kiosk.ids import LanguageCode, TopicId
from kiosk.operations import calling, check_in, fleet, housekeeping, refusals
from kiosk.operations.refusals import MOST_LISTED
from kiosk.store.refused_tickets import MOST_KEPT
from tests.builders import SERVICE_DAY, a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import join, pair, statements
from tests.people import COUNSELLOR_2, SIDE_DOOR

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

DAY = timedelta(days=1)


def of_a_clock(off: timedelta, count: int = 1) -> Ticket:
    told = NOON + off
    return a_ticket(count, issued_at=told, service_day=told.date())


def a_twin(count: int = 17, *, topic: str = "work") -> Ticket:
    """The number again, with an identity and a code of its own."""
    return a_ticket(count, ticket_id="f" * 32, code="ZZZZZZZZZZZZ", topic=topic)


@pytest.mark.parametrize("off", [-DAY, DAY, -4 * DAY], ids=str)
def test_a_ticket_of_a_wrong_clock_joins_the_line_now(
    ctx: Context, entrance: PairedTerminal, first: Staff, off: timedelta
) -> None:
    check_in.accept(ctx, entrance, a_ticket(5))
    accepted = check_in.accept(ctx, entrance, of_a_clock(off))
    assert accepted.created
    assert accepted.standing.people_before == 1
    assert [t.number.count for t in calling.queue(ctx)] == [5, 1]
    found, stands = check_in.ticket_by_code(ctx, of_a_clock(off).code)
    assert (found.service_day, found.issued_at) == (SERVICE_DAY, NOON)
    assert found.marks == {TicketMark.RE_DATED}
    assert stands.state is TicketState.WAITING
    called = [calling.call_next(ctx, staff).ticket for staff in (first,)]
    assert called[0] is not None


def test_a_ticket_of_the_year_1970_is_called_today(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    told = datetime(1970, 1, 1, 0, 12, tzinfo=UTC)
    reset = a_ticket(1, issued_at=told, service_day=told.date())
    check_in.accept(ctx, entrance, reset)
    called = calling.call_next(ctx, first).ticket
    assert called is not None
    assert called.number == reset.number


def test_a_repetition_keeps_the_date_that_it_was_given_first(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, of_a_clock(-DAY))
    clock.advance(minutes=30)
    again = check_in.accept(ctx, entrance, of_a_clock(-DAY))
    assert not again.created
    (kept,) = calling.queue(ctx)
    assert kept.issued_at == NOON


@pytest.mark.parametrize("off", [-DAY, timedelta(0), DAY], ids=str)
def test_a_ticket_whose_day_was_closed_stays_closed_whatever_its_date(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock, off: timedelta
) -> None:
    check_in.accept(ctx, entrance, of_a_clock(off))
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    again = check_in.accept(ctx, entrance, of_a_clock(off))
    assert not again.created
    assert again.standing.state is TicketState.WITHDRAWN
    assert calling.queue(ctx) == []
    clock.advance(days=1)
    assert housekeeping.close_days(ctx).tickets == 0


def test_a_repetition_comes_so_late_that_it_would_be_nonsense_now(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    clock.advance(days=20)
    again = check_in.accept(ctx, entrance, a_ticket(1))
    assert again.standing.state is TicketState.WITHDRAWN
    assert refusals.recent(ctx).listed == ()


def test_a_closed_ticket_in_a_batch_keeps_no_other_from_the_line(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    tomorrow = of_a_clock(DAY, count=1)
    check_in.accept(ctx, entrance, tomorrow)
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    fresh = of_a_clock(DAY, count=2)
    again, new = check_in.accept_all(ctx, [(entrance, tomorrow), (entrance, fresh)])
    assert isinstance(again, check_in.Accepted)
    assert not again.created
    assert isinstance(new, check_in.Accepted)
    assert new.created
    assert [t.number.count for t in calling.queue(ctx)] == [2]


def test_tickets_of_a_day_without_a_hub_are_counted_but_not_called(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    """Their terminal was heard before and not since: they are late, no clock is off."""
    _terminal, token = fleet.pair(ctx, "A", "Entrance A")
    clock.advance(hours=-6)
    fleet.seen(ctx, fleet.by_token(ctx, token))
    clock.advance(days=1)
    entrance = fleet.seen(ctx, fleet.by_token(ctx, token))
    for count in (1, 2):
        accepted = check_in.accept(ctx, entrance, a_ticket(count))
        assert accepted.created
        assert accepted.outcome.ticket == a_ticket(count)
    assert calling.queue(ctx) == []
    assert calling.call_next(ctx, first).ticket is None
    assert housekeeping.close_days(ctx).tickets == 2


def test_a_second_holder_of_a_number_is_called_too(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    second = join(ctx, COUNSELLOR_2)
    check_in.accept(ctx, entrance, a_ticket(17))
    accepted = check_in.accept(ctx, entrance, a_twin())
    assert accepted.created
    assert accepted.standing.people_before == 1
    assert sorted(t.holder for t in calling.queue(ctx)) == [1, 2]
    found, _stands = check_in.ticket_by_code(ctx, a_twin().code)
    assert (found.holder, found.topic) == (2, "work")
    called = {
        ticket.holder
        for staff in (first, second)
        if (ticket := calling.call_next(ctx, staff).ticket)
    }
    assert called == {1, 2}


def test_a_third_holder_is_the_third(ctx: Context, entrance: PairedTerminal) -> None:
    others = [
        a_ticket(17, ticket_id=digit * 32, code=digit.upper() * 12) for digit in "def"
    ]
    for ticket in others:
        check_in.accept(ctx, entrance, ticket)
    assert sorted(t.holder for t in calling.queue(ctx)) == [1, 2, 3]
    again = check_in.accept(ctx, entrance, others[2])
    assert not again.created


def test_twins_in_one_batch_are_both_taken(
    ctx: Context, entrance: PairedTerminal
) -> None:
    answers = check_in.accept_all(
        ctx, [(entrance, a_ticket(17)), (entrance, a_twin()), (entrance, a_ticket(18))]
    )
    assert all(isinstance(a, check_in.Accepted) and a.created for a in answers)


def test_a_ticket_of_another_series_is_taken_and_marked(
    ctx: Context, entrance: PairedTerminal
) -> None:
    side = pair(ctx, SIDE_DOOR)
    check_in.accept(ctx, entrance, a_ticket(17))
    accepted = check_in.accept(ctx, side, a_twin())
    assert accepted.created
    assert accepted.outcome.ticket is not None
    assert accepted.outcome.ticket.marks == {TicketMark.OTHER_SERIES}
    assert accepted.outcome.ticket.holder == 2


def test_a_topic_that_nobody_knows_is_called_by_whoever_is_next(
    ctx: Context, entrance: PairedTerminal
) -> None:
    """Somebody must: which counsellor fits cannot be known."""
    narrow = Skills(topics=frozenset({TopicId("work")}))
    somebody = join(ctx, COUNSELLOR_2, narrow)
    check_in.accept(ctx, entrance, a_ticket(1, topic="astrology"))
    called = calling.call_next(ctx, somebody).ticket
    assert called is not None
    assert called.marks == {TicketMark.UNKNOWN_TOPIC}


def test_a_language_that_nobody_knows_is_called_by_whoever_is_next(
    ctx: Context, entrance: PairedTerminal
) -> None:
    narrow = Skills(languages=frozenset({LanguageCode("pl")}))
    somebody = join(ctx, COUNSELLOR_2, narrow)
    check_in.accept(ctx, entrance, a_ticket(1, language="tlh"))
    called = calling.call_next(ctx, somebody).ticket
    assert called is not None
    assert called.marks == {TicketMark.UNKNOWN_LANGUAGE}


def test_a_screen_language_that_nobody_knows_is_no_matter(
    ctx: Context, entrance: PairedTerminal
) -> None:
    accepted = check_in.accept(ctx, entrance, a_ticket(1, screen_language="tlh"))
    assert accepted.outcome.ticket is not None
    assert accepted.outcome.ticket.marks == frozenset()


def nonsense(count: int = 1) -> Ticket:
    told = datetime(9999, 12, 31, 23, tzinfo=UTC)
    return a_ticket(count, issued_at=told, service_day=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("before", "refused", "error", "reason"),
    [
        (None, nonsense(), ImpossibleMoment, RefusalReason.CLOCK),
        (
            a_ticket(17),
            replace(a_ticket(17), topic=TopicId("work")),
            OtherData,
            RefusalReason.OTHER_DATA,
        ),
        (
            a_ticket(17),
            a_ticket(18, code=a_ticket(17).code),
            CodeTaken,
            RefusalReason.CODE_TAKEN,
        ),
    ],
    ids=["clock", "data", "code"],
)
def test_what_is_refused_is_kept_for_staff(
    ctx: Context,
    entrance: PairedTerminal,
    before: Ticket | None,
    refused: Ticket,
    error: type[KioskError],
    reason: RefusalReason,
) -> None:
    if before is not None:
        check_in.accept(ctx, entrance, before)
    with pytest.raises(error) as refusal:
        check_in.accept(ctx, entrance, refused)
    assert refusal.value.remedy
    (kept,) = refusals.recent(ctx).listed
    assert (kept.number, kept.reason) == (str(refused.number), reason)
    assert (kept.terminal, kept.at) == (entrance.name, NOON)


def test_a_refusal_that_is_tried_again_is_kept_once_with_its_newest_time(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    for _ in range(3):
        clock.advance(minutes=10)
        check_in.accept_all(ctx, [(entrance, nonsense())])
    (kept,) = refusals.recent(ctx).listed
    assert kept.at == clock.now()


def test_what_was_taken_in_the_end_is_no_refusal_any_more(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept_all(ctx, [(entrance, nonsense())])
    put_right = a_ticket(1)
    assert put_right.id == nonsense().id
    check_in.accept(ctx, entrance, put_right)
    assert refusals.recent(ctx).listed == ()


def test_a_batch_keeps_its_refusals_in_one_transaction(
    ctx: Context, entrance: PairedTerminal
) -> None:
    with statements(ctx.database) as asked:
        check_in.accept_all(ctx, [(entrance, nonsense(count)) for count in (1, 2, 3)])
    assert not any("tickets (id, series" in statement for statement in asked)
    assert len(refusals.recent(ctx).listed) == 3


def test_what_is_not_listed_is_counted_as_far_as_it_is_known(
    ctx: Context, entrance: PairedTerminal
) -> None:
    batch = [(entrance, nonsense(count)) for count in range(1, 10)]
    check_in.accept_all(ctx, batch)
    kept = refusals.recent(ctx, 4)
    assert (len(kept.listed), kept.more, kept.at_least) == (4, 5, False)
    many = [(entrance, nonsense(count)) for count in range(10, MOST_KEPT + 5)]
    check_in.accept_all(ctx, many)
    kept = refusals.recent(ctx)
    assert (len(kept.listed), kept.more) == (MOST_LISTED, MOST_KEPT - MOST_LISTED)
    assert kept.at_least

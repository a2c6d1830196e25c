"""The line in memory says what the database says, whoever has changed it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.queues import Lack, Line, Skills
from kiosk.domain.tickets import TicketState
from kiosk.errors import KioskError
from kiosk.ids import DeskId, LanguageCode, TopicId
from kiosk.operations import calling, check_in, housekeeping, presence
from kiosk.operations.line import MANY_CHANGES, Hall, KeptLine
from kiosk.store import tickets
from kiosk.store.database import Duplicate
from tests.builders import SERVICE_DAY, a_ticket
from tests.hub_context import join, statements
from tests.people import NEWCOMER

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

POLISH = Skills(languages=frozenset({LanguageCode("pl")}))
DESK = DeskId("desk-1")


def known(ctx: Context) -> list[Ticket]:
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        return list(hall.line)


def kept(ctx: Context) -> list[Ticket]:
    """As a process would read it that has just been started."""
    with ctx.database.read() as connection:
        return list(Line(tickets.waiting(connection, ctx.today())))


def _add_twice(ctx: Context, ticket: Ticket) -> None:
    with ctx.database.begin() as connection:
        with ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall:
            assert ticket not in list(hall.line)
        tickets.add(connection, ticket)
        tickets.add(connection, ticket)


@pytest.fixture
def other(ctx: Context) -> Context:
    """The same hub in another process: the database is all that they share."""
    return replace(ctx, line=KeptLine())


def test_nobody_stands_before_who_waits_no_more_or_whose_day_is_over() -> None:
    before, mine = a_ticket(1), a_ticket(2)
    hall = Hall(Line([before, mine]), ())
    assert hall.people_before(mine, SERVICE_DAY) == 1
    called = replace(mine, state=TicketState.CALLED)
    assert hall.people_before(called, SERVICE_DAY) == 0
    assert hall.people_before(mine, SERVICE_DAY + timedelta(days=1)) == 0


def test_a_delivery_is_answered_with_its_own_ticket(
    ctx: Context, entrance: PairedTerminal
) -> None:
    for count in range(1, 6):
        accepted = check_in.accept(ctx, entrance, a_ticket(count))
        assert accepted.standing.people_before == count - 1
        assert known(ctx)[-1] == a_ticket(count)


def test_of_those_taken_together_each_knows_the_others(
    ctx: Context, entrance: PairedTerminal
) -> None:
    batch = [(entrance, a_ticket(count)) for count in (3, 1, 2)]
    answers = check_in.accept_all(ctx, batch)
    stands = [
        a.standing.people_before for a in answers if not isinstance(a, KioskError)
    ]
    assert stands == [2, 0, 1]


def test_changes_of_another_process_are_seen_at_once(
    ctx: Context, other: Context, entrance: PairedTerminal, first: Staff
) -> None:
    for count in (1, 2, 3):
        check_in.accept(other if count == 2 else ctx, entrance, a_ticket(count))
    assert [t.number.count for t in known(ctx)] == [1, 2, 3]
    assert known(ctx) == known(other) == kept(ctx)
    calling.call_next(other, first)
    assert [t.number.count for t in known(ctx)] == [2, 3]
    calling.requeue(ctx, first, a_ticket(1).id)
    check_in.withdraw(other, a_ticket(2).code)
    assert known(ctx) == known(other) == kept(ctx)
    assert [t.number.count for t in known(ctx)] == [1, 3]
    assert check_in.standing(ctx, a_ticket(3).id).people_before == 1


def test_a_write_that_was_undone_is_never_seen(
    ctx: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    twin = a_ticket(2, code=a_ticket(1).code)
    batch = [(entrance, a_ticket(3)), (entrance, twin)]
    check_in.accept_all(ctx, batch)
    assert known(ctx) == kept(ctx)
    before = kept(ctx)
    with pytest.raises(Duplicate):
        _add_twice(ctx, a_ticket(9))
    assert known(ctx) == kept(ctx) == before
    check_in.accept(ctx, entrance, a_ticket(9))
    assert known(ctx) == kept(ctx)


def test_the_next_day_begins_with_an_empty_line(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    assert len(known(ctx)) == 1
    clock.advance(days=1)
    assert known(ctx) == []
    assert check_in.standing(ctx, a_ticket(1).id).counsellors == 0
    clock.advance(days=-1)
    assert known(ctx) == [a_ticket(1)]


def test_a_day_that_another_process_closes_leaves_the_line(
    ctx: Context, other: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    """Also when its clock was wrong and it took today's tickets for yesterday's."""
    for count in (1, 2):
        check_in.accept(ctx, entrance, a_ticket(count))
    assert len(known(ctx)) == 2
    clock.advance(days=1)
    housekeeping.close_days(other)
    clock.advance(days=-1)
    assert known(ctx) == kept(ctx)
    check_in.accept(ctx, entrance, a_ticket(3))
    assert known(ctx) == kept(ctx)


def test_many_changes_are_read_as_a_whole(
    ctx: Context, other: Context, entrance: PairedTerminal
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    assert len(known(ctx)) == 1
    batch = [(entrance, a_ticket(count)) for count in range(2, MANY_CHANGES + 10)]
    check_in.accept_all(other, batch)
    assert known(ctx) == kept(ctx)


def test_an_unchanged_line_costs_one_question(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    known(ctx)
    with statements(ctx.database) as asked:
        known(ctx)
    assert len(asked) == 1


@pytest.mark.parametrize("length", [0, 300])
def test_a_delivery_asks_the_same_however_long_the_line_is(
    ctx: Context, entrance: PairedTerminal, length: int
) -> None:
    check_in.accept_all(ctx, [(entrance, a_ticket(n)) for n in range(1, length + 1)])
    check_in.accept(ctx, entrance, a_ticket(998))
    with statements(ctx.database) as asked:
        check_in.accept(ctx, entrance, a_ticket(999))
    assert [statement.split()[0] for statement in asked].count("INSERT") == 2
    assert len(asked) <= 6


def test_who_fits_is_counted_as_they_come_and_go(
    ctx: Context,
    other: Context,
    entrance: PairedTerminal,
    first: Staff,
    clock: FixedClock,
) -> None:
    ticket = a_ticket(1, language="ar")
    stands = check_in.accept(ctx, entrance, ticket).standing
    assert stands.counsellors == 1
    newcomer = join(ctx, NEWCOMER)
    presence.choose_desk(other, newcomer.id, DESK)
    assert check_in.standing(ctx, ticket.id).counsellors == 2
    presence.set_skills(other, newcomer.id, POLISH)
    assert check_in.standing(ctx, ticket.id).counsellors == 1
    presence.leave_desk(other, first.id)
    assert check_in.standing(ctx, ticket.id).counsellors == 0
    presence.set_skills(ctx, newcomer.id, Skills(frozenset({TopicId("residence")})))
    assert check_in.standing(ctx, ticket.id).counsellors == 1
    clock.advance(hours=2)
    assert check_in.standing(ctx, ticket.id).counsellors == 0


def test_why_nobody_can_call_a_ticket_is_known(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    ticket = a_ticket(1, topic="family", language="ar")

    def lack(*topics: str, languages: tuple[str, ...] = ()) -> Lack | None:
        spoken = frozenset(LanguageCode(each) for each in languages)
        skills = Skills(frozenset(TopicId(each) for each in topics), spoken)
        presence.set_skills(ctx, first.id, skills)
        return check_in.standing(ctx, ticket.id).lack()

    check_in.accept(ctx, entrance, ticket)
    assert lack() is None
    assert lack("work") is Lack.SOMEBODY_FOR_IT
    assert lack("family", languages=("pl",)) is Lack.LANGUAGE
    assert lack("work", languages=("pl",)) is Lack.SOMEBODY_FOR_IT
    presence.leave_desk(ctx, first.id)
    assert lack() is Lack.ANYBODY


def test_who_cannot_be_called_any_more_needs_no_counsellor(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    check_in.accept(ctx, entrance, a_ticket(1))
    calling.call_next(ctx, first)
    assert check_in.standing(ctx, a_ticket(1).id).counsellors is None
    calling.park(ctx, first, a_ticket(1).id)
    parked = check_in.standing(ctx, a_ticket(1).id)
    assert (parked.people_before, parked.counsellors) == (0, 1)


def test_only_whom_a_counsellor_of_mine_takes_first_is_before_me(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    presence.set_skills(ctx, first.id, Skills(frozenset({TopicId("work")})))
    check_in.accept(ctx, entrance, a_ticket(1, topic="family"))
    check_in.accept(ctx, entrance, a_ticket(2, topic="work"))
    stands = check_in.accept(ctx, entrance, a_ticket(3, topic="work")).standing
    assert (stands.people_before, stands.counsellors) == (1, 1)
    alone = check_in.standing(ctx, a_ticket(1).id)
    assert (alone.people_before, alone.counsellors) == (0, 0)


def test_many_threads_and_two_processes_end_with_one_truth(
    ctx: Context, other: Context, entrance: PairedTerminal, first: Staff, second: Staff
) -> None:
    def deliver(start: int) -> None:
        for count in range(start, start + 40):
            mine, others = (ctx, other) if count % 2 else (other, ctx)
            check_in.accept(mine, entrance, a_ticket(count))
            check_in.standing(others, a_ticket(start).id)

    def serve(staff: Staff, where: Context) -> None:
        for _ in range(40):
            called = calling.call_next(where, staff).ticket
            if called is not None:
                calling.no_show(where, staff, called.id)

    with ThreadPoolExecutor(4) as pool:
        work = [
            pool.submit(deliver, 100),
            pool.submit(deliver, 200),
            pool.submit(serve, first, ctx),
            pool.submit(serve, second, other),
        ]
        for task in work:
            task.result(timeout=60)
    assert known(ctx) == known(other) == kept(ctx)

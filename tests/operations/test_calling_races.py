from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.domain.tickets import TicketState
from kiosk.errors import IllegalMove
from kiosk.ids import DeskId
from kiosk.operations import calling, check_in
from tests.builders import a_ticket
from tests.fakes.together import together
from tests.hub_context import join, record
from tests.people import Person

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.ids import TicketId
    from kiosk.operations.context import Context


@pytest.fixture
def staff(ctx: Context) -> list[Staff]:
    return [
        join(
            ctx,
            Person(
                f"counsellor-{n}",
                Rights.of(Role.COUNSELLOR),
                DeskId(f"desk-{n % 2 + 1}"),
            ),
        )
        for n in range(8)
    ]


def test_eight_counsellors_never_get_the_same_visitor(
    ctx: Context, entrance: PairedTerminal, staff: list[Staff]
) -> None:
    for count in range(1, 201):
        check_in.accept(ctx, entrance, a_ticket(count))
    served: list[TicketId] = []

    def work(counsellor: Staff) -> None:
        while (ticket := calling.call_next(ctx, counsellor).ticket) is not None:
            served.append(ticket.id)
            calling.at_desk(ctx, counsellor, ticket.id)
            calling.finish(ctx, counsellor, ticket.id)

    raised = together(*(partial(work, who) for who in staff))
    assert raised == []
    assert Counter(served) == Counter(a_ticket(count).id for count in range(1, 201))
    assert {ticket.state for ticket in calling.today(ctx)} == {TicketState.DONE}
    seqs = [event.seq for event in record(ctx)]
    assert seqs == list(range(1, 801))


def test_of_two_who_call_the_same_visitor_one_wins(
    ctx: Context, entrance: PairedTerminal, first: Staff, second: Staff
) -> None:
    for count in range(1, 21):
        ticket = a_ticket(count).id
        check_in.accept(ctx, entrance, a_ticket(count))
        raised = together(
            partial(calling.call, ctx, first, ticket),
            partial(calling.call, ctx, second, ticket),
        )
        assert [type(error) for error in raised] == [IllegalMove]
        held = [calling.current(ctx, who) for who in (first, second)]
        assert sum(who is not None for who in held) == 1
        winner = first if held[0] else second
        calling.no_show(ctx, winner, ticket)


def test_one_counsellor_in_two_windows_gets_one_visitor(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    for count in range(1, 11):
        check_in.accept(ctx, entrance, a_ticket(count))
    raised = together(*[lambda: calling.call_next(ctx, first)] * 8)
    assert len(raised) == 7
    called = [t for t in calling.queue(ctx) if t.state is TicketState.CALLED]
    assert called == [calling.current(ctx, first)]


def test_a_ticket_delivered_by_many_at_once_is_created_once(
    ctx: Context, entrance: PairedTerminal
) -> None:
    created: list[bool] = []
    raised = together(
        *[lambda: created.append(check_in.accept(ctx, entrance, a_ticket(1)).created)]
        * 8
    )
    assert raised == []
    assert Counter(created) == {True: 1, False: 7}
    assert calling.last_seq(ctx) == 1


def test_of_two_tickets_with_one_number_both_are_kept(
    ctx: Context, entrance: PairedTerminal
) -> None:
    twin = a_ticket(1, ticket_id="f" * 32, code="ZZZZZZZZZZZZ")
    raised = together(
        lambda: check_in.accept(ctx, entrance, a_ticket(1)),
        lambda: check_in.accept(ctx, entrance, twin),
    )
    assert raised == []
    assert sorted(ticket.holder for ticket in calling.today(ctx)) == [1, 2]


def test_a_visitor_who_goes_while_being_called_is_one_or_the_other(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    for count in range(1, 11):
        ticket = a_ticket(count)
        check_in.accept(ctx, entrance, ticket)
        raised = together(
            partial(calling.call, ctx, first, ticket.id),
            partial(check_in.withdraw, ctx, ticket.code),
        )
        assert len(raised) == 1
        if calling.current(ctx, first) is not None:
            calling.no_show(ctx, first, ticket.id)

"""A desk that a release takes away keeps its name, and nobody who is called to it is
lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.errors import NotAllowed, NotFound
from kiosk.ids import DeskId
from kiosk.operations import calling, check_in, desk_titles, presence
from tests.builders import AR, DE, PL, a_ticket
from tests.hub_context import with_catalogue

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.catalogue import Desk
    from kiosk.operations.context import Context

TICKET = a_ticket()


@pytest.fixture
def gone(ctx: Context, first: Staff) -> Desk:
    """Where the first counsellor sits; `without` is the hub after it was taken away."""
    assert first.desk
    return ctx.catalogue().desk(first.desk)


def without(ctx: Context, gone: Desk) -> Context:
    there = ctx.catalogue()
    others = tuple(desk for desk in there.desks if desk.id != gone.id)
    return with_catalogue(ctx, replace(there, desks=others))


def test_it_is_called_as_it_was_in_every_language(ctx: Context, gone: Desk) -> None:
    later = without(ctx, gone)
    assert desk_titles.has_ended(later, gone.id)
    assert not desk_titles.has_ended(ctx, gone.id)
    for code in (DE, PL, AR):
        assert desk_titles.title(later, gone.id)[code] == gone.title[code]


def test_one_at_which_nobody_ever_sat_has_its_id_for_a_name(ctx: Context) -> None:
    assert desk_titles.title(ctx, DeskId("attic"))[PL] == "attic"


def test_a_desk_that_has_another_name_is_kept_by_that(
    ctx: Context, first: Staff, gone: Desk
) -> None:
    renamed = replace(gone, title=replace(gone.title, texts={DE: "Empfang"}))
    there = ctx.catalogue()
    newer = with_catalogue(ctx, replace(there, desks=(renamed,)))
    presence.choose_desk(newer, first.id, gone.id)
    assert desk_titles.title(without(newer, gone), gone.id)[PL] == "Empfang"


def test_who_is_called_to_it_is_still_served(
    ctx: Context, entrance: PairedTerminal, first: Staff, gone: Desk
) -> None:
    check_in.accept(ctx, entrance, TICKET)
    calling.call_next(ctx, first)
    later = without(ctx, gone)
    assert check_in.standing(later, TICKET.id).desk == gone.id
    calling.at_desk(later, first, TICKET.id)
    ended = calling.finish(later, first, TICKET.id).ticket
    assert ended
    assert ended.state is TicketState.DONE


def test_nobody_else_is_called_to_it_and_everybody_waits_on(
    ctx: Context, entrance: PairedTerminal, first: Staff, gone: Desk
) -> None:
    check_in.accept(ctx, entrance, TICKET)
    later = without(ctx, gone)
    with pytest.raises(NotAllowed) as told:
        calling.call_next(later, first)
    assert told.value.remedy == "Choose another desk."
    with pytest.raises(NotAllowed):
        calling.call(later, first, TICKET.id)
    assert calling.waiting(later) == 1
    with pytest.raises(NotFound):
        presence.choose_desk(later, first.id, gone.id)


def test_at_another_desk_the_visitor_is_called_again(
    ctx: Context, entrance: PairedTerminal, first: Staff, gone: Desk
) -> None:
    check_in.accept(ctx, entrance, TICKET)
    calling.call_next(ctx, first)
    later = without(ctx, gone)
    with pytest.raises(NotAllowed):
        calling.call_again(later, first, TICKET.id)
    there = later.catalogue().desks[0].id
    moved = presence.choose_desk(later, first.id, there)
    called = calling.call_again(later, moved, TICKET.id).ticket
    assert called
    assert called.desk == there

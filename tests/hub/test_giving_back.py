"""The queue page asks whether a number was given back, and takes it out of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.operations import calling, check_in, presence
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

TICKET = a_ticket(17)
PATH = f"/tickets/{TICKET.id}/give-back"


@pytest.fixture(autouse=True)
def somebody_waits(entrance: Terminal) -> None:
    entrance.deliver(TICKET)


def state(ctx: Context) -> TicketState:
    return calling.ticket(ctx, TICKET.id).state


@pytest.mark.parametrize("moves", [(), ("call",), ("call", "park")])
def test_the_page_asks_and_then_the_number_is_out_of_the_line(
    first: Browser, ctx: Context, moves: tuple[str, ...]
) -> None:
    for name in moves:
        first.post(f"/tickets/{TICKET.id}/{name}")
    before = state(ctx)
    assert f'href="{PATH}"' in first.get("/queue").text
    asked = first.get(PATH).text
    assert "Has visitor A 017 given the number back?" in asked
    assert 'href="/queue"><span class="kern-label">No, leave' in asked
    assert state(ctx) is before
    answer = first.post(PATH, confirmed="yes")
    assert answer.headers["location"] == "/queue"
    assert state(ctx) is TicketState.WITHDRAWN
    assert f'href="{PATH}"' not in first.get("/queue").text
    undo = f"/tickets/{TICKET.id}/undo"
    assert f'action="{undo}"' in first.get("/queue").text
    first.post(undo)
    assert state(ctx) is before


def test_with_another_visitor_it_is_undone_too(
    first: Browser, ctx: Context, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(18))
    first.post(f"/tickets/{a_ticket(18).id}/call")
    first.post(PATH, confirmed="yes")
    text = first.get("/queue").text
    assert f'action="/tickets/{TICKET.id}/undo"' in text
    assert "gave the number back" in text
    first.post(f"/tickets/{TICKET.id}/undo")
    assert state(ctx) is TicketState.WAITING


def test_unconfirmed_nothing_happens(first: Browser, ctx: Context) -> None:
    assert first.post(PATH).headers["location"] == "/queue"
    assert state(ctx) is TicketState.WAITING


def test_who_is_at_the_desk_or_gone_already_is_not_asked_about(
    first: Browser, ctx: Context
) -> None:
    for name in ("call", "at-desk"):
        first.post(f"/tickets/{TICKET.id}/{name}")
    assert f'href="{PATH}"' not in first.get("/queue").text
    moved = "/queue?notice=moved-meanwhile"
    assert first.get(PATH).headers["location"] == moved
    assert first.post(PATH, confirmed="yes").headers["location"] == moved
    first.post(f"/tickets/{TICKET.id}/finish")
    assert first.get(PATH).headers["location"] == moved
    gone = first.get("/tickets/nobody/give-back")
    assert gone.headers["location"] == "/queue?notice=gone"


def test_a_page_of_before_says_that_the_visitor_was_faster(
    first: Browser, ctx: Context
) -> None:
    check_in.withdraw(ctx, TICKET.code)
    answer = first.post(PATH, confirmed="yes")
    assert answer.headers["location"] == "/queue?notice=moved-meanwhile"


def test_of_a_counsellor_who_left_everybody_takes_it(
    first: Browser, second: Browser, ctx: Context
) -> None:
    first.post(f"/tickets/{TICKET.id}/call")
    assert f'href="{PATH}"' not in second.get("/queue").text
    answer = second.post(PATH, confirmed="yes")
    assert answer.headers["location"] == "/queue?notice=with-a-colleague"
    holder = calling.ticket(ctx, TICKET.id).staff
    assert holder is not None
    presence.leave_desk(ctx, holder)
    assert f'href="{PATH}"' in second.get("/queue").text
    second.post(PATH, confirmed="yes")
    assert state(ctx) is TicketState.WITHDRAWN


def test_the_visitors_own_page_says_that_it_was_given_back(
    first: Browser, browser: Browser
) -> None:
    first.post(PATH, confirmed="yes")
    text = browser.get(f"/t/{TICKET.code}?lang=en").text
    assert "You have given up your place." in text
    assert "did not come" not in text


def test_strangers_are_sent_to_sign_in(browser: Browser, ctx: Context) -> None:
    assert browser.get(PATH).headers["location"].startswith("/sign-in")
    browser.post(PATH, confirmed="yes")
    assert state(ctx) is TicketState.WAITING


def test_without_a_desk_one_is_asked_for_first(
    administrator: Browser, ctx: Context
) -> None:
    assert administrator.post(PATH, confirmed="yes").headers["location"] == "/desk"
    assert state(ctx) is TicketState.WAITING

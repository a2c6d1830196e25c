from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.hub.pages.queue import MOVES
from kiosk.operations import calling
from tests.builders import a_ticket

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

TICKET = a_ticket(17)


@pytest.fixture(autouse=True)
def somebody_waits(entrance: Terminal) -> None:
    entrance.deliver(TICKET)


def move(browser: Browser, name: str) -> httpx.Response:
    return browser.post(f"/tickets/{TICKET.id}/{name}")


def state(ctx: Context) -> TicketState:
    return calling.ticket(ctx, TICKET.id).state


@pytest.mark.parametrize(
    ("moves", "then"),
    [
        (("call",), TicketState.CALLED),
        (("call", "again"), TicketState.CALLED),
        (("call", "at-desk"), TicketState.SERVING),
        (("call", "at-desk", "finish"), TicketState.DONE),
        (("call", "at-desk", "requeue"), TicketState.WAITING),
        (("call", "no-show"), TicketState.NO_SHOW),
        (("call", "park"), TicketState.PARKED),
        (("call", "park", "call"), TicketState.CALLED),
        (("call", "park", "requeue"), TicketState.WAITING),
        (("call", "requeue"), TicketState.WAITING),
    ],
)
def test_a_visitor_goes_where_the_counsellor_says(
    first: Browser, ctx: Context, moves: tuple[str, ...], then: TicketState
) -> None:
    for name in moves:
        answer = move(first, name)
        assert answer.headers["location"] == "/queue"
    assert state(ctx) is then


def test_each_button_of_the_page_is_a_move(first: Browser) -> None:
    shown = set()
    for name in ("call", "at-desk"):
        move(first, name)
        text = first.get("/queue").text
        shown |= {m for m in MOVES if f'action="/tickets/{TICKET.id}/{m}"' in text}
    assert shown == set(MOVES) - {"call"}


@pytest.mark.parametrize("name", sorted(set(MOVES) - {"call"}))
def test_a_move_that_is_not_possible_changes_nothing_and_says_so(
    first: Browser, ctx: Context, name: str
) -> None:
    answer = move(first, name)
    assert answer.headers["location"] == "/queue?notice=moved-meanwhile"
    assert state(ctx) is TicketState.WAITING
    text = first.get(answer.headers["location"]).text
    assert "somebody has moved this visitor in the meantime" in text


def test_calling_a_second_visitor_says_to_finish_first(
    first: Browser, entrance: Terminal
) -> None:
    move(first, "call")
    entrance.deliver(a_ticket(18))
    answer = first.post(f"/tickets/{a_ticket(18).id}/call")
    assert answer.headers["location"] == "/queue?notice=still-busy"


def test_a_colleagues_visitor_is_theirs(
    first: Browser, second: Browser, ctx: Context
) -> None:
    move(second, "call")
    answer = move(first, "at-desk")
    assert answer.headers["location"] == "/queue?notice=with-a-colleague"
    assert "Ask your colleague." in first.get(answer.headers["location"]).text
    assert state(ctx) is TicketState.CALLED


def test_a_visitor_two_call_comes_to_one(first: Browser, second: Browser) -> None:
    assert move(first, "call").headers["location"] == "/queue"
    assert move(second, "call").headers["location"] == "/queue?notice=moved-meanwhile"


def test_a_ticket_that_is_gone_is_told_to_be_gone(first: Browser) -> None:
    answer = first.post(f"/tickets/{'0' * 32}/call")
    assert answer.headers["location"] == "/queue?notice=gone"
    assert "not there any more" in first.get(answer.headers["location"]).text


def test_there_is_no_other_move(first: Browser) -> None:
    assert move(first, "explode").status_code == 404


def test_parked_visitors_can_be_called_from_the_page(first: Browser) -> None:
    move(first, "call")
    move(first, "park")
    text = first.get("/queue").text
    parked = text[text.index("Parked") :]
    assert f'action="/tickets/{TICKET.id}/call"' in parked
    assert f'action="/tickets/{TICKET.id}/requeue"' in parked


def test_a_second_call_is_counted_on_the_page(first: Browser) -> None:
    move(first, "call")
    assert "Called once, at 12:00." in first.get("/queue").text
    move(first, "again")
    assert "Called 2 times, last at 12:00." in first.get("/queue").text

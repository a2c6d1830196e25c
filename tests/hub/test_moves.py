from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.hub.pages.queue import MOVES
from kiosk.operations import accounts, calling, presence
from tests.builders import a_ticket

if TYPE_CHECKING:
    import httpx

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
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
    assert shown == set(MOVES) - {"call", "take-over"}


@pytest.mark.parametrize("name", sorted(set(MOVES) - {"call", "undo"}))
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


def test_a_wrong_press_is_undone_from_the_page(first: Browser, ctx: Context) -> None:
    for name in ("call", "at-desk", "finish"):
        move(first, name)
    text = first.get("/queue").text
    assert f'action="/tickets/{TICKET.id}/undo"' in text
    assert move(first, "undo").headers["location"] == "/queue"
    assert state(ctx) is TicketState.SERVING
    assert "/undo" not in first.get("/queue").text


def test_after_two_minutes_undoing_is_not_offered_and_says_so(
    first: Browser, ctx: Context, clock: FixedClock
) -> None:
    for name in ("call", "no-show"):
        move(first, name)
    clock.advance(seconds=121)
    assert "/undo" not in first.get("/queue").text
    answer = move(first, "undo")
    assert answer.headers["location"] == "/queue?notice=too-late"
    assert "too late to undo" in first.get(answer.headers["location"]).text
    assert state(ctx) is TicketState.NO_SHOW


def test_with_another_visitor_undoing_is_not_offered_and_says_so(
    first: Browser, entrance: Terminal
) -> None:
    for name in ("call", "no-show"):
        move(first, name)
    entrance.deliver(a_ticket(18))
    first.post("/queue/next")
    assert f"/tickets/{TICKET.id}/undo" not in first.get("/queue").text
    assert move(first, "undo").headers["location"] == "/queue?notice=still-busy"


@pytest.mark.parametrize("name", ["take-over", "no-show", "requeue"])
def test_the_visitor_of_a_colleague_who_left_has_buttons(
    first: Browser, second: Browser, ctx: Context, name: str
) -> None:
    move(second, "call")
    path = f'action="/tickets/{TICKET.id}/{name}"'
    assert path not in first.get("/queue").text
    presence.leave_desk(ctx, named(ctx, "counsellor-2").id)
    text = first.get("/queue").text
    assert "Nobody is at this desk any more." in text
    assert path in text
    assert move(first, name).headers["location"] == "/queue"
    holder = calling.ticket(ctx, TICKET.id).staff
    assert holder == (named(ctx, "counsellor-1").id if name == "take-over" else None)


def test_the_visitor_of_a_colleague_who_is_there_is_not_taken_over(
    first: Browser, second: Browser
) -> None:
    move(second, "call")
    answer = move(first, "take-over")
    assert answer.headers["location"] == "/queue?notice=with-a-colleague"


def named(ctx: Context, name: str) -> Staff:
    (found,) = (s for s in accounts.list_staff(ctx) if s.sign_in_name == name)
    return found

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.operations import calling
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

TICKET = a_ticket(17, screen_language="en")
MORE = f"/tickets/{TICKET.id}/more"


@pytest.fixture(autouse=True)
def three_wait(entrance: Terminal) -> None:
    entrance.deliver(TICKET)
    for count in (18, 19):
        entrance.deliver(a_ticket(count))


def now(ctx: Context) -> Ticket:
    return calling.ticket(ctx, TICKET.id)


def test_a_visitor_is_transferred_with_a_note_that_the_next_counsellor_reads(
    first: Browser, second: Browser, ctx: Context
) -> None:
    first.post("/queue/next")
    assert f'href="{MORE}"' in first.get("/queue").text
    assert f'action="/tickets/{TICKET.id}/transfer"' in first.get(MORE).text
    fields = {"topic": "work", "partner": "welcome-center", "note": "Vertrag <neu>"}
    answer = first.post(f"/tickets/{TICKET.id}/transfer", **fields)
    assert answer.headers["location"] == "/queue"
    assert (now(ctx).state, now(ctx).topic) == (TicketState.WAITING, "work")
    text = second.get("/queue").text
    assert "Vertrag &lt;neu&gt;" in text
    assert "for Welcome Center Spree-Neiße" in text


def test_a_note_that_is_too_long_is_named_and_nothing_typed_is_lost(
    first: Browser, ctx: Context
) -> None:
    first.post("/queue/next")
    fields = {"topic": "work", "partner": "welcome-center", "note": "x" * 281}
    answer = first.post(f"/tickets/{TICKET.id}/transfer", **fields)
    assert answer.status_code == 422
    assert "The note is longer than 280 characters" in answer.text
    assert "x" * 281 in answer.text
    assert '<option value="work" selected' in answer.text
    assert now(ctx).topic == TICKET.topic


def test_who_passes_a_visitor_on_is_told_when_nobody_who_could_help_is_there(
    first: Browser,
) -> None:
    first.post("/queue/next")
    fields = {"topic": TICKET.topic, "partner": "welcome-center"}
    answer = first.post(f"/tickets/{TICKET.id}/transfer", **fields)
    assert answer.headers["location"] == "/queue?notice=passed-to-nobody"
    text = first.get(answer.headers["location"]).text
    assert "nobody who could help them is at a desk now" in text
    offered = text[text.index("Next for you:") :]
    assert offered.index("A 018") < offered.index("A 017")
    assert "Nobody fits" in text


def test_who_is_alone_calls_whom_they_passed_on_by_name_once_nobody_else_waits(
    first: Browser, ctx: Context
) -> None:
    """Never straight back while others wait, and never by "Call next"."""
    first.post("/queue/next")
    fields = {"topic": TICKET.topic, "partner": "welcome-center"}
    first.post(f"/tickets/{TICKET.id}/transfer", **fields)
    assert 'id="passed-on"' not in first.get("/queue").text
    for count in (18, 19):
        first.post("/queue/next")
        first.post(f"/tickets/{a_ticket(count).id}/no-show")
    answer = first.post("/queue/next")
    assert answer.headers["location"] == "/queue?notice=nobody-fits"
    main = first.get("/queue").text.partition('id="mine-title"')[2]
    main = main.partition("</section>")[0]
    assert "A 017 waits: you have passed them on" in main
    assert f'action="/tickets/{TICKET.id}/call"' in main
    first.post(f"/tickets/{TICKET.id}/call")
    assert now(ctx).state is TicketState.CALLED


def test_an_urgent_visitor_is_marked_and_the_rule_is_said(
    first: Browser, ctx: Context
) -> None:
    urgent = f"/tickets/{a_ticket(19).id}/ahead"
    assert first.post(urgent, priority="urgent").headers["location"] == "/queue"
    text = first.get("/queue").text
    assert text.index("A 019") < text.index("A 017")
    assert "Urgent: 45 min ahead" in text
    assert "nobody waits for ever" in text
    assert first.post(urgent, priority="royal").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"topic": "nonsense"},
        {"topic": "work", "partner": "nobody"},
        {"topic": "work", "note": "x" * 281},
    ],
)
def test_a_transfer_that_cannot_be_is_refused_and_changes_nothing(
    first: Browser, ctx: Context, fields: dict[str, str]
) -> None:
    before = now(ctx)
    answer = first.post(f"/tickets/{TICKET.id}/transfer", **fields)
    assert answer.status_code < 500
    assert now(ctx) == before


def test_the_page_of_a_ticket_that_is_gone_leads_back(first: Browser) -> None:
    answer = first.get(f"/tickets/{'0' * 32}/more")
    assert answer.headers["location"] == "/queue?notice=gone"


def test_who_is_served_is_not_put_ahead(first: Browser, ctx: Context) -> None:
    first.post("/queue/next")
    assert "/ahead" not in first.get(MORE).text
    answer = first.post(f"/tickets/{TICKET.id}/ahead", priority="urgent")
    assert answer.headers["location"] == "/queue?notice=moved-meanwhile"


def test_called_again_three_times_the_page_says_what_else_can_be_done(
    first: Browser,
) -> None:
    first.post("/queue/next")
    again = f"/tickets/{TICKET.id}/again"
    for _ in range(3):
        assert first.post(again).headers["location"] == "/queue"
    answer = first.post(again)
    assert answer.headers["location"] == "/queue?notice=called-often"
    assert "called again three times" in first.get(answer.headers["location"]).text


def test_a_visitor_lets_two_go_first_after_having_been_asked(
    browser: Browser, first: Browser, entrance: Terminal
) -> None:
    page = f"/t/{TICKET.code}"
    assert "Let 2 people go before me" in browser.get(page).text
    asked = browser.get(f"{page}/step-back?lang=en").text
    assert 'name="delays" value="0"' in asked
    for _ in range(2):  # a double press, and a reload of what it led to
        answer = browser.post_without_token(f"{page}/step-back?lang=en", delays="0")
        assert answer.headers["location"] == f"{page}?lang=en"
    text = browser.get(page).text
    assert "<strong>2</strong>" in text
    assert "step-back" not in text  # nobody waits behind any more
    standing = entrance.get(f"/tickets/{TICKET.id}").json()
    assert (standing["state"], standing["people_before"]) == ("waiting", 2)
    asked_too_late = browser.get(f"{page}/step-back")
    assert asked_too_late.headers["location"] == page


@pytest.mark.parametrize("delays", ["", "-1", "x", "9" * 40, "7"])
def test_a_wrong_count_lets_nobody_pass(
    browser: Browser, ctx: Context, delays: str
) -> None:
    answer = browser.post_without_token(f"/t/{TICKET.code}/step-back", delays=delays)
    assert answer.status_code == 303
    assert now(ctx).delays == 0


def test_the_visitor_reads_the_rule_of_the_line(browser: Browser) -> None:
    text = browser.get(f"/t/{TICKET.code}").text
    assert "people who came up to 45 min earlier" in text

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.ids import DeskId
from kiosk.operations import accounts, calling, presence
from tests.builders import a_ticket
from tests.hub_context import join
from tests.people import NEWCOMER

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal


def numbers(answer: httpx.Response) -> list[str]:
    """The numbers in the order of the page."""
    found: list[str] = re.findall(r"<bdi dir=\"ltr\">(\w \d+)</bdi>", answer.text)
    return found


def test_an_empty_queue_says_so(first: Browser) -> None:
    answer = first.get("/queue")
    assert answer.status_code == 200
    assert "Nobody is waiting." in answer.text


def test_the_queue_shows_number_topic_language_and_since_when(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17, language="uk"))
    text = first.get("/queue").text
    for shown in ("A 017", "Residence", "Ukrainian", "09:17", "163 min"):
        assert shown in text


def test_the_queue_is_in_the_order_of_issue(first: Browser, entrance: Terminal) -> None:
    for count in (19, 17, 18):
        entrance.deliver(a_ticket(count))
    assert numbers(first.get("/queue")) == ["A 017", "A 018", "A 019"]


def test_a_german_counsellor_reads_german_names(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17, language="uk"))
    text = first.get("/queue?lang=de").text
    assert '<html lang="de" dir="ltr">' in text
    assert "Ukrainisch" in text
    assert "Aufenthalt" in text


def test_a_counsellor_reads_which_text_a_visitor_comes_from(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17, about="contract"))
    entrance.deliver(a_ticket(18, about="gone-since"))
    assert "About: Work contract" in first.get("/queue").text
    german = first.get("/queue?lang=de").text
    assert german.count("Arbeitsvertrag") == 1
    assert "gone-since" not in german
    first.post("/queue/next")
    assert "Arbeitsvertrag" in first.get("/queue?lang=de").text


def test_the_live_part_is_the_same_without_the_page_around(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    live = first.get("/queue/live")
    assert numbers(live) == ["A 017"]
    assert "<html" not in live.text
    assert live.text.strip() in first.get("/queue").text


def test_the_page_listens_from_where_it_was_read(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    entrance.deliver(a_ticket(18))
    assert 'data-stream="/events" data-seq="2"' in first.get("/queue").text


def test_a_visitor_of_mine_comes_first(first: Browser, entrance: Terminal) -> None:
    entrance.deliver(a_ticket(17))
    entrance.deliver(a_ticket(18))
    first.post("/queue/next")
    text = first.get("/queue").text
    assert text.index("Called to your desk") < text.index("A 017") < text.index("A 018")
    assert "Call next" not in text


def test_visitors_of_colleagues_are_shown_with_their_desk(
    first: Browser, second: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    second.post("/queue/next")
    text = first.get("/queue").text
    assert text.index("With colleagues") < text.index("A 017") < text.index("Desk 2")


def test_whom_i_cannot_help_is_marked(
    first: Browser, second: Browser, entrance: Terminal, ctx: Context
) -> None:
    me, _colleague = accounts.list_staff(ctx)
    first.post(f"/skills/{me.id}", languages=["pl"])
    entrance.deliver(a_ticket(17, language="ar"))
    entrance.deliver(a_ticket(18, language="pl"))
    marked = re.findall(
        r'[ "]not-mine">.*?<bdi dir="ltr">(\w \d+)', first.get("/queue").text, re.S
    )
    assert marked == ["A 017"]


def test_whom_nobody_present_can_serve_is_marked_at_once(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    (me,) = accounts.list_staff(ctx)
    entrance.deliver(a_ticket(17, language="ar"))
    assert "Nobody fits" not in first.get("/queue").text
    first.post(f"/skills/{me.id}", languages=["pl"])
    entrance.deliver(a_ticket(18, language="pl"))
    text = first.get("/queue/live").text
    marked = re.findall(r'[ "]alone">.*?<bdi dir="ltr">(\w \d+)', text, re.S)
    assert marked == ["A 017"]
    assert text.count("Nobody fits") == 1
    assert "nobody at a desk can help them" in text
    # and somebody who can is there again
    presence.choose_desk(ctx, join(ctx, NEWCOMER).id, DeskId("desk-2"))
    assert "Nobody fits" not in first.get("/queue/live").text


def test_who_reads_easy_german_is_known_before_the_call(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17, language="de", screen_language="de-simple"))
    entrance.deliver(a_ticket(18, language="de", screen_language="de"))
    assert first.get("/queue").text.count("Leichte Sprache") == 1
    first.post("/queue/next")
    mine = first.get("/queue").text.partition('id="waiting-title"')[0]
    assert "Leichte Sprache" in mine
    assert "Leichte Sprache" in first.get("/today").text


def test_a_ticket_of_a_topic_that_is_gone_is_shown_by_its_name(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17, topic="tax"))
    assert "Taxes" in first.get("/queue").text


def test_without_a_desk_there_is_no_queue(browser: Browser, ctx: Context) -> None:
    join(ctx, NEWCOMER)
    browser.sign_in(NEWCOMER)
    assert browser.get("/queue").headers["location"] == "/desk"
    assert browser.post("/queue/next").headers["location"] == "/desk"
    assert browser.post("/tickets/x/call").headers["location"] == "/desk"


def test_calling_next_takes_the_first(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    entrance.deliver(a_ticket(18))
    entrance.deliver(a_ticket(17))
    answer = first.post("/queue/next")
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    (called,) = (t for t in calling.queue(ctx) if t.state == "called")
    assert called.number == a_ticket(17).number


def test_calling_next_with_nobody_there_says_so(first: Browser) -> None:
    answer = first.post("/queue/next")
    assert answer.headers["location"] == "/queue?notice=nobody-fits"
    text = first.get(answer.headers["location"]).text
    assert "Nobody is waiting whom you can help." in text


def test_calling_next_with_a_visitor_still_there_says_so(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    entrance.deliver(a_ticket(18))
    first.post("/queue/next")
    answer = first.post("/queue/next")
    assert answer.headers["location"] == "/queue?notice=still-busy"
    assert (
        "Finish with this visitor first." in first.get("/queue?notice=still-busy").text
    )


@pytest.mark.parametrize("notice", ["<script>", "anything", ""])
def test_an_unknown_notice_is_not_shown(first: Browser, notice: str) -> None:
    text = first.get(f"/queue?notice={notice}").text
    assert "data-passing" not in text


def test_the_page_of_somebody_who_signs_in_starts_at_the_queue(first: Browser) -> None:
    assert first.get("/").headers["location"] == "/queue"

"""The visitor's phone: small, without script by reload, three faces at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.feedback import VisitFace
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import calling
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

TICKET = a_ticket(17, screen_language="en")
PAGE = f"/t/{TICKET.code}"
MOST_BYTES = 50_000


@pytest.fixture(autouse=True)
def the_ticket(entrance: Terminal) -> None:
    entrance.deliver(TICKET)
    for count in (18, 19):
        entrance.deliver(a_ticket(count))


def served(first: Browser) -> None:
    first.post("/queue/next")
    for step in ("at-desk", "finish"):
        first.post(f"/tickets/{TICKET.id}/{step}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_and_all_it_loads_are_small(browser: Browser, language: str) -> None:
    text = browser.get(f"{PAGE}?lang={language}").text
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    assert len(loaded) == 6
    sizes = [len(browser.get(each).content) for each in loaded]
    assert len(text.encode()) + sum(sizes) < MOST_BYTES


def test_without_script_the_page_asks_again_by_itself(
    browser: Browser, first: Browser
) -> None:
    again = '<noscript><meta http-equiv="refresh" content="20"></noscript>'
    assert again in browser.get(PAGE).text
    assert "data-sound" in browser.get(PAGE).text


def test_after_the_visit_there_are_three_faces_and_nothing_to_write(
    browser: Browser, first: Browser, ctx: Context
) -> None:
    assert 'name="face"' not in browser.get(PAGE).text
    served(first)
    text = browser.get(PAGE).text
    assert re.findall(r'name="face" value="(\w+)"', text) == list(VisitFace)
    assert "<textarea" not in text
    assert "<input" not in text
    answer = browser.post_without_token(f"{PAGE}/feedback?lang=en", face="fair")
    assert answer.headers["location"] == f"{PAGE}?lang=en"
    text = browser.get(PAGE).text
    assert 'value="fair" aria-pressed="true"' in text
    assert "Thank you for your answer." in text
    assert calling.ticket(ctx, TICKET.id).feedback is VisitFace.FAIR


@pytest.mark.parametrize("face", ["", "angry", "x" * 999])
def test_another_face_changes_nothing(
    browser: Browser, first: Browser, ctx: Context, face: str
) -> None:
    served(first)
    answer = browser.post_without_token(f"{PAGE}/feedback", face=face)
    assert answer.status_code == 303
    assert calling.ticket(ctx, TICKET.id).feedback is None


def test_after_the_day_the_page_says_so_and_holds_nothing(
    browser: Browser, first: Browser, clock: FixedClock
) -> None:
    served(first)
    browser.post_without_token(f"{PAGE}/feedback", face="good")
    clock.advance(days=1)
    for answer in (
        browser.get(PAGE),
        browser.post_without_token(f"{PAGE}/feedback", face="poor"),
    ):
        assert answer.status_code == 404
        assert "This ticket is over" in answer.text
        assert "A 017" not in answer.text
        assert TICKET.code not in answer.text

from __future__ import annotations

import httpx
import pytest

from kiosk.cli.touring.phone import Phone
from kiosk.cli.touring.steps import TourFailed

PAGE = """
<article data-state="waiting"><p class="before"><strong>3</strong> people</p></article>
<a href="/t/ABC/withdraw?lang=de">give up</a>
"""
QUESTION = '<form method="post" action="/t/ABC/withdraw?lang=de"></form>'


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def phone(asked: list[str]) -> Phone:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.path}")
        asks = request.url.path.endswith("withdraw")
        return httpx.Response(200, text=QUESTION if asks else PAGE)

    return Phone("HTTP://HUB.TEST:8000/T/ABC", httpx.MockTransport(answer))


async def test_it_reads_the_state_and_how_many_are_before(phone: Phone) -> None:
    await phone.check_is("waiting")
    assert await phone.people_before() == 3
    with pytest.raises(TourFailed, match="says waiting, not called"):
        await phone.check_is("called")


async def test_a_link_leads_to_a_question_and_that_is_answered(
    phone: Phone, asked: list[str]
) -> None:
    await phone.press("withdraw")
    assert asked == ["GET /T/ABC", "GET /t/ABC/withdraw", "POST /t/ABC/withdraw"]


async def test_what_the_page_does_not_offer_is_told(phone: Phone) -> None:
    with pytest.raises(TourFailed, match="does not offer to step-back"):
        await phone.press("step-back")

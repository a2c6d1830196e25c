from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.queues import Skills
from kiosk.ids import LanguageCode, TopicId
from kiosk.operations import calling, presence
from tests.builders import a_ticket

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

TICKET = a_ticket(17, screen_language="en")
CODE = TICKET.code


@pytest.fixture(autouse=True)
def the_ticket(entrance: Terminal) -> None:
    entrance.deliver(a_ticket(16))
    entrance.deliver(TICKET)


def page(browser: Browser, path: str = f"/t/{CODE}") -> httpx.Response:
    return browser.get(path)


@pytest.mark.parametrize(
    "path", [f"/t/{CODE}", f"/T/{CODE}", f"/t/{CODE.lower()}", f"/T/{CODE.lower()}"]
)
def test_the_code_opens_the_page_in_any_case(browser: Browser, path: str) -> None:
    answer = page(browser, path)
    assert answer.status_code == 200
    assert "A 017" in answer.text


def test_while_nobody_is_at_a_desk_nobody_is_next(browser: Browser) -> None:
    for code in (a_ticket(16).code, CODE):
        text = page(browser, f"/t/{code}?lang=en").text
        assert "Nobody is at a desk at the moment." in text
        assert "in your language" not in text
        assert "ask a person here" in text
        assert "You are next." not in text


def test_the_reason_that_is_said_is_the_true_one(
    browser: Browser, first: Browser, ctx: Context
) -> None:
    def told(topics: tuple[str, ...], languages: tuple[str, ...]) -> str:
        (somebody,) = presence.present(ctx)
        skills = Skills(
            frozenset(TopicId(each) for each in topics),
            frozenset(LanguageCode(each) for each in languages),
        )
        presence.set_skills(ctx, somebody.id, skills)
        return page(browser, f"/t/{CODE}?lang=en").text

    in_your_language = "Nobody who can help you in your language is at a desk now."
    assert in_your_language in told((), ("vi",))
    elsewhere = told(("family",), ("vi",))
    assert "Nobody who can help you is at a desk at the moment." in elsewhere
    assert "in your language" not in elsewhere


def test_the_page_says_how_many_are_before(browser: Browser, first: Browser) -> None:
    text = page(browser).text
    assert "<strong>1</strong> person is before you" in text
    assert "As of 12:00" in text


def test_the_rule_of_the_line_is_a_sentence_and_the_rest_for_who_opens_it(
    browser: Browser, first: Browser
) -> None:
    text = page(browser, f"/t/{CODE}?lang=en").text
    summary, _, rest = text.partition("<summary>")[2].partition("</summary>")
    assert summary == "We call people in the order in which they came."
    assert "cannot wait long" in rest.partition("</details>")[0]


def test_the_first_in_the_line_is_told_so(browser: Browser, first: Browser) -> None:
    text = page(browser, f"/t/{a_ticket(16).code}?lang=en").text
    assert "You are next." in text


def test_a_called_visitor_reads_the_desk(browser: Browser, first: Browser) -> None:
    first.post(f"/tickets/{TICKET.id}/call")
    text = page(browser).text
    assert "Please come now to:" in text
    assert "Desk 1" in text
    assert 'data-state="called"' in text


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        (("call", "at-desk"), "You are at the desk now."),
        (("call", "park"), "You keep your place."),
        (("call", "no-show"), "You were called, but you did not come."),
        (("call", "at-desk", "finish"), "Your visit is finished."),
    ],
)
def test_each_state_is_said_in_words(
    browser: Browser, first: Browser, moves: tuple[str, ...], said: str
) -> None:
    for move in moves:
        first.post(f"/tickets/{TICKET.id}/{move}")
    assert said in page(browser).text


def test_the_page_speaks_the_ticket_s_language(browser: Browser) -> None:
    answer = page(browser, f"/t/{a_ticket(16).code}")
    assert '<html lang="ar" dir="rtl">' in answer.text


def test_another_language_can_be_chosen_and_stays(browser: Browser) -> None:
    text = page(browser, f"/t/{CODE}?lang=pl").text
    assert '<html lang="pl" dir="ltr">' in text
    assert f'hx-get="/t/{CODE}/live?lang=pl"' in text
    assert f'href="/t/{CODE}/withdraw?lang=pl"' in text


def test_an_unknown_language_is_ignored(browser: Browser) -> None:
    assert '<html lang="en"' in page(browser, f"/t/{CODE}?lang=tlh").text


def test_the_number_is_never_turned_around(browser: Browser) -> None:
    text = page(browser, f"/t/{a_ticket(16).code}").text
    assert '<bdi dir="ltr">A 016</bdi>' in text


def test_the_live_part_is_only_that(browser: Browser) -> None:
    live = page(browser, f"/t/{CODE}/live")
    assert "<html" not in live.text
    assert live.text.strip() in page(browser).text


def test_the_page_needs_and_leaves_no_cookie(browser: Browser) -> None:
    answer = page(browser)
    assert "set-cookie" not in answer.headers
    assert browser.cookies == {}


def test_the_page_tells_neither_topic_nor_language_of_counselling(
    browser: Browser,
) -> None:
    assert "Residence" not in page(browser).text


def test_the_page_is_not_kept_by_browsers_and_not_sent_on(browser: Browser) -> None:
    answer = page(browser)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["", "/live", "/withdraw", "/events"])
def test_an_invented_code_opens_nothing(browser: Browser, path: str) -> None:
    answer = page(browser, f"/t/ZZZZZZZZZZZZ{path}")
    assert answer.status_code == 404
    assert "This ticket is over" in answer.text


def test_after_its_day_the_ticket_is_over(browser: Browser, clock: FixedClock) -> None:
    """Also before housekeeping has closed the day."""
    clock.advance(hours=24)
    answer = page(browser)
    assert answer.status_code == 404
    assert "This ticket is over" in answer.text


def test_a_page_for_nobody_speaks_the_browsers_language(browser: Browser) -> None:
    browser.language = "fr, ar;q=0.8, en;q=0.5"
    assert '<html lang="ar" dir="rtl">' in page(browser, "/t/ZZZZZZZZZZZZ").text


def test_withdrawing_asks_first(browser: Browser, ctx: Context) -> None:
    text = page(browser, f"/t/{CODE}/withdraw").text
    assert "Do you want to give up your place?" in text
    assert calling.ticket(ctx, TICKET.id).state == "waiting"


def test_a_visitor_can_give_up_the_place(browser: Browser, ctx: Context) -> None:
    answer = browser.post_without_token(f"/t/{CODE}/withdraw")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/t/{CODE}")
    assert calling.ticket(ctx, TICKET.id).state == "withdrawn"
    text = page(browser).text
    assert "You have given up your place." in text
    assert "/withdraw" not in text


def test_giving_up_keeps_the_chosen_language(browser: Browser) -> None:
    answer = browser.post_without_token(f"/t/{CODE}/withdraw?lang=pl")
    assert answer.headers["location"] == f"/t/{CODE}?lang=pl"


def test_giving_up_twice_does_no_harm(browser: Browser, ctx: Context) -> None:
    for _ in range(2):
        assert browser.post_without_token(f"/t/{CODE}/withdraw").status_code == 303
    assert calling.ticket(ctx, TICKET.id).state == "withdrawn"


def test_who_is_called_meanwhile_reads_that_instead(
    browser: Browser, first: Browser, ctx: Context
) -> None:
    first.post(f"/tickets/{TICKET.id}/call")
    browser.post_without_token(f"/t/{CODE}/withdraw")
    assert calling.ticket(ctx, TICKET.id).state == "called"
    assert "Please come now to:" in page(browser).text


def test_the_page_names_the_funding_and_the_place(browser: Browser) -> None:
    text = page(browser).text
    assert "Co-funded by the European Union." in text
    assert "Spremberg/Grodk" in text

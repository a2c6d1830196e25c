from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import accounts
from tests.people import NEWCOMER, PASSWORD

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser


@pytest.fixture
def link(ctx: Context) -> str:
    return f"/welcome/{accounts.invite(ctx, NEWCOMER.sign_in_name, NEWCOMER.rights)}"


def test_the_page_says_for_whom_it_is(browser: Browser, link: str) -> None:
    answer = browser.get(link)
    assert answer.status_code == 200
    assert NEWCOMER.sign_in_name in answer.text


def test_setting_a_password_signs_in_and_leads_to_the_desk(
    browser: Browser, link: str
) -> None:
    answer = browser.post(link, password=PASSWORD, again=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert browser.get("/desk").status_code == 200


def test_a_link_works_once(browser: Browser, link: str) -> None:
    browser.post(link, password=PASSWORD, again=PASSWORD)
    assert browser.get(link).status_code == 404
    assert browser.post(link, password=PASSWORD, again=PASSWORD).status_code == 404


def test_a_used_link_says_that_it_was_used(browser: Browser, link: str) -> None:
    """It may be an alarm: somebody else may have set the password."""
    browser.post(link, password=PASSWORD, again=PASSWORD)
    again = browser.post(link, password=PASSWORD, again=PASSWORD)
    for answer in (browser.get(link), again):
        assert "This link was used: the password is set." in answer.text
        assert "tell an administrator at once" in answer.text
    assert "was used" not in browser.get("/welcome/invented").text


def test_an_old_link_does_not_say_that_it_was_used(
    browser: Browser, link: str, clock: FixedClock
) -> None:
    clock.advance(hours=25)
    text = browser.get(link).text
    assert "This link is older than 24 hours." in text
    assert "was used" not in text


def test_a_link_lasts_a_day(browser: Browser, link: str, clock: FixedClock) -> None:
    clock.advance(hours=25)
    assert browser.get(link).status_code == 404


def test_an_invented_link_opens_nothing(browser: Browser) -> None:
    answer = browser.get("/welcome/invented")
    assert answer.status_code == 404
    assert "Ask an administrator for a new one." in answer.text


def test_two_different_passwords_are_refused_and_the_link_kept(
    browser: Browser, link: str
) -> None:
    answer = browser.post(link, password=PASSWORD, again=PASSWORD + "!")
    assert answer.status_code == 422
    assert "The two passwords differ." in answer.text
    assert browser.post(link, password=PASSWORD, again=PASSWORD).status_code == 303


@pytest.mark.parametrize("weak", ["short", "", NEWCOMER.sign_in_name])
def test_a_weak_password_is_refused_and_the_link_kept(
    browser: Browser, link: str, weak: str
) -> None:
    answer = browser.post(link, password=weak, again=weak)
    assert answer.status_code == 422
    assert "too easy to guess" in answer.text
    assert browser.get(link).status_code == 200


def test_the_form_names_the_account_for_password_keepers(
    browser: Browser, link: str
) -> None:
    text = browser.get(link).text
    assert 'autocomplete="new-password"' in text
    assert f'autocomplete="username" value="{NEWCOMER.sign_in_name}"' in text

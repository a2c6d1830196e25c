"""A comment that was typed comes back, whatever has ended since the page was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import pocket
from tests.hub.content.test_kept_typing import held
from tests.hub.releases.pages import NEW, publish, seen, versions
from tests.people import PUBLISHER

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

BACK = "/releases/1/roll-back"
WHY = 'Neue Sprechzeiten & "mehr"'


@pytest.mark.parametrize("path", [NEW, BACK])
def test_a_comment_outlives_a_second_factor_of_long_ago(
    publisher: Browser, clock: FixedClock, path: str
) -> None:
    clock.advance(minutes=11)
    page = publisher.post(path, comment=WHY, release="1", revision="2", when="now")
    assert page.status_code == 401
    assert "nothing you typed is lost" in page.text
    assert 'href="/second-factor"' in page.text
    assert held(page) == {
        "comment": WHY,
        "release": "1",
        "revision": "2",
        "when": "now",
    }


def test_after_the_code_it_is_published_with_the_comment(
    publisher: Browser, ctx: Context, clock: FixedClock
) -> None:
    fields = seen(publisher)
    clock.advance(minutes=11)
    page = publish(publisher, fields, comment=WHY)
    publisher.post("/second-factor", code=pocket.take(PUBLISHER.sign_in_name))
    answer = publisher.post(NEW, **held(page))
    assert answer.headers["location"] == "/releases?notice=published"
    assert versions(ctx) == [2, 1]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (NEW, {"comment": WHY}),
        (BACK, {"comment": WHY}),
        ("/releases/waiting/abc/reject", {"reason": WHY}),
        ("/notices/new/own-words", {"text-de": WHY, "text-pl": "Dziś"}),
        ("/notices/new/moved-to-room", {"slot": WHY}),
        ("/notices/abc/change", {"text-de": WHY}),
        ("/staff/invite", {"name": "anna.nowak"}),
        ("/content/replace", {"search": WHY, "replacement": "neu"}),
        ("/content/services/doctor/hours", {"opens": "09:00", "closes": "12:00"}),
        ("/content/files/words/pl.toml", {"text": WHY}),
        ("/content/files/resources.toml", {"text": WHY}),
    ],
)
def test_every_form_with_typed_text_outlives_the_session(
    publisher: Browser, path: str, fields: dict[str, str]
) -> None:
    publisher.post("/sign-out")
    page = publisher.post(path, **fields)
    assert page.status_code == 401
    assert held(page) == fields


@pytest.mark.parametrize("path", [NEW, BACK, "/notices/new/own-words"])
def test_a_token_of_another_session_is_asked_for_again(
    publisher: Browser, path: str
) -> None:
    page = publisher.post_without_token(path, _csrf_token="of before", comment=WHY)
    assert page.status_code == 403
    assert held(page) == {"comment": WHY}


@pytest.mark.parametrize(
    "path", ["/sign-in", "/staff/x/rights", "/releases/waiting/x/approve"]
)
def test_passwords_and_mere_buttons_are_not_kept(publisher: Browser, path: str) -> None:
    publisher.post("/sign-out")
    page = publisher.post(path, password="a secret")
    assert held(page) == {}


def test_when_the_draft_moved_the_comment_stays(
    publisher: Browser, ctx: Context
) -> None:
    fields = seen(publisher) | {"revision": "1"}
    page = publish(publisher, fields, comment=WHY)
    assert page.status_code == 409
    assert "Neue Sprechzeiten &amp; &#34;mehr&#34;" in page.text

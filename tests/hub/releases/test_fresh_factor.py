"""What reaches every visitor asks for a second factor that was given lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import release_requests
from tests.hub.releases.pages import NEW, publish, seen, versions

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

ASKED = "/second-factor"
BACK = "/releases/1/roll-back"


def test_a_page_left_open_publishes_nothing(
    publisher: Browser, ctx: Context, clock: FixedClock
) -> None:
    fields = seen(publisher)
    clock.advance(minutes=11)
    assert publish(publisher, fields).status_code == 401
    assert publisher.post(BACK, release="1").status_code == 401
    assert versions(ctx) == [1]


@pytest.mark.parametrize("path", [NEW, BACK])
def test_it_is_asked_for_before_the_page_so_that_nothing_typed_is_lost(
    publisher: Browser, clock: FixedClock, path: str
) -> None:
    clock.advance(minutes=11)
    location = publisher.get(path).headers["location"]
    assert location.startswith(f"{ASKED}?then=")


def test_an_editor_who_only_looks_is_not_asked(
    editor: Browser, clock: FixedClock
) -> None:
    clock.advance(minutes=11)
    assert editor.get(NEW).status_code == 200


def test_the_list_and_calling_off_ask_nothing(
    publisher: Browser, ctx: Context, clock: FixedClock
) -> None:
    """To hold something up must be quick."""
    publish(publisher, when="at", at="2026-03-02T21:00")
    (waiting,) = release_requests.waiting(ctx)
    clock.advance(minutes=11)
    assert publisher.get("/releases").status_code == 200
    publisher.post(f"/releases/waiting/{waiting.id}/call-off")
    assert release_requests.waiting(ctx) == []


class TestFourEyes:
    @pytest.fixture
    def four_eyes(self) -> bool:
        return True

    def test_who_agrees_is_asked_too(
        self, publisher: Browser, other: Browser, ctx: Context, clock: FixedClock
    ) -> None:
        publish(publisher)
        (waiting,) = release_requests.waiting(ctx)
        clock.advance(minutes=11)
        answer = other.post(f"/releases/waiting/{waiting.id}/approve")
        assert answer.headers["location"] == ASKED
        assert versions(ctx) == [1]

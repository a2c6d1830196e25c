"""/releases/waiting/{id}: four eyes, and what is scheduled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.release_requests import RequestState
from kiosk.errors import TooBusy
from kiosk.operations import release_requests
from tests.hub.releases.pages import LIST, publish, versions
from tests.publishing_hub import another_release, edit
from tests.working_draft import POLISH

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser
    from tests.publishing_hub import Probing


@pytest.fixture
def four_eyes() -> bool:
    return True


@pytest.fixture
def asked(publisher: Browser, ctx: Context) -> str:
    """The address of what the publisher asked for."""
    answer = publish(publisher, comment="Politely")
    assert answer.headers["location"] == f"{LIST}?notice=asked"
    (waiting,) = release_requests.waiting(ctx)
    return f"/releases/waiting/{waiting.id}"


def state(ctx: Context) -> RequestState:
    (decided,) = release_requests.decided(ctx)
    return decided.state


def test_nothing_is_published_before_somebody_else_agrees(
    publisher: Browser, asked: str, ctx: Context
) -> None:
    assert versions(ctx) == [1]
    page = publisher.get(asked).text
    assert "Somebody else must agree: who asks cannot." in page
    assert f'action="{asked}/approve"' not in page
    assert publisher.post(f"{asked}/approve").status_code == 403
    assert versions(ctx) == [1]


def test_somebody_else_sees_it_in_the_list_agrees_and_it_is_published(
    other: Browser, asked: str, ctx: Context
) -> None:
    assert f'href="{asked}"' in other.get(LIST).text
    page = other.get(asked).text
    assert "Dzień dobry</ins>" in page
    assert "Politely" in page
    answer = other.post(f"{asked}/approve")
    assert answer.headers["location"] == f"{LIST}?notice=published"
    assert versions(ctx) == [2, 1]
    assert "published as 2" in other.get(LIST).text


def test_whoever_agrees_while_the_screens_are_drawn_is_told_and_may_agree_again(
    other: Browser, asked: str, ctx: Context, probe: Probing
) -> None:
    assert "data-takes-long=" in other.get(asked).text
    probe.fails = TooBusy("The screens are still being drawn.", "Try again.")
    answer = other.post(f"{asked}/approve")
    assert answer.headers["location"] == f"{asked}?notice=drawing"
    page = other.get(answer.headers["location"]).text
    assert "still being drawn" in page
    assert "press the button again" in page
    assert f'action="{asked}/approve"' in page
    assert versions(ctx) == [1]
    probe.fails = None
    other.post(f"{asked}/approve")
    assert versions(ctx) == [2, 1]


def test_somebody_else_rejects_it_and_says_why(
    other: Browser, publisher: Browser, asked: str, ctx: Context
) -> None:
    answer = other.post(f"{asked}/reject", reason="Two <b>typos</b>")
    assert answer.headers["location"] == f"{LIST}?notice=rejected"
    assert state(ctx) is RequestState.REJECTED
    assert "Two &lt;b&gt;typos" in publisher.get(LIST).text


def test_who_asked_calls_it_off(publisher: Browser, asked: str, ctx: Context) -> None:
    answer = publisher.post(f"{asked}/call-off")
    assert answer.headers["location"] == f"{LIST}?notice=called-off"
    assert state(ctx) is RequestState.CALLED_OFF


@pytest.mark.parametrize("deed", ["approve", "reject", "call-off"])
def test_what_is_decided_is_not_decided_again(
    publisher: Browser, other: Browser, asked: str, ctx: Context, deed: str
) -> None:
    publisher.post(f"{asked}/call-off")
    answer = other.post(f"{asked}/{deed}")
    assert answer.headers["location"] == f"{LIST}?notice=decided"
    assert state(ctx) is RequestState.CALLED_OFF
    assert other.get(asked).status_code == 404


@pytest.mark.parametrize("deed", ["approve", "reject", "call-off"])
def test_an_editor_decides_nothing(
    editor: Browser, asked: str, ctx: Context, deed: str
) -> None:
    assert editor.get(asked).status_code == 200
    assert editor.post(f"{asked}/{deed}").status_code == 403
    assert len(release_requests.waiting(ctx)) == 1


def test_what_was_overtaken_is_not_published(
    other: Browser, asked: str, ctx: Context
) -> None:
    another_release(ctx)
    answer = other.post(f"{asked}/approve")
    assert answer.headers["location"] == f"{LIST}?notice=overtaken"
    assert versions(ctx) == [2, 1]
    assert "another one came first" in other.get(LIST).text


def test_what_is_agreed_to_is_what_was_asked_for(
    other: Browser, asked: str, ctx: Context
) -> None:
    edit(ctx, POLISH, "Dzień dobry", "Half a sent")
    assert "Half a sent" not in other.get(asked).text
    other.post(f"{asked}/approve")
    assert "Half a sent" in other.get("/releases/new").text


def test_what_is_agreed_to_early_waits_for_its_time(
    publisher: Browser, other: Browser, ctx: Context
) -> None:
    publish(publisher, when="at", at="2026-03-02T21:00")
    (waiting,) = release_requests.waiting(ctx)
    answer = other.post(f"/releases/waiting/{waiting.id}/approve")
    assert answer.headers["location"] == f"{LIST}?notice=scheduled"
    assert versions(ctx) == [1]


def test_what_never_was_is_not_there(other: Browser) -> None:
    assert other.get("/releases/waiting/nothing").status_code == 404
    answer = other.post("/releases/waiting/nothing/approve")
    assert answer.headers["location"] == f"{LIST}?notice=decided"

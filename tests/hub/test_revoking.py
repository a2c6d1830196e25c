from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import accounts, fleet
from tests.builders import a_ticket
from tests.people import COUNSELLOR_1, PASSWORD

if TYPE_CHECKING:
    from kiosk.ids import StaffId
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal


def id_of(ctx: Context, name: str) -> StaffId:
    (found,) = (s.id for s in accounts.list_staff(ctx) if s.sign_in_name == name)
    return found


@pytest.fixture
def account(first: Browser, ctx: Context) -> str:
    """The address of a counsellor's account, who is signed in."""
    return f"/staff/{id_of(ctx, COUNSELLOR_1.sign_in_name)}/deactivate"


def test_the_list_leads_to_questions_and_does_nothing_itself(
    administrator: Browser, account: str, entrance: Terminal
) -> None:
    text = administrator.get("/staff").text
    assert f'href="{account}"' in text
    assert f'action="{account}"' not in text
    text = administrator.get("/devices").text
    assert 'href="/devices/A/revoke"' in text
    assert 'action="/devices/A/revoke"' not in text


def test_deactivating_unconfirmed_only_asks(
    administrator: Browser, account: str, first: Browser
) -> None:
    answer = administrator.post(account)
    assert (answer.status_code, answer.headers["location"]) == (303, account)
    assert first.get("/queue").status_code == 200
    assert administrator.post(account, confirmed="").headers["location"] == account


def test_the_question_says_what_ends(administrator: Browser, account: str) -> None:
    text = administrator.get(account).text
    assert f"Deactivate {COUNSELLOR_1.sign_in_name}?" in text
    assert "signed out at once, on every device" in text
    assert 'name="confirmed" value="yes"' in text
    assert 'href="/staff"' in text


def test_the_question_names_the_visitor_at_the_desk(
    administrator: Browser, account: str, first: Browser, entrance: Terminal
) -> None:
    assert "Visitor A" not in administrator.get(account).text
    entrance.deliver(a_ticket(17))
    first.post("/queue/next")
    assert "Visitor A 017 is with this account now." in administrator.get(account).text


def test_who_deactivates_the_own_account_is_told_so(
    administrator: Browser, ctx: Context
) -> None:
    me = id_of(ctx, "administrator")
    text = administrator.get(f"/staff/{me}/deactivate").text
    assert "This is your own account" in text


def test_confirmed_it_is_done(
    administrator: Browser, account: str, first: Browser
) -> None:
    answer = administrator.post(account, confirmed="yes")
    assert answer.headers["location"] == "/staff"
    assert first.get("/queue").headers["location"].startswith("/sign-in")
    assert first.sign_in(COUNSELLOR_1, PASSWORD).status_code == 401
    assert "not active already" in administrator.get(account).text


def test_revoking_unconfirmed_only_asks(
    administrator: Browser, entrance: Terminal, ctx: Context
) -> None:
    answer = administrator.post("/devices/A/revoke")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/devices/A/revoke"
    assert entrance.get("/terminal").status_code == 200


def test_the_question_names_the_terminal_once(
    administrator: Browser, ctx: Context
) -> None:
    fleet.pair(ctx, "B", "Terminal B")
    text = administrator.get("/devices/B/revoke").text
    assert "Revoke terminal B?" in text
    assert "<strong>Terminal B</strong>" in text


def test_the_question_says_what_runs(
    administrator: Browser, entrance: Terminal, clock: FixedClock, first: Browser
) -> None:
    path = "/devices/A/revoke"
    assert "Series A, not seen yet." in administrator.get(path).text
    assert "waiting and stay" not in administrator.get(path).text
    for count in (17, 18, 19):
        entrance.deliver(a_ticket(count))
    first.post("/queue/next")
    clock.advance(minutes=3)
    text = administrator.get(path).text
    assert "Series A, last seen 3 min ago." in text
    assert "2 visitors from this terminal are waiting and stay in the queue." in text
    assert "issues no more numbers" in text


def test_confirmed_the_terminal_is_revoked(
    administrator: Browser, entrance: Terminal, ctx: Context
) -> None:
    path = "/devices/A/revoke"
    assert administrator.post(path, confirmed="yes").headers["location"] == "/devices"
    assert entrance.get("/terminal").status_code == 401
    assert not fleet.terminals(ctx)[0].active
    assert "revoked already" in administrator.get(path).text


@pytest.mark.parametrize("path", ["/staff/nobody/deactivate", "/devices/Q/revoke"])
def test_what_is_not_there_has_no_question(administrator: Browser, path: str) -> None:
    assert administrator.get(path).status_code == 404
    assert administrator.post(path).status_code == 404
    assert administrator.post(path, confirmed="yes").status_code == 404


@pytest.mark.parametrize("path", ["/staff/x/deactivate", "/devices/A/revoke"])
def test_counsellors_are_not_asked(first: Browser, path: str) -> None:
    assert first.get(path).status_code == 403

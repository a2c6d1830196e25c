from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.domain.closing import NotClosing
from kiosk.operations import accounts, day_end
from kiosk.store import close_watch, schema
from tests.fakes.waiting import until_now
from tests.hub_web import ADDRESS
from tests.people import ADMINISTRATOR, COUNSELLOR_1, NEWCOMER, PASSWORD

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.ids import StaffId
    from kiosk.operations.context import Context
    from tests.hub_web import Browser


def known(ctx: Context, name: str) -> Staff:
    (found,) = (s for s in accounts.list_staff(ctx) if s.sign_in_name == name)
    return found


def id_of(ctx: Context, name: str) -> StaffId:
    return known(ctx, name).id


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/staff"),
        ("post", "/staff/invite"),
        ("post", "/staff/x/deactivate"),
        ("get", "/staff/x/rights"),
        ("post", "/staff/x/rights"),
        ("get", "/audit"),
        ("post", "/devices/A/revoke"),
    ],
)
def test_counsellors_may_not_administer(first: Browser, method: str, path: str) -> None:
    answer = getattr(first, method)(path)
    assert answer.status_code == 403
    assert "Only an administrator may do this." in answer.text


def test_counsellors_see_no_way_there(first: Browser, administrator: Browser) -> None:
    assert 'href="/staff"' not in first.get("/queue").text
    assert 'href="/staff"' in administrator.get("/today").text


def test_everybody_is_listed_with_role_and_desk(
    administrator: Browser, first: Browser
) -> None:
    text = administrator.get("/staff").text
    for shown in (ADMINISTRATOR.sign_in_name, COUNSELLOR_1.sign_in_name, "Desk 1"):
        assert shown in text


def test_an_invitation_is_a_link_that_is_shown_once(
    administrator: Browser, browser: Browser
) -> None:
    answer = administrator.post(
        "/staff/invite", name=NEWCOMER.sign_in_name, roles="counsellor"
    )
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    (link,) = re.findall(rf'value="{ADDRESS}(/welcome/[^"]+)"', answer.text)
    assert "/welcome/" not in administrator.get("/staff").text
    assert (
        browser.post(link, password=PASSWORD, again=PASSWORD).headers["location"]
        == "/desk"
    )


def test_the_language_links_of_that_answer_lead_to_a_page(
    administrator: Browser,
) -> None:
    answer = administrator.post("/staff/invite", name="new", roles="counsellor")
    assert 'href="/staff?lang=de"' in answer.text


def test_an_administrator_can_be_invited(administrator: Browser, ctx: Context) -> None:
    administrator.post("/staff/invite", name="second", roles="administrator")
    assert known(ctx, "second").rights == Rights.of(Role.ADMINISTRATOR)


@pytest.mark.parametrize("roles", ["emperor", []])
def test_nobody_is_invited_for_nothing(
    administrator: Browser, ctx: Context, roles: str | list[str]
) -> None:
    answer = administrator.post("/staff/invite", name="second", roles=roles)
    assert answer.status_code == 422
    assert "at least one role" in answer.text
    assert 'value="second"' in answer.text
    assert len(accounts.list_staff(ctx)) == 1


def test_somebody_is_invited_to_several_roles(
    administrator: Browser, ctx: Context
) -> None:
    administrator.post(
        "/staff/invite", name="second", roles=["counsellor", "editor"], areas="health"
    )
    assert str(known(ctx, "second").rights) == "counsellor, editor (health)"
    assert "Counsellor, Editor (Health)" in administrator.get("/staff").text


def test_a_name_with_another_role_is_refused(
    administrator: Browser, first: Browser
) -> None:
    answer = administrator.post(
        "/staff/invite", name=COUNSELLOR_1.sign_in_name, roles="administrator"
    )
    assert answer.status_code == 422
    assert "in use with other rights" in answer.text
    assert f'value="{COUNSELLOR_1.sign_in_name}"' in answer.text
    ticked = re.findall(r'value="(\w+)"[^>]* checked', answer.text)
    assert ticked == ["administrator"]


@pytest.mark.parametrize("name", ["", " ", "two words", "x" * 65, "<b>"])
def test_what_is_no_name_is_refused(administrator: Browser, name: str) -> None:
    answer = administrator.post("/staff/invite", name=name, roles="counsellor")
    assert answer.status_code == 422
    assert "for the name, or an e-mail address" in answer.text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("c\u043eunsellor-1", "letters of several alphabets"),
        ("counsellor-l", "cannot be told from one in the list"),
    ],
)
def test_a_name_that_looks_like_another_is_refused(
    administrator: Browser, first: Browser, name: str, says: str
) -> None:
    answer = administrator.post("/staff/invite", name=name, roles="counsellor")
    assert answer.status_code == 422
    assert says in answer.text


def test_somebody_who_leaves_is_deactivated(
    administrator: Browser, first: Browser, ctx: Context
) -> None:
    gone = id_of(ctx, COUNSELLOR_1.sign_in_name)
    answer = administrator.post(f"/staff/{gone}/deactivate", confirmed="yes")
    assert answer.headers["location"] == "/staff"
    assert not known(ctx, COUNSELLOR_1.sign_in_name).active
    assert "Not active" in administrator.get("/staff").text


def test_the_last_administrator_stays(administrator: Browser, ctx: Context) -> None:
    me = id_of(ctx, ADMINISTRATOR.sign_in_name)
    answer = administrator.post(f"/staff/{me}/deactivate", confirmed="yes")
    assert answer.headers["location"] == "/staff?notice=last-administrator"
    assert (
        "Invite another one first."
        in administrator.get(answer.headers["location"]).text
    )
    assert known(ctx, ADMINISTRATOR.sign_in_name).active


def test_nobody_unknown_can_be_deactivated(administrator: Browser) -> None:
    assert administrator.post("/staff/nobody/deactivate").status_code == 404


def test_the_page_tells_when_the_day_was_closed_last(
    administrator: Browser, ctx: Context
) -> None:
    until_now(lambda: not day_end.state(ctx).is_due)
    page = " ".join(administrator.get("/staff").text.split())
    assert "Close of the day" in page
    assert "Last done: Monday, 2 March 2026, 12:00" in page
    assert "look into the hub's log" not in page
    with ctx.database.begin() as connection:
        connection.execute(schema.closings.delete())
    assert "Not done yet." in administrator.get("/staff").text
    assert "look into the hub's log" in administrator.get("/staff").text


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (NotClosing.CLOCK_JUMPED, "has jumped"),
        (NotClosing.CLOCKS_DIFFER, "all terminals tell another time"),
        (NotClosing.UNDER_WAY, "until six in the morning"),
        (NotClosing.IN_FILES, "copies are still in the files"),
    ],
)
def test_the_page_tells_why_a_day_is_not_closed(
    administrator: Browser, ctx: Context, why: NotClosing, words: str
) -> None:
    until_now(lambda: not day_end.state(ctx).is_due)
    until_now(lambda: day_end.state(ctx).hindrance is None)
    with ctx.database.begin() as connection:
        if why is NotClosing.IN_FILES:
            close_watch.set_unscrubbed(connection, True)
        else:
            close_watch.set_hindrance(connection, why)
    page = administrator.get("/staff").text
    assert words in page
    assert page.partition('id="day-end"')[2].count("kern-alert--danger") == 1

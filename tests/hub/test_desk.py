from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.ids import DeskId
from kiosk.operations import accounts, calling, presence
from tests.builders import a_ticket
from tests.hub_context import join
from tests.hub_web import signed_in
from tests.people import COUNSELLOR_1, NEWCOMER

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal


def named(ctx: Context, name: str) -> Staff:
    (found,) = (s for s in accounts.list_staff(ctx) if s.sign_in_name == name)
    return found


def ticked(page: str) -> list[str]:
    return re.findall(r'name="desk" type="radio" value="([^"]*)"[^>]* checked', page)


def me(ctx: Context) -> Staff:
    return named(ctx, COUNSELLOR_1.sign_in_name)


def test_a_counsellor_takes_a_desk(browser: Browser, ctx: Context) -> None:
    newcomer = join(ctx, NEWCOMER)
    browser.sign_in(NEWCOMER)
    answer = browser.post("/desk", desk="desk-2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    assert accounts.staff(ctx, newcomer.id).desk == "desk-2"


def test_topics_and_languages_stay_when_the_desk_changes(
    first: Browser, ctx: Context
) -> None:
    answer = first.post(
        f"/skills/{me(ctx).id}", topics=["work", "family"], languages="pl"
    )
    assert answer.headers["location"] == "/desk?notice=skills-kept"
    assert "It stays with you" in first.get(answer.headers["location"]).text
    first.post("/desk", desk="desk-2")
    first.post("/desk/leave")
    first.post("/desk", desk="desk-1")
    assert me(ctx).skills.topics == {"work", "family"}
    assert me(ctx).skills.languages == {"pl"}


def test_what_is_ticked_is_kept_whichever_button_is_pressed(
    first: Browser, ctx: Context
) -> None:
    page = first.get("/desk").text
    (form,) = re.findall(r'<form[^>]*action="/desk">.*?</form>', page, re.DOTALL)
    assert 'name="topics"' in form
    assert f'formaction="/skills/{me(ctx).id}"' in form
    first.post("/desk", desk="desk-2", skills="yes", topics="work", languages="pl")
    assert me(ctx).desk == "desk-2"
    assert me(ctx).skills.topics == {"work"}
    assert me(ctx).skills.languages == {"pl"}
    first.post("/desk", desk="desk-2", skills="yes")
    assert not me(ctx).skills.topics


def test_the_form_names_who_sits_where_and_ticks_no_desk_that_is_taken(
    first: Browser, second: Browser, ctx: Context
) -> None:
    text = first.get("/desk").text
    assert "Whom can you help?" in text
    assert "Desk 2 (counsellor-2 sits there)" in text
    assert "Desk 1 (" not in text
    assert ticked(text) == ["desk-1"]
    presence.leave_desk(ctx, me(ctx).id)
    presence.choose_desk(ctx, named(ctx, "counsellor-2").id, DeskId("desk-1"))
    assert ticked(first.get("/desk").text) == []


def test_who_sits_down_for_the_first_time_is_offered_the_first_desk_that_is_free(
    first: Browser, browser: Browser, ctx: Context
) -> None:
    join(ctx, NEWCOMER)
    browser.sign_in(NEWCOMER)
    assert ticked(browser.get("/desk").text) == ["desk-2"]


def test_nothing_ticked_means_everything(first: Browser, ctx: Context) -> None:
    first.post(f"/skills/{me(ctx).id}", topics="work")
    first.post(f"/skills/{me(ctx).id}")
    assert not me(ctx).skills.topics
    assert not me(ctx).skills.languages


def test_an_administrator_says_whom_a_counsellor_can_help(
    administrator: Browser, first: Browser, ctx: Context
) -> None:
    path = f"/skills/{me(ctx).id}"
    assert path in administrator.get("/staff").text
    assert "Whom can counsellor-1 help?" in administrator.get(path).text
    assert administrator.post(path, languages=["ar"]).headers["location"] == "/staff"
    assert me(ctx).skills.languages == {"ar"}


def test_a_counsellor_sets_nobody_elses(
    first: Browser, second: Browser, ctx: Context
) -> None:
    path = f"/skills/{named(ctx, 'counsellor-2').id}"
    assert first.get(path).status_code == 403
    assert first.post(path, languages=["ar"]).status_code == 403
    assert not named(ctx, "counsellor-2").skills.languages


def test_the_form_offers_what_the_content_says(first: Browser) -> None:
    text = first.get("/desk").text
    for offered in ("Desk 1", "Desk 2", "Residence", "Family", "Arabic", "Ukrainian"):
        assert offered in text
    assert "Taxes" not in text  # not offered now


def test_the_choice_is_shown_again(first: Browser, ctx: Context) -> None:
    first.post("/desk", desk="desk-2")
    first.post(f"/skills/{me(ctx).id}", topics=["family"])
    text = first.get("/desk").text
    assert 'value="desk-2" required checked' in text
    assert 'value="family" checked' in text
    assert 'value="work" checked' not in text


def test_an_unknown_desk_is_refused(first: Browser, ctx: Context) -> None:
    assert first.post("/desk", desk="throne").status_code == 404
    assert me(ctx).desk == "desk-1"


def test_an_unknown_topic_is_refused(first: Browser, ctx: Context) -> None:
    path = f"/skills/{me(ctx).id}"
    assert first.post(path, topics=["astrology"]).status_code == 422


def test_no_desk_is_no_choice(first: Browser, ctx: Context) -> None:
    assert first.post("/desk", desk="").headers["location"] == "/desk"
    assert me(ctx).desk == "desk-1"


def test_a_desk_can_be_left(first: Browser, ctx: Context) -> None:
    assert 'action="/desk/leave"' in first.get("/desk").text
    assert first.post("/desk/leave").headers["location"] == "/desk"
    assert not presence.somebody_counsels(ctx)
    assert 'action="/desk/leave"' not in first.get("/desk").text
    assert 'value="desk-1" required checked' in first.get("/desk").text


def test_signing_out_leaves_the_desk(first: Browser, ctx: Context) -> None:
    first.post("/sign-out")
    assert not presence.somebody_counsels(ctx)


def test_the_desk_of_yesterday_is_chosen_anew(
    first: Browser, ctx: Context, clock: FixedClock
) -> None:
    clock.advance(hours=24)
    assert first.sign_in(COUNSELLOR_1).headers["location"] == "/desk"
    assert first.get("/queue").headers["location"] == "/desk?notice=new-day"
    assert 'value="desk-1" required checked' in first.get("/desk").text
    first.post("/desk", desk="desk-1")
    assert first.get("/queue").status_code == 200


def test_an_open_page_shows_that_somebody_is_there(
    first: Browser, ctx: Context, clock: FixedClock
) -> None:
    clock.advance(minutes=80)
    first.get("/queue/live")
    clock.advance(minutes=80)
    assert presence.somebody_counsels(ctx)


def test_pages_without_a_desk_make_nobody_present(
    first: Browser, ctx: Context, clock: FixedClock
) -> None:
    first.post("/desk/leave")
    clock.advance(minutes=5)
    assert first.get("/queue").headers["location"] == "/desk"
    assert first.get("/queue/live").headers["hx-redirect"] == "/desk"
    assert not presence.somebody_counsels(ctx)


TICKET = a_ticket(17)


def test_two_who_choose_one_desk_are_both_told(
    first: Browser, second: Browser, ctx: Context
) -> None:
    answer = second.post("/desk", desk="desk-1")
    assert answer.headers["location"] == "/desk?wanted=desk-1"
    assert named(ctx, "counsellor-2").desk == "desk-2"
    asked = second.get(answer.headers["location"]).text
    assert "counsellor-1 sits at this desk too." in asked
    assert "Sit there too" in asked
    assert "sits at this desk too" not in first.get("/queue").text
    assert second.post("/desk", desk="desk-1", anyway="yes").headers["location"] == (
        "/queue"
    )
    assert "counsellor-1 sits at this desk too." in second.get("/queue").text
    assert "counsellor-2 sits at this desk too." in first.get("/queue/live").text
    second.post("/desk", desk="desk-2")
    assert "sits at this desk too" not in first.get("/queue").text


def test_a_desk_whose_counsellor_went_is_free(
    first: Browser, second: Browser, ctx: Context
) -> None:
    first.post("/sign-out")
    assert second.post("/desk", desk="desk-1").headers["location"] == "/queue"


def test_the_own_desk_is_chosen_again_without_a_question(first: Browser) -> None:
    assert first.post("/desk", desk="desk-1").headers["location"] == "/queue"


def test_who_leaves_with_a_visitor_says_first_what_becomes_of_them(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    entrance.deliver(TICKET)
    first.post("/queue/next")
    assert first.post("/desk/leave").headers["location"] == "/desk/leave"
    assert me(ctx).desk == "desk-1"
    asked = first.get("/desk/leave").text
    assert "What becomes of your visitor?" in asked
    for move in ("no-show", "park", "requeue"):
        assert f'value="{move}"' in asked
    assert first.post("/desk/leave", visitor="requeue").headers["location"] == "/desk"
    assert me(ctx).desk is None
    assert calling.ticket(ctx, TICKET.id).state is TicketState.WAITING
    assert first.get("/desk/leave").headers["location"] == "/desk"


@pytest.mark.parametrize("nonsense", ["explode", "finish", ""])
def test_what_is_no_answer_leaves_nobody_alone(
    first: Browser, entrance: Terminal, ctx: Context, nonsense: str
) -> None:
    """Who was only called cannot be finished with."""
    entrance.deliver(TICKET)
    first.post("/queue/next")
    answer = first.post("/desk/leave", visitor=nonsense)
    assert answer.headers["location"] == "/desk/leave"
    assert me(ctx).desk == "desk-1"


def test_signing_out_asks_too_and_goes_on_afterwards(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    entrance.deliver(TICKET)
    first.post("/queue/next")
    first.post(f"/tickets/{TICKET.id}/at-desk")
    answer = first.post("/sign-out")
    assert answer.headers["location"] == "/desk/leave?then=sign-out"
    asked = first.get(answer.headers["location"]).text
    assert 'name="then" value="sign-out"' in asked
    left = first.post("/desk/leave", visitor="finish", then="sign-out")
    assert (left.status_code, left.headers["location"]) == (307, "/sign-out")
    assert not presence.somebody_counsels(ctx)
    assert first.post("/sign-out").headers["location"] == "/sign-in"


def test_who_has_no_desk_yet_reads_how_many_wait(
    browser: Browser, entrance: Terminal, ctx: Context
) -> None:
    """At night nobody has the queue's page open: whoever signs in must know."""
    join(ctx, NEWCOMER)
    browser.sign_in(NEWCOMER)
    assert "is waiting" not in browser.get("/desk").text
    entrance.deliver(TICKET)
    assert "1 visitor is waiting." in browser.get("/desk").text
    entrance.deliver(a_ticket(18))
    assert "2 visitors are waiting." in browser.get("/desk").text


def test_whose_desk_ends_at_midnight_reads_why_instead_of_a_bare_choice(
    client: TestClient[Litestar], ctx: Context, entrance: Terminal, clock: FixedClock
) -> None:
    late = datetime(2026, 3, 2, 22, 57, tzinfo=UTC)  # 23:57 in Spremberg
    clock.set(late)
    first = signed_in(client, ctx, COUNSELLOR_1)
    entrance.deliver(a_ticket(17, issued_at=late))
    first.post("/queue/next")
    clock.advance(minutes=5)
    answers = [
        first.post(f"/tickets/{a_ticket(17).id}/finish"),
        first.post(f"/tickets/{a_ticket(17).id}/transfer", topic="work"),
        first.get("/queue"),
    ]
    told = {answer.headers["location"] for answer in answers}
    assert told == {"/desk?notice=new-day"}
    live = first.get("/queue/live")
    assert live.headers["HX-Redirect"] == "/desk?notice=new-day"
    assert "A new day has begun: choose your desk again." in first.get(told.pop()).text


def test_who_has_left_the_desk_reads_of_no_new_day(first: Browser) -> None:
    first.post("/desk", desk="desk-1")
    first.post("/desk/leave")
    assert first.get("/queue").headers["location"] == "/desk"

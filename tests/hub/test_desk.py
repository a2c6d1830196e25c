from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.operations import accounts, presence
from tests.hub_context import join
from tests.people import COUNSELLOR_1, NEWCOMER

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser


def named(ctx: Context, name: str) -> Staff:
    (found,) = (s for s in accounts.list_staff(ctx) if s.sign_in_name == name)
    return found


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
    assert first.get("/queue").headers["location"] == "/desk"
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

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.operations import accounts
from tests.hub_context import join
from tests.people import NEWCOMER

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser


def test_a_counsellor_takes_a_desk_topics_and_languages(
    browser: Browser, ctx: Context
) -> None:
    me = join(ctx, NEWCOMER)
    browser.sign_in(NEWCOMER)
    answer = browser.post(
        "/desk", desk="desk-2", topics=["work", "family"], languages=["ar", "pl"]
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    now = accounts.staff(ctx, me.id)
    assert now.desk == "desk-2"
    assert now.skills.topics == {"work", "family"}
    assert now.skills.languages == {"ar", "pl"}


def test_one_topic_alone_is_enough(first: Browser, ctx: Context) -> None:
    first.post("/desk", desk="desk-1", topics="work")
    (me,) = accounts.list_staff(ctx)
    assert me.skills.topics == {"work"}


def test_nothing_ticked_means_everything(first: Browser, ctx: Context) -> None:
    first.post("/desk", desk="desk-1")
    (me,) = accounts.list_staff(ctx)
    assert not me.skills.topics
    assert not me.skills.languages


def test_the_form_offers_what_the_content_says(first: Browser) -> None:
    text = first.get("/desk").text
    for offered in ("Desk 1", "Desk 2", "Residence", "Family", "Arabic", "Ukrainian"):
        assert offered in text
    assert "Taxes" not in text  # not offered now


def test_the_choice_is_shown_again(first: Browser) -> None:
    first.post("/desk", desk="desk-2", topics=["family"])
    text = first.get("/desk").text
    assert 'value="desk-2" required checked' in text
    assert 'value="family" checked' in text
    assert 'value="work" checked' not in text


def test_an_unknown_desk_is_refused(first: Browser, ctx: Context) -> None:
    assert first.post("/desk", desk="throne").status_code == 404
    assert accounts.list_staff(ctx)[0].desk == "desk-1"


def test_an_unknown_topic_is_refused(first: Browser) -> None:
    assert first.post("/desk", desk="desk-1", topics=["astrology"]).status_code == 422


def test_a_desk_can_be_left(first: Browser, ctx: Context) -> None:
    assert first.post("/desk", desk="").headers["location"] == "/desk"
    assert accounts.list_staff(ctx)[0].desk is None

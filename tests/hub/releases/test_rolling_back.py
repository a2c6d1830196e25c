"""GET and POST /releases/{version}/roll-back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting, publishing
from kiosk.store import releases
from tests.hub.releases.pages import LIST, NEW, publish, seen, versions
from tests.publishing_hub import another_release, edit
from tests.working_draft import ENGLISH, POLISH, text

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

BACK = "/releases/1/roll-back"
STAYS = "Your change stays in the draft and would become visible again"


@pytest.fixture
def second_release(publisher: Browser, ctx: Context) -> None:
    publish(publisher)
    assert versions(ctx) == [2, 1]


@pytest.mark.usefixtures("second_release")
def test_the_page_shows_what_going_back_changes(publisher: Browser) -> None:
    assert f'href="{BACK}"' in publisher.get(LIST).text
    page = publisher.get(BACK).text
    assert "Dzień dobry</del>" in page
    assert "Witamy</ins>" in page


@pytest.mark.usefixtures("second_release")
def test_the_old_content_is_public_under_a_new_version(
    publisher: Browser, ctx: Context
) -> None:
    draft = drafting.revision(ctx)
    answer = publisher.post(BACK, **seen(publisher, BACK), comment="Too polite")
    assert answer.headers["location"] == f"{LIST}?notice=went-back"
    newest = publishing.newest(ctx)
    assert newest is not None
    about = newest.about
    assert (about.version, about.rolls_back_to, about.by, about.comment) == (
        *(3, 1, "publisher", "Too polite"),
    )
    assert "Witamy" in publishing.files_of(ctx, 3)[POLISH].decode()
    assert drafting.revision(ctx) == draft
    assert "Dzień dobry" in text(ctx, POLISH)
    assert "back to 1" in publisher.get(LIST).text


@pytest.mark.usefixtures("second_release")
def test_before_and_after_it_is_said_that_the_draft_keeps_the_change(
    publisher: Browser,
) -> None:
    before = publisher.get(BACK).text
    assert STAYS in before
    assert 'href="#differs"' in before
    assert 'id="differs"' in before
    answer = publisher.post(BACK, **seen(publisher, BACK))
    after = publisher.get(answer.headers["location"]).text.partition("See what differs")
    assert STAYS in after[0]
    assert after[0].endswith('<a href="/releases/new">')


@pytest.mark.usefixtures("second_release")
def test_a_draft_that_says_the_same_as_the_old_release_brings_nothing_back(
    publisher: Browser, ctx: Context
) -> None:
    edit(ctx, POLISH, "# Dzień dobry", "# Witamy")
    assert STAYS not in publisher.get(BACK).text
    answer = publisher.post(BACK, **seen(publisher, BACK))
    after = publisher.get(answer.headers["location"]).text
    assert "It is published." in after
    assert STAYS not in after


@pytest.mark.usefixtures("second_release")
def test_the_next_who_publishes_is_told_which_texts_were_taken_back(
    publisher: Browser, ctx: Context
) -> None:
    edit(ctx, ENGLISH, "# Welcome", "# Good morning")
    assert "taken back" not in publisher.get(NEW).text
    publisher.post(BACK, **seen(publisher, BACK))
    page = publisher.get(NEW).text
    assert "1 of these texts was taken back on" in page
    english = page.partition("<strong>English</strong>")[2].partition("</p>")[0]
    polish = page.partition("<strong>Polish</strong>")[2].partition("</p>")[0]
    assert "taken back" in polish
    assert "taken back" not in english


@pytest.mark.usefixtures("second_release")
def test_who_is_second_is_shown_the_difference_anew(
    publisher: Browser, ctx: Context
) -> None:
    fields = seen(publisher, BACK)
    another_release(ctx)
    answer = publisher.post(BACK, **fields, comment="Too polite")
    assert answer.status_code == 409
    assert "Somebody else has published meanwhile." in answer.text
    assert "Too polite</textarea>" in answer.text
    assert versions(ctx) == [3, 2, 1]


@pytest.mark.usefixtures("second_release")
def test_content_that_is_kept_no_longer_says_so(
    publisher: Browser, ctx: Context
) -> None:
    for _ in range(releases.KEPT):
        another_release(ctx)
    page = publisher.get(BACK).text
    assert "is not kept any more" in page
    assert 'id="roll-back"' not in page
    answer = publisher.post(BACK, release=str(versions(ctx)[0]))
    assert answer.status_code == 404
    assert "content not kept" in publisher.get(LIST).text


@pytest.mark.usefixtures("second_release")
def test_an_editor_cannot_go_back(editor: Browser, ctx: Context) -> None:
    assert "Only a publisher can publish this." in editor.get(BACK).text
    assert editor.post(BACK, release="2").status_code == 403
    assert versions(ctx) == [2, 1]


@pytest.mark.usefixtures("second_release")
@pytest.mark.parametrize("release", ["", "x", "99", "1" * 99])
def test_a_form_that_no_page_made_publishes_nothing(
    publisher: Browser, ctx: Context, release: str
) -> None:
    assert publisher.post(BACK, release=release).status_code == 409
    assert versions(ctx) == [2, 1]


def test_a_comment_that_is_too_long_is_refused(publisher: Browser) -> None:
    answer = publisher.post(BACK, release="1", comment="x" * 281)
    assert answer.status_code == 409
    assert "use at most 280 characters" in answer.text


def test_a_release_that_never_was_is_not_there(publisher: Browser) -> None:
    assert publisher.get("/releases/7/roll-back").status_code == 404
    assert publisher.post("/releases/7/roll-back", release="1").status_code == 404

"""GET and POST /releases/new."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.release_requests import RequestState
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import TooBusy, UpdateRefused
from kiosk.operations import publishing, release_requests
from tests.hub.releases.pages import LIST, NEW, publish, seen, versions
from tests.publishing_hub import another_release, edit
from tests.working_draft import ENGLISH, GERMAN, POLISH, SITE

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser
    from tests.publishing_hub import Probing


def test_the_page_shows_what_changes_by_service_and_language(
    publisher: Browser,
) -> None:
    page = publisher.get(NEW).text
    assert "1 text differs" in page
    assert ">Welcome</h4>" in page
    assert "<strong>Polish</strong>" in page
    assert "Witamy</del>" in page
    assert "Dzień dobry</ins>" in page
    assert 'lang="pl"' in page


def test_what_was_shown_is_published_with_name_and_comment(
    publisher: Browser, ctx: Context
) -> None:
    answer = publish(publisher, comment=" Politely ")
    assert answer.headers["location"] == f"{LIST}?notice=published"
    newest = publishing.newest(ctx)
    assert newest is not None
    assert (newest.about.version, newest.about.by) == (2, "publisher")
    assert newest.about.comment == "Politely"
    assert "Dzień dobry" in publishing.files_of(ctx, 2)[POLISH].decode()
    assert "It is published." in publisher.get(f"{LIST}?notice=published").text


def test_where_the_draft_says_what_is_public_there_is_nothing_to_publish(
    publisher: Browser, ctx: Context
) -> None:
    fields = seen(publisher)
    publish(publisher, fields)
    assert "there is nothing to publish" in publisher.get(NEW).text
    fields |= {"release": "2"}
    answer = publish(publisher, fields)
    assert answer.status_code == 409
    assert "there is nothing to publish" in answer.text
    assert versions(ctx) == [2, 1]


def test_a_page_that_was_open_while_the_draft_moved_is_shown_anew(
    publisher: Browser, ctx: Context
) -> None:
    fields = seen(publisher)
    edit(ctx, ENGLISH, "# Welcome", "# Good morning")
    answer = publish(publisher, fields, comment="Politely")
    assert answer.status_code == 409
    assert "Nothing was published. This is the difference now." in answer.text
    assert "Good morning</ins>" in answer.text
    assert "Politely</textarea>" in answer.text
    assert versions(ctx) == [1]
    publish(publisher)
    assert versions(ctx) == [2, 1]


def test_of_two_publishers_the_second_is_told(
    publisher: Browser, other: Browser, ctx: Context
) -> None:
    fields, late = seen(publisher), seen(other)
    assert publish(publisher, fields).status_code == 303
    answer = publish(other, late)
    assert answer.status_code == 409
    assert "Nothing was published." in answer.text
    assert versions(ctx) == [2, 1]


def test_who_is_overtaken_in_the_middle_of_the_check_is_told(
    publisher: Browser, ctx: Context
) -> None:
    fields = seen(publisher)
    assert ctx.content is not None
    quiet = ctx.content.probe

    def meanwhile(_folder: object) -> None:
        assert ctx.content is not None
        ctx.content.probe = quiet
        another_release(ctx)

    ctx.content.probe = meanwhile
    answer = publish(publisher, fields)
    assert answer.status_code == 409
    assert "Somebody else has published meanwhile." in answer.text
    assert versions(ctx) == [2, 1]


def test_errors_of_the_draft_are_named_and_block(
    publisher: Browser, ctx: Context
) -> None:
    fields = seen(publisher)
    edit(ctx, SITE, "Europe/Berlin", "Europe/Nowhere")
    page = publisher.get(NEW).text
    assert "The draft has 1 error." in page
    assert 'href="/content/site"' in page
    assert 'id="publish"' not in page
    fields |= {"revision": str(int(fields["revision"]) + 1)}
    answer = publish(publisher, fields)
    assert answer.status_code == 409
    assert "The check refused it." in answer.text
    assert versions(ctx) == [1]


def test_warnings_are_told_and_do_not_block(publisher: Browser, ctx: Context) -> None:
    edit(ctx, GERMAN, "go on", "weiter")
    page = publisher.get(NEW).text
    assert "1 hint, which does not prevent publishing" in page
    assert ">Hint<" in page
    assert "arning, which" not in page
    assert 'id="publish"' in page


def test_the_form_has_the_sentence_that_is_said_while_screens_are_tried_out(
    publisher: Browser,
) -> None:
    form = publisher.get(NEW).text.partition('action="/releases/new"')[2]
    said = form.partition("data-takes-long=")[2].partition("</form>")[0]
    assert said.startswith(
        '"All screens are tried out. The answer comes within a minute."'
    )


def test_whoever_presses_while_the_screens_are_drawn_is_told_and_may_press_again(
    publisher: Browser, ctx: Context
) -> None:
    def drawing(_folder: object) -> None:
        raise TooBusy("The screens are still being drawn.", "Try again.")

    fields = seen(publisher)
    assert ctx.content is not None
    quiet, ctx.content.probe = ctx.content.probe, drawing
    answer = publish(publisher, fields | {"comment": "Neue Zeiten"})
    assert answer.status_code == 202
    assert "The screens are still being drawn." in answer.text
    assert "The check refused it." not in answer.text
    assert "Neue Zeiten" in answer.text
    again = answer.text.partition('id="publish-again"')[2].partition(">")[0]
    assert 'form="publishing"' in again
    assert '<form class="card" id="publishing" method="post"' in answer.text
    assert versions(ctx) == [1]
    ctx.content.probe = quiet
    publish(publisher, fields)
    assert versions(ctx) == [2, 1]


def test_what_a_terminal_could_not_show_is_refused_with_the_reason(
    publisher: Browser, ctx: Context, probe: Probing
) -> None:
    probe.fails = UpdateRefused(
        "The page <home> breaks.", reason=UpdateRefusal.PROBE_FAILED
    )
    answer = publish(publisher)
    assert answer.status_code == 409
    assert "The page &lt;home&gt; breaks." in answer.text
    assert versions(ctx) == [1]


def test_at_a_time_means_the_time_of_the_centre(
    publisher: Browser, ctx: Context
) -> None:
    answer = publish(publisher, when="at", at="2026-03-02T21:00")
    assert answer.headers["location"] == f"{LIST}?notice=scheduled"
    (waiting,) = release_requests.waiting(ctx)
    assert waiting.due_at == ctx.clock.now() + timedelta(hours=9)  # now it is noon
    assert waiting.state is RequestState.SCHEDULED
    assert versions(ctx) == [1]
    assert "To be published" in publisher.get(LIST).text
    assert "Another release waits already." in publisher.get(NEW).text


@pytest.mark.parametrize(
    "at", ["", "tonight", "2026-03-02T11:59", "2028-01-01T00:00", "9" * 5000, "0001-01"]
)
def test_a_time_that_cannot_be_is_told_and_what_was_typed_stays(
    publisher: Browser, ctx: Context, at: str
) -> None:
    answer = publish(publisher, when="at", at=at, comment="Politely")
    assert answer.status_code == 409
    assert "It cannot be published like that." in answer.text
    assert "Politely</textarea>" in answer.text
    assert release_requests.waiting(ctx) == []
    assert versions(ctx) == [1]


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "1" * 400, "²", "1.5"])
def test_a_form_that_no_page_made_publishes_nothing(
    publisher: Browser, ctx: Context, nonsense: str
) -> None:
    for field in ("revision", "release"):
        answer = publish(publisher, seen(publisher) | {field: nonsense})
        assert answer.status_code == 409
    assert versions(ctx) == [1]


def test_a_comment_that_is_too_long_is_refused(
    publisher: Browser, ctx: Context
) -> None:
    answer = publish(publisher, comment="x" * 281)
    assert answer.status_code == 409
    assert "use at most 280 characters" in answer.text
    assert versions(ctx) == [1]


def test_markup_in_a_text_is_text_on_the_page(publisher: Browser, ctx: Context) -> None:
    edit(ctx, POLISH, "Dzień dobry", "<script>alert(1)</script>")
    assert "<script>alert" not in publisher.get(NEW).text


def test_an_editor_sees_it_and_cannot_publish(
    editor: Browser, publisher: Browser, ctx: Context
) -> None:
    page = editor.get(NEW).text
    assert "Dzień dobry</ins>" in page
    assert 'id="publish"' not in page
    assert publish(editor, seen(publisher)).status_code == 403
    assert versions(ctx) == [1]


def test_counsellors_and_guests_see_nothing_of_it(
    first: Browser, browser: Browser
) -> None:
    assert first.get(NEW).status_code == 403
    assert 'href="/releases"' not in first.get("/queue").text
    assert browser.get(NEW).headers["location"].startswith("/sign-in")

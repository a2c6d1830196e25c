"""GET /content and /content/texts: where editors find their work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.domain.translations import SourceChange
from kiosk.operations import drafting
from kiosk.operations.draft_folder import DraftOnDisk
from kiosk.operations.hub_content import HubContent
from kiosk.operations.translating import save_source
from kiosk.releases.installed import InstalledReleases
from tests.hub_context import a_hub, join
from tests.hub_web import Browser, an_app
from tests.people import ADMINISTRATOR
from tests.working_draft import GERMAN, SITE, a_marked_folder, changed, text

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


def test_the_tree_has_every_service_by_life_area(editor: Browser) -> None:
    page = editor.get("/content").text
    assert page.index('id="area-arrival"') < page.index(
        "/content/services/registration"
    )
    assert page.index('id="area-health"') < page.index("/content/services/doctor")


def test_each_service_says_what_is_to_do(editor: Browser) -> None:
    page = editor.get("/content").text
    assert "4 unchecked" in page
    assert "1 open question" in page


def test_what_a_changed_meaning_outdates_is_said_at_once(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, GERMAN, "go on", "weiter")
    save_source(ctx, "anna", GERMAN, new, 1, SourceChange.MEANING)
    assert "4 outdated" in editor.get("/content").text


def test_a_broken_centre_leaves_its_files_to_be_mended(
    editor: Browser, ctx: Context
) -> None:
    drafting.save(ctx, "anna", SITE, "[site", 1)
    page = editor.get("/content")
    assert page.status_code == 200
    assert '"/content/site"' in page.text
    mended = editor.get("/content/site").headers["location"]
    assert mended == "/content/files/site.toml"
    assert editor.get("/content/texts").status_code == 200


def test_errors_are_named_with_the_page_and_field_that_mend_them(
    editor: Browser, ctx: Context
) -> None:
    drafting.save(ctx, "anna", GERMAN, text(ctx, GERMAN) + "\n<b>x</b>\n", 1)
    page = editor.get("/content").text
    assert "The draft has 1 error." in page
    assert 'href="/content/services/doctor/de"' in page
    assert "Text, line" in page
    assert GERMAN not in page


def test_the_matrix_says_each_state_in_words(editor: Browser) -> None:
    page = editor.get("/content/texts").text
    assert page.count("unchecked</span>") >= 4 * 3
    assert "/content/services/doctor/pl" in page
    assert "/content/words/pl" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("language=pl", "doctor/pl", "doctor/uk"),
        ("area=health", "doctor/pl", "registration/pl"),
        ("state=unread&language=uk", "doctor/uk", "doctor/pl"),
        ("state=missing", "", "doctor/pl"),
        ("page=99999999999&language=nonsense&state=x&area=", "", "doctor/pl"),
        ("page=7", "doctor/pl", "nothing of it"),
    ],
)
def test_filters_leave_out_the_others(
    editor: Browser, query: str, there: str, gone: str
) -> None:
    page = editor.get(f"/content/texts?{query}").text
    assert there in page
    assert f"/content/services/{gone}" not in page


def test_counsellors_are_told_that_it_is_not_theirs(first: Browser) -> None:
    for path in ("/content", "/content/texts", "/content/files"):
        assert first.get(path).status_code == 403
    assert 'href="/content"' not in first.get("/queue").text


def test_nobody_signed_in_is_sent_to_sign_in(browser: Browser) -> None:
    going = browser.get("/content").headers["location"]
    assert going == "/sign-in?then=%2Fcontent"


def test_any_page_begins_the_draft_with_what_the_hub_shows(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Also a text whose address somebody had sent by mail."""
    source = a_marked_folder(tmp_path)
    content = HubContent(InstalledReleases(tmp_path / "releases", source))
    ctx = replace(
        a_hub(tmp_path, clock=clock, content=content),
        draft=DraftOnDisk(tmp_path / "hub" / "draft"),
    )
    with TestClient(an_app(ctx)) as client:
        join(ctx, ADMINISTRATOR)
        browser = Browser(client)
        browser.sign_in(ADMINISTRATOR)
        assert browser.get("/content/services/doctor/pl").status_code == 200
    assert drafting.revision(ctx)
    ctx.database.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("find=DOCTOR", {"doctor"}),
        ("find=regist", {"registration"}),
        ("only=gaps", {"doctor", "registration"}),
        ("only=errors", set()),
        ("find=%3Cscript%3E", set()),
    ],
)
def test_services_are_found_by_title_or_by_what_is_to_do(
    editor: Browser, query: str, found: set[str]
) -> None:
    page = editor.get(f"/content?{query}").text
    there = {
        s for s in ("doctor", "registration") if f'"/content/services/{s}"' in page
    }
    assert there == found
    assert "<script>" not in page

"""GET /releases, /releases/{version} and their files."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import publishing
from kiosk.releases.packing import ABOUT
from kiosk.store import releases
from tests.hub.releases.pages import LIST, publish
from tests.publishing_hub import another_release
from tests.working_draft import POLISH

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal


def test_every_release_is_listed_with_who_when_and_why(
    publisher: Browser, editor: Browser
) -> None:
    publish(publisher, comment="For <all>")
    page = editor.get(LIST).text
    assert page.index('href="/releases/2"') < page.index('href="/releases/1"')
    assert "For &lt;all&gt;" in page
    assert "publisher" in page
    assert page.count("public now") == 1


def test_a_long_list_goes_on_behind_a_link(publisher: Browser, ctx: Context) -> None:
    for _ in range(51):
        another_release(ctx)
    page = publisher.get(LIST).text
    assert 'href="/releases/52"' in page
    assert 'href="/releases/2"' not in page
    assert "/releases?before=3" in page
    older = publisher.get(f"{LIST}?before=3").text
    assert 'href="/releases/2"' in older
    assert 'href="/releases/52"' not in older
    for nonsense in ("x", "9" * 99, "²", "-3"):
        assert publisher.get(f"{LIST}?before={nonsense}").status_code == 200


def test_a_release_says_what_it_changed(publisher: Browser) -> None:
    publish(publisher, comment="Politely")
    page = publisher.get("/releases/2").text
    assert "Politely" in page
    assert "Compared with release 1:" in page
    assert "Dzień dobry</ins>" in page
    assert "Nothing was public before it." in publisher.get("/releases/1").text


def test_what_a_release_changed_is_said_to_be_lost_with_its_content(
    publisher: Browser, ctx: Context
) -> None:
    for _ in range(releases.KEPT + 1):
        another_release(ctx)
    page = publisher.get("/releases/2").text
    assert "cannot be shown any more" in page
    assert "content.zip" not in page
    assert publisher.get("/releases/2/content.zip").status_code == 404


def test_publishing_is_finished_when_the_terminals_show_it(
    publisher: Browser, entrance: Terminal
) -> None:
    page = publisher.get(LIST).text
    assert "0 of 1 terminal shows release 1" in page
    assert 'hx-get="/releases/progress"' in page
    assert "It has not said yet what it shows." in page
    entrance.report(program="0.1.0", release=1)
    page = publisher.get(LIST).text
    assert "1 of 1 terminal shows release 1" in page
    assert "hx-get" not in page
    publish(publisher)
    entrance.report(program="0.1.0", release=1, update_refused="disk-full")
    part = publisher.get("/releases/progress").text
    assert "0 of 1 terminal shows release 2" in part
    assert "its disk is full" in part
    assert "<html" not in part


def test_the_content_can_be_downloaded_as_it_travels(
    publisher: Browser, ctx: Context
) -> None:
    publish(publisher)
    answer = publisher.get("/releases/2/content.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert "release-2.zip" in answer.headers["content-disposition"]
    assert answer.content == publishing.archive(ctx, 2)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {ABOUT, POLISH} <= set(archive.namelist())


def test_a_hub_that_signs_nothing_has_nothing_for_a_stick(publisher: Browser) -> None:
    assert publisher.get("/releases/stick.zip").status_code == 404


@pytest.mark.parametrize("path", ["7", "0", "9" * 30, "x", "-1", "1/content"])
def test_what_never_was_is_not_there(publisher: Browser, path: str) -> None:
    assert publisher.get(f"/releases/{path}").status_code == 404


def test_counsellors_and_guests_see_nothing_of_it(
    first: Browser, browser: Browser
) -> None:
    for path in (LIST, "/releases/1", "/releases/1/content.zip"):
        assert first.get(path).status_code == 403
        assert browser.get(path).headers["location"].startswith("/sign-in")

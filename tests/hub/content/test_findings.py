"""What the check finds is said in the language of the page, as an editor knows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.hub.app import create_app
from kiosk.hub.settings import HubSettings
from kiosk.i18n.catalogs import EDITORS, Catalogs
from kiosk.operations import drafting
from tests.hub.content.test_article import GERMAN_PAGE, PAGE, fields
from tests.working_draft import GERMAN, POLISH, text

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

ROOT = Path(__file__).parents[3]
LINK = "Pierwszy akapit.\r\n\r\nDrugi <b>akapit</b>."


@pytest.fixture
def app(ctx: Context) -> Litestar:
    """With the shipped words."""
    settings = HubSettings("http://hub.example", "s" * 32)
    return create_app(ctx, Catalogs(ROOT / "locales", also=EDITORS), settings)


@pytest.fixture
def german(editor: Browser) -> Browser:
    editor.get("/content?lang=de")
    return editor


def test_a_finding_says_field_and_line_within_it_and_what_to_do(
    german: Browser, ctx: Context
) -> None:
    page = german.post(PAGE, **fields(ctx, POLISH, text=LINK, do="check")).text
    assert "Text, Zeile 3:" in page
    assert "HTML ist hier nicht erlaubt." in page
    assert "Schreiben Sie einfachen Text." in page
    assert "is not allowed here" not in page


def test_a_title_that_is_too_long_is_a_finding_of_the_title(
    german: Browser, ctx: Context
) -> None:
    page = german.post(PAGE, **fields(ctx, POLISH, title="x " * 40, do="check")).text
    assert "<strong>Titel:</strong>" in page
    assert "79 Zeichen, höchstens 60" in page


def test_an_english_page_says_it_in_english(editor: Browser, ctx: Context) -> None:
    page = editor.post(PAGE, **fields(ctx, POLISH, text=LINK, do="check")).text
    assert "Text, line 3:" in page
    assert "HTML is not allowed here." in page


def test_why_there_is_no_picture_is_said(german: Browser, ctx: Context) -> None:
    page = german.post(PAGE, **fields(ctx, POLISH, text=LINK, do="check")).text
    assert "Das Terminal würde stattdessen den Text in dieser Sprache zeigen" in page
    assert 'data-key=""' in page
    german_page = fields(ctx, GERMAN, text=LINK, do="check")
    assert (
        "würde dieses Angebot nicht zeigen"
        in german.post(GERMAN_PAGE, **german_page).text
    )


def test_a_text_saved_with_errors_says_so_when_it_is_opened(
    german: Browser, ctx: Context
) -> None:
    drafting.save(ctx, "anna", POLISH, text(ctx, POLISH) + "\n<b>x</b>\n", 1)
    page = german.get(PAGE).text
    assert "Das Terminal würde stattdessen den Text in dieser Sprache zeigen" in page


def test_a_refusal_is_said_in_german_too(german: Browser, ctx: Context) -> None:
    page = german.post(PAGE, **fields(ctx, POLISH, text="a\0b")).text
    assert "Der Text enthält ein Zeichen, das keines ist" in page


def test_a_file_without_a_form_counts_its_own_lines(
    german: Browser, ctx: Context
) -> None:
    page = german.post("/content/files/topics.toml", text="x = 1\ny = [", version="1")
    assert "Zeile 2:" in page.text
    assert "Die Datei ist so nicht lesbar" in page.text

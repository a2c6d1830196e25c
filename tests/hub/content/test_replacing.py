"""GET and POST /content/replace: a word in all texts, after a look at each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import EDITOR
from tests.working_draft import ENGLISH, POLISH, changed, text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

PAGE = "/content/replace"
WANTED = {"search": "Welcome", "replacement": "Hello", "match_case": "yes"}


def test_every_place_is_shown_and_nothing_changed(
    editor: Browser, ctx: Context
) -> None:
    page = editor.post(PAGE, **WANTED, do="find")
    assert page.status_code == 200
    assert f"{ENGLISH}@1" in page.text
    assert "words/en.toml@1" in page.text
    assert "# Hello" in page.text
    assert drafting.file(ctx, ENGLISH).version == 1


def test_only_what_is_ticked_is_replaced(editor: Browser, ctx: Context) -> None:
    sent = {**WANTED, "files": f"{ENGLISH}@1", "change": "wording", "do": "replace"}
    answer = editor.post(PAGE, **sent)
    assert answer.headers["location"] == f"{PAGE}?notice=replaced"
    assert "# Hello" in text(ctx, ENGLISH)
    assert "Welcome" in text(ctx, "words/en.toml")
    assert drafting.history(ctx, ENGLISH)[0].author == "administrator"


def test_it_asks_whether_the_meaning_changes(editor: Browser, ctx: Context) -> None:
    answer = editor.post(PAGE, **WANTED, files=f"{ENGLISH}@1", do="replace")
    assert answer.status_code == 422
    assert "please say below whether the meaning" in answer.text
    assert drafting.file(ctx, ENGLISH).version == 1


def test_what_was_changed_meanwhile_is_shown_again(
    editor: Browser, ctx: Context
) -> None:
    drafting.save(ctx, "anna", ENGLISH, changed(ctx, ENGLISH, "go on", "stop"), 1)
    sent = {**WANTED, "files": f"{ENGLISH}@1", "change": "wording", "do": "replace"}
    answer = editor.post(PAGE, **sent)
    assert answer.status_code == 422
    assert f"{ENGLISH}@2" in answer.text
    assert "# Welcome" in text(ctx, ENGLISH)


@pytest.mark.parametrize("search", ["", " ", "x" * 300, "a\nb"])
def test_nonsense_is_told(editor: Browser, search: str) -> None:
    answer = editor.post(PAGE, search=search, replacement="y", do="find")
    assert answer.status_code == 422
    assert "Search for 1 to 200 characters" in answer.text


def test_markup_in_a_search_is_text(editor: Browser) -> None:
    page = editor.post(PAGE, search="<script>alert(1)</script>", do="find").text
    assert "<script>alert" not in page
    assert "Nothing was found." in page


def test_languages_narrow_the_search(editor: Browser) -> None:
    page = editor.post(PAGE, **WANTED, languages="pl", do="find").text
    assert "Nothing was found." in page


def test_an_editor_of_one_life_area_replaces_in_no_other(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, EDITOR)
    browser = Browser(client)
    browser.sign_in(EDITOR)
    other = "services/registration/pl.md"
    sent = {"search": "Witamy", "replacement": "x", "match_case": "yes"}
    sent |= {"change": "wording", "do": "replace"}
    assert browser.post(PAGE, **sent, files=f"{other}@1").status_code == 403
    assert browser.post(PAGE, **sent, files=f"{POLISH}@1").status_code == 303
    assert "Witamy" in text(ctx, other)

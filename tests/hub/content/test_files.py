"""GET and POST /content/files/...: every file of the draft as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from tests.working_draft import ENGLISH, SITE, changed, text

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = f"/content/files/{SITE}"


def test_all_files_of_the_centre_are_listed(editor: Browser) -> None:
    page = editor.get("/content/files").text
    for name in ("site.toml", "topics.toml", "resources.toml", "words/pl.toml"):
        assert f"/content/files/{name}" in page


def test_a_file_is_shown_as_it_is(editor: Browser) -> None:
    page = editor.get(PAGE).text
    assert "time_zone = &#34;Europe/Berlin&#34;" in page
    assert '<input type="hidden" name="version" value="1">' in page


def test_a_good_file_is_saved_with_its_author(editor: Browser, ctx: Context) -> None:
    new = changed(ctx, SITE, "Herzlich willkommen", "Glück auf")
    answer = editor.post(PAGE, text=new.replace("\n", "\r\n"), version="1")
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    assert text(ctx, SITE) == new
    assert drafting.history(ctx, SITE)[0].author == "administrator"
    assert "Saved as a draft." in editor.get(f"{PAGE}?notice=saved").text


def test_errors_are_shown_before_anything_is_saved(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, SITE, "Europe/Berlin", "Europe/Nowhere")
    answer = editor.post(PAGE, text=new, version="1")
    assert answer.status_code == 422
    assert "Save although it has errors" in answer.text
    assert "Europe/Nowhere" in answer.text
    assert drafting.file(ctx, SITE).version == 1
    editor.post(PAGE, text=new, version="1", anyway="yes")
    assert text(ctx, SITE) == new


def test_a_huge_paste_is_told_and_not_saved(editor: Browser, ctx: Context) -> None:
    answer = editor.post(PAGE, text="x" * 130_000, version="1")
    assert answer.status_code == 422
    assert "longer than 120000 characters" in answer.text
    assert drafting.file(ctx, SITE).version == 1


def test_who_was_slower_sees_both_texts(editor: Browser, ctx: Context) -> None:
    theirs = changed(ctx, SITE, "Herzlich willkommen", "Glück auf")
    mine = changed(ctx, SITE, "Herzlich willkommen", "Guten Tag")
    drafting.save(ctx, "anna", SITE, theirs, 1)
    answer = editor.post(PAGE, text=mine, version="1")
    assert answer.status_code == 409
    assert "anna has saved this file meanwhile" in answer.text
    assert "Glück auf" in answer.text
    assert "Guten Tag" in answer.text
    assert text(ctx, SITE) == theirs
    editor.post(PAGE, text=mine, version="2")
    assert text(ctx, SITE) == mine


def test_markup_in_a_file_is_text_on_the_page(editor: Browser, ctx: Context) -> None:
    new = text(ctx, ENGLISH) + "\n<script>alert(1)</script>\n"
    answer = editor.post(f"/content/files/{ENGLISH}", text=new, version="1")
    assert answer.status_code == 422
    assert "HTML is not allowed here." in answer.text
    assert "<script>alert" not in answer.text


def test_a_new_language_is_begun_by_its_file(editor: Browser, ctx: Context) -> None:
    path = "words/ro.toml"
    page = editor.get(f"/content/files/{path}")
    assert page.status_code == 200
    words = text(ctx, "words/pl.toml")
    editor.post(f"/content/files/{path}", text=words, version="0", anyway="yes")
    assert text(ctx, path) == words


@pytest.mark.parametrize(
    "path", ["kiosk.py", "../../etc/passwd", "services/x/y/z.md", "a" * 400, "%00"]
)
def test_what_no_content_can_have_is_not_there(editor: Browser, path: str) -> None:
    assert editor.get(f"/content/files/{path}").status_code in {400, 404}
    assert editor.post(f"/content/files/{path}", text="x").status_code in {400, 404}


def test_half_a_character_is_refused(editor: Browser, ctx: Context) -> None:
    answer = editor.post(PAGE, text="x = \0", version="1")
    assert answer.status_code == 422
    assert drafting.file(ctx, SITE).version == 1


WORDS = "words/pl.toml"
WORDS_PAGE = f"/content/files/{WORDS}"


def word(ctx: Context, key: str) -> str:
    """The first line of the file that gives this key."""
    lines = text(ctx, WORDS).splitlines()
    return next(line for line in lines if line.startswith(f"{key} = "))


class TestTwoPeople:
    """Both began with the same version of the Polish words."""

    def test_words_of_different_keys_are_put_together(
        self, editor: Browser, ctx: Context
    ) -> None:
        name, place = word(ctx, "name"), word(ctx, "place")
        theirs = changed(ctx, WORDS, name, 'name = "Ich nazwa"')
        mine = changed(ctx, WORDS, place, 'place = "Moje miejsce"')
        drafting.save(ctx, "anna", WORDS, theirs, 1)
        answer = editor.post(WORDS_PAGE, text=mine, version="1")
        assert answer.headers["location"] == f"{WORDS_PAGE}?notice=merged"
        assert "Ich nazwa" in text(ctx, WORDS)
        assert "Moje miejsce" in text(ctx, WORDS)
        page = editor.get(f"{WORDS_PAGE}?notice=merged").text
        assert "together with what somebody else has saved" in page

    @pytest.mark.parametrize(
        ("take", "held", "lost"),
        [("", "Moja nazwa", "Ich nazwa"), ("theirs", "Ich nazwa", "Moja nazwa")],
    )
    def test_of_the_same_word_both_are_shown_and_one_is_chosen(
        self, editor: Browser, ctx: Context, take: str, held: str, lost: str
    ) -> None:
        name, place = word(ctx, "name"), word(ctx, "place")
        theirs = changed(ctx, WORDS, name, 'name = "Ich nazwa"')
        mine = changed(ctx, WORDS, name, 'name = "Moja nazwa"')
        mine = mine.replace(place, 'place = "Moje miejsce"')
        drafting.save(ctx, "anna", WORDS, theirs, 1)
        answer = editor.post(WORDS_PAGE, text=mine, version="1")
        assert answer.status_code == 409
        assert "<q>Moja nazwa</q>" in answer.text
        assert "<q>Ich nazwa</q>" in answer.text
        assert 'name="base" value="1"' in answer.text
        sent = {"text": mine, "version": "2", "base": "1", "take": take}
        assert editor.post(WORDS_PAGE, **sent).status_code == 303
        assert held in text(ctx, WORDS)
        assert lost not in text(ctx, WORDS)
        assert "Moje miejsce" in text(ctx, WORDS)

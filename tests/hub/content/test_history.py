"""GET and POST /content/history/...: what became of a file, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.translations import SourceChange
from kiosk.operations import drafting
from kiosk.operations.translating import save_source
from tests.working_draft import ENGLISH, GERMAN, changed, text

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = f"/content/history/{ENGLISH}"
GERMAN_PAGE = f"/content/history/{GERMAN}"


def change(ctx: Context) -> str:
    """What it was before."""
    before = text(ctx, ENGLISH)
    new = changed(ctx, ENGLISH, "# Welcome", "# Doctor")
    drafting.save(ctx, "anna", ENGLISH, new, 1)
    return before


def test_each_version_has_author_time_and_difference(
    editor: Browser, ctx: Context
) -> None:
    change(ctx)
    page = editor.get(PAGE).text
    assert "anna" in page
    assert "begun with the release" in page
    assert "removed:</span># Welcome" in page
    assert "added:</span># Doctor" in page
    assert "# Doctor" not in editor.get(f"{PAGE}?version=1").text


def test_an_old_version_comes_back_as_a_new_one(editor: Browser, ctx: Context) -> None:
    before = change(ctx)
    answer = editor.post(PAGE, version="1", newest="2")
    assert answer.headers["location"] == f"{PAGE}?notice=taken-back"
    assert text(ctx, ENGLISH) == before
    assert drafting.file(ctx, ENGLISH).version == 3


def test_a_german_text_that_goes_back_rises_all_the_same(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, GERMAN, "# Willkommen", "# Arzt")
    save_source(ctx, "anna", GERMAN, new, 1, SourceChange.MEANING)
    asked = editor.post(GERMAN_PAGE, version="1", newest="2")
    assert asked.headers["location"] == f"{GERMAN_PAGE}?notice=say-change"
    assert "please say whether" in editor.get(asked.headers["location"]).text
    editor.post(GERMAN_PAGE, version="1", newest="2", change="meaning")
    assert "# Willkommen" in text(ctx, GERMAN)
    assert 'version = "3.0"' in text(ctx, GERMAN)


def test_who_was_slower_takes_nothing_back(editor: Browser, ctx: Context) -> None:
    change(ctx)
    drafting.save(ctx, "eva", ENGLISH, changed(ctx, ENGLISH, "Doctor", "Dr"), 2)
    assert editor.post(PAGE, version="1", newest="2").status_code == 409
    assert "# Dr" in text(ctx, ENGLISH)


def test_nonsense_is_not_found(editor: Browser) -> None:
    assert editor.get("/content/history/services/doctor/xx.md").status_code == 404
    assert editor.get(f"{PAGE}?version=99").status_code == 404
    assert editor.post(PAGE, version="x", newest="y").status_code == 404


def test_a_text_is_named_by_its_title_and_what_is_noted_beside_it_is_not_shown(
    editor: Browser,
) -> None:
    page = editor.get("/content/history/services/doctor/pl.md").text
    shown = page.partition("<main")[2]
    assert "Willkommen · Polish" in shown
    assert "of_text" not in shown
    assert "services/doctor/pl.md</" not in shown


def test_a_file_of_settings_is_told_without_its_keys(
    editor: Browser, ctx: Context
) -> None:
    hungarian = (
        '[hu]\nname = "Magyar"\ngerman = "Ungarisch"\nenglish = "Hungarian"\n'
        'greeting = "Isten hozott"\nscript = "Latn"\n'
    )
    drafting.save(ctx, "anna", "languages.toml", hungarian, 0)
    page = editor.get("/content/history/languages.toml").text
    assert "Languages that the centre adds" in page.partition("<h1")[2]
    for said in ("Hungarian:", "Its name in German: Ungarisch", "Letters: Latn"):
        assert f"added:</span>{said}" in page
    assert "german =" not in page

"""GET and POST /content/pathway/{language}: the words of the personal path."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from kiosk.operations.draft_overview import checked_draft
from tests.hub.content.test_words import rows, sent
from tests.pathway import write_pathway
from tests.working_draft import text

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

GERMAN, POLISH = "/content/pathway/de", "/content/pathway/pl"
DE, PL = "pathway/de.toml", "pathway/pl.toml"


@pytest.fixture
def walked(ctx: Context, tmp_path: Path) -> Context:
    """A hub whose draft has a personal path."""
    write_pathway(tmp_path)
    for file in sorted((tmp_path / "pathway").iterdir()):
        drafting.save(ctx, "mira", f"pathway/{file.name}", file.read_text("utf-8"), 0)
    assert not checked_draft(ctx).content.errors()
    return ctx


@pytest.mark.usefixtures("walked")
def test_the_overview_leads_there_with_its_states(editor: Browser) -> None:
    page = editor.get("/content").text
    assert f'<a href="{GERMAN}">Personal path</a>' in page


@pytest.mark.usefixtures("walked")
def test_each_word_has_a_field_below_what_it_is(editor: Browser) -> None:
    page = editor.get(POLISH)
    assert rows(page)["steps.register"] == "register xpl"
    for legend in ("Questions", "Answers", "Steps", "Below the steps"):
        assert f">{legend}</legend>" in page.text
    assert 'href="/content/pathway/uk"' in page.text
    assert 'href="/content/files/pathway/pathway.toml"' in page.text


def test_a_german_word_asks_what_has_changed(editor: Browser, walked: Context) -> None:
    form = sent(editor.get(GERMAN), steps__kita="Fragen Sie nach der Kita")
    refused = editor.post(GERMAN, **form)
    assert refused.status_code == 422
    assert "Nothing was saved yet" in refused.text
    saved = editor.post(GERMAN, **{**form, "change": "meaning"})
    assert saved.headers["location"] == f"{GERMAN}?notice=saved"
    assert 'kita = "Fragen Sie nach der Kita"' in text(walked, DE)
    assert 'version = "2.0"' in text(walked, DE)
    assert "outdated" in editor.get("/content").text


def test_a_translation_names_the_german_words_that_it_was_made_from(
    editor: Browser, walked: Context
) -> None:
    form = sent(editor.get(POLISH), steps__kita="Zapytać o Kita", made="human")
    saved = editor.post(POLISH, **form)
    assert saved.headers["location"] == f"{POLISH}?notice=saved"
    said = text(walked, PL)
    assert 'kita = "Zapytać o Kita"' in said
    assert "of_text = " in said


@pytest.mark.usefixtures("walked")
def test_a_language_that_has_none_yet_begins_with_the_first_word(
    editor: Browser, walked: Context
) -> None:
    drafting.remove(walked, "mira", PL, drafting.file(walked, PL).version)
    form = sent(editor.get(POLISH), steps__kita="Zapytać o Kita", made="machine")
    editor.post(POLISH, **form)
    assert 'kita = "Zapytać o Kita"' in text(walked, PL)


@pytest.mark.usefixtures("walked")
def test_a_file_that_no_form_can_read_is_mended_as_it_is_written(
    editor: Browser, walked: Context
) -> None:
    drafting.save(walked, "mira", PL, "of = ", drafting.file(walked, PL).version)
    assert editor.get(POLISH).headers["location"] == f"/content/files/{PL}"


@pytest.mark.usefixtures("walked")
def test_who_removes_a_service_reads_which_steps_lead_there(editor: Browser) -> None:
    page = html.unescape(editor.get("/content/services/doctor/remove").text)
    assert "The personal path, by these steps" in page
    assert "kita xde" in page


def test_where_there_is_none_there_is_no_form(editor: Browser) -> None:
    assert editor.get(GERMAN).status_code == 404
    assert editor.get(POLISH).status_code == 404
    assert "Personal path" not in editor.get("/content").text


@pytest.mark.usefixtures("walked")
def test_history_and_files_call_it_by_its_name(editor: Browser) -> None:
    page = html.unescape(editor.get("/content/files").text)
    assert "Personal path: texts · Polish" in page
    assert "Personal path: questions and steps" in page
    assert editor.get(f"/content/history/{DE}").status_code == 200


def test_two_editors_of_different_words_both_get_theirs(
    editor: Browser, walked: Context
) -> None:
    of_one, of_other = editor.get(POLISH), editor.get(POLISH)
    for form, word in ((of_one, "steps__kita"), (of_other, "steps__register")):
        saved = editor.post(POLISH, **sent(form, **{word: "Zapytać"}, made="human"))
        assert saved.status_code == 303
    assert 'kita = "Zapytać"' in text(walked, PL)
    assert 'register = "Zapytać"' in text(walked, PL)


def test_of_two_editors_of_one_word_the_second_reads_both_and_loses_nothing(
    editor: Browser, walked: Context
) -> None:
    of_one, of_other = editor.get(POLISH), editor.get(POLISH)
    editor.post(POLISH, **sent(of_one, steps__kita="Zapytać o Kita", made="human"))
    second = sent(of_other, steps__kita="Szukać Kita", made="human")
    refused = editor.post(POLISH, **second)
    assert refused.status_code == 409
    told = html.unescape(refused.text)
    assert "Szukać Kita" in told
    assert "Zapytać o Kita" in told
    assert "Szukać" not in text(walked, PL)


@pytest.mark.usefixtures("walked")
def test_what_no_file_takes_is_told_at_its_field_and_kept(editor: Browser) -> None:
    for typed in ("Ki\u202eta", "x" * 2000, "W" * 90, "a\x07b"):
        form = sent(editor.get(POLISH), steps__kita=typed, made="human")
        refused = editor.post(POLISH, **form)
        assert refused.status_code == 422, typed
        assert 'id="w-steps-kita-error"' in refused.text
        assert rows(refused)["steps.kita"] == typed

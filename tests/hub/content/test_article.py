"""GET and POST /content/services/{slug}/{language}: one text, with the German one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.article_parts import parts_of
from kiosk.domain.translations import SourceChange
from kiosk.operations import drafting, unsaved
from kiosk.operations.translating import save_source
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import EDITOR
from tests.working_draft import GERMAN, POLISH, changed, text

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

PAGE = "/content/services/doctor/pl"
GERMAN_PAGE = "/content/services/doctor/de"
HUGE = "w " * 7000


def fields(ctx: Context, path: str, **changes: str) -> dict[str, str]:
    """As the page of this text would send them."""
    there = drafting.file(ctx, path)
    parts = parts_of(there.text or "")
    assert parts
    sent = {
        "version": str(there.version),
        "source_version": str(drafting.file(ctx, GERMAN).version),
        "title": parts.title,
        "summary": parts.summary,
        "text": parts.text,
        "keywords": "\r\n".join(parts.keywords),
        "made": "human",
        "read_by": "",
        "do": "save",
    }
    return sent | changes


def state_of_polish(editor: Browser) -> str:
    """As the list of languages tells it."""
    here = f'<a href="{PAGE}" aria-current="page">'
    return editor.get(PAGE).text.partition(here)[2].partition("</a>")[0]


def test_the_german_text_stands_beside_it(editor: Browser, ctx: Context) -> None:
    page = editor.get(PAGE).text
    assert "<h3>Willkommen</h3>" in page
    assert 'lang="pl" dir="ltr"' in page
    assert "Witamy" in page
    assert 'dir="rtl"' in editor.get("/content/services/doctor/ar").text


def test_a_service_without_a_language_leads_to_its_german_text(
    editor: Browser,
) -> None:
    answer = editor.get("/content/services/doctor")
    assert answer.headers["location"] == GERMAN_PAGE


@pytest.mark.parametrize("path", ["nothing/de", "doctor/xx", "..%2f/de", "UPPER/pl"])
def test_what_there_is_not_is_not_found(editor: Browser, path: str) -> None:
    assert editor.get(f"/content/services/{path}").status_code == 404
    assert editor.post(f"/content/services/{path}", do="save").status_code == 404


def test_a_translation_is_saved_with_who_made_and_read_it(
    editor: Browser, ctx: Context
) -> None:
    sent = fields(ctx, POLISH, title="Lekarz", read_by="Anna Nowak, 2026")
    answer = editor.post(PAGE, **sent)
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    saved = text(ctx, POLISH)
    assert "# Lekarz\n" in saved
    assert 'made = "human"' in saved
    assert 'read_by = "Anna Nowak, 2026"' in saved
    assert drafting.history(ctx, POLISH)[0].author == "administrator"


def test_who_has_made_a_translation_must_be_said(editor: Browser, ctx: Context) -> None:
    before = text(ctx, POLISH)
    answer = editor.post(PAGE, **fields(ctx, POLISH, title="Lekarz", made=""))
    assert answer.status_code == 422
    assert 'value="Lekarz"' in answer.text
    assert "please say below who has translated it" in answer.text
    assert text(ctx, POLISH) == before


def test_a_german_text_asks_whether_its_meaning_changed(
    editor: Browser, ctx: Context
) -> None:
    answer = editor.post(GERMAN_PAGE, **fields(ctx, GERMAN, title="Arzt"))
    assert answer.status_code == 422
    assert "please say below whether the meaning has changed" in answer.text
    told = answer.text.partition("these become outdated:")[2][:200]
    assert "English" in told
    assert "Polish" in told
    assert drafting.file(ctx, GERMAN).version == 1


@pytest.mark.parametrize(
    ("change", "version", "state"),
    [("meaning", "2.0", "outdated"), ("wording", "1.1", "unchecked")],
)
def test_what_changed_decides_over_the_translations(
    editor: Browser, ctx: Context, change: str, version: str, state: str
) -> None:
    editor.post(GERMAN_PAGE, **fields(ctx, GERMAN, title="Arzt", change=change))
    assert f'version = "{version}"' in text(ctx, GERMAN)
    assert state in state_of_polish(editor)


def test_an_outdated_translation_shows_what_it_was_made_from(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, GERMAN, "# Willkommen", "# Ärztin")
    save_source(ctx, "anna", GERMAN, new, 1, SourceChange.MEANING)
    page = editor.get(PAGE).text
    assert "The German text this translation was made from" in page
    assert page.index("<h3>Ärztin</h3>") < page.index("<h3>Willkommen</h3>")


def test_who_was_slower_sees_both_and_chooses(editor: Browser, ctx: Context) -> None:
    mine = fields(ctx, POLISH, title="Moje")
    editor.post(PAGE, **fields(ctx, POLISH, title="Ich"))
    answer = editor.post(PAGE, **mine)
    assert answer.status_code == 409
    assert "<h3>Ich</h3>" in answer.text
    assert 'value="Moje"' in answer.text
    assert "# Ich\n" in text(ctx, POLISH)
    version = answer.text.partition('name="version" value="')[2].partition('"')[0]
    editor.post(PAGE, **mine | {"version": version})
    assert "# Moje\n" in text(ctx, POLISH)


def test_a_page_kept_open_over_night_overwrites_nothing(
    editor: Browser, ctx: Context
) -> None:
    """Its German text was changed meanwhile: the translation is outdated at once."""
    sent = fields(ctx, POLISH, title="Lekarz")
    new = changed(ctx, GERMAN, "# Willkommen", "# Ärztin")
    save_source(ctx, "anna", GERMAN, new, 1, SourceChange.MEANING)
    editor.post(PAGE, **sent)
    assert 'of = "1.0"' in text(ctx, POLISH)
    assert "outdated" in state_of_polish(editor)


def test_markup_is_refused_by_name_and_shown_as_text(
    editor: Browser, ctx: Context
) -> None:
    sent = fields(ctx, POLISH, summary="Hi <script>alert(1)</script>")
    answer = editor.post(PAGE, **sent)
    assert answer.status_code == 422
    assert "HTML is not allowed here." in answer.text
    assert "<script>alert" not in answer.text
    assert drafting.file(ctx, POLISH).version == 1
    editor.post(PAGE, **sent | {"do": "anyway"})
    assert "<script>" in text(ctx, POLISH)
    page = editor.get(PAGE).text
    assert "<script>alert" not in page


def test_a_huge_paste_is_told_and_nothing_of_it_is_lost(
    editor: Browser, ctx: Context
) -> None:
    answer = editor.post(PAGE, **fields(ctx, POLISH, text=HUGE))
    assert answer.status_code == 422
    assert "more than 12000" in answer.text
    assert HUGE.strip() in answer.text
    assert drafting.file(ctx, POLISH).version == 1


def test_more_than_any_form_holds_is_refused(editor: Browser, ctx: Context) -> None:
    answer = editor.post(PAGE, text="x" * 2_000_000)
    assert answer.status_code == 413
    assert drafting.file(ctx, POLISH).version == 1


def test_only_checking_saves_nothing(editor: Browser, ctx: Context) -> None:
    answer = editor.post(PAGE, **fields(ctx, POLISH, summary="1999", do="check"))
    assert answer.status_code == 200
    assert "1999</textarea>" in answer.text
    assert drafting.file(ctx, POLISH).version == 1


def test_a_missing_text_is_begun(editor: Browser, ctx: Context) -> None:
    path = "services/doctor/ro.md"
    page = editor.get("/content/services/doctor/ro")
    assert page.status_code == 200
    sent = fields(ctx, POLISH, version="0", title="Medic")
    editor.post("/content/services/doctor/ro", **sent)
    saved = text(ctx, path)
    assert saved.startswith('+++\nof = "1.0"\nof_text = "')
    assert "# Medic\n" in saved


def test_a_text_no_form_can_show_is_edited_as_a_file(
    editor: Browser, ctx: Context
) -> None:
    drafting.save(ctx, "anna", POLISH, "no head at all", 1)
    page = editor.get(PAGE)
    assert page.status_code == 200
    assert "Please edit it as a file." in page.text
    assert f"/content/files/{POLISH}" in page.text


def test_an_editor_of_one_life_area_changes_no_other(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, EDITOR)
    browser = Browser(client)
    browser.sign_in(EDITOR)
    assert browser.post(PAGE, **fields(ctx, POLISH)).status_code == 303
    other = "services/registration/pl.md"
    sent = fields(ctx, other, title="Nie")
    page = browser.get("/content/services/registration/pl").text
    assert "not of your life areas" in page
    assert browser.post("/content/services/registration/pl", **sent).status_code == 403
    assert browser.post("/content/files/site.toml", text="x").status_code == 403
    assert drafting.file(ctx, other).version == 1


def check(
    editor: Browser, ctx: Context, path: str = "doctor/pl", **changes: str
) -> httpx.Response:
    own = f"services/{path}.md"
    return editor.post(f"/content/check/{path}", **fields(ctx, own, **changes))


def test_the_check_names_what_is_wrong(editor: Browser, ctx: Context) -> None:
    said = check(editor, ctx, summary="See https://example.org")
    assert said.status_code == 200
    assert "An address stands in the text." in said.text
    assert "Cannot be published" in said.text
    assert drafting.file(ctx, POLISH).version == 1


def test_the_check_names_numbers_that_are_missing(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, GERMAN, "- first", "- in 14 Tagen")
    save_source(ctx, "anna", GERMAN, new, 1, SourceChange.WORDING)
    assert "has the numbers 14 besides" in check(editor, ctx).text


def test_easy_german_is_measured(editor: Browser, ctx: Context) -> None:
    easy = "services/doctor/de-simple.md"
    long = "Das ist ein sehr langer Satz mit vielen Wörtern und noch mehr Wörtern."
    sent = fields(
        ctx, POLISH, version="0", summary=f"{long} z. B. Arbeitserlaubnisantrag"
    )
    said = editor.post("/content/check/doctor/de-simple", **sent).text
    assert "at most 12 words" in said
    assert "Arbeitserlaubnisantrag" in said
    assert "no abbreviations" in said
    assert all(entry.path != easy for entry in drafting.files(ctx))


def test_a_paragraph_of_the_other_direction_is_named(
    editor: Browser, ctx: Context
) -> None:
    said = check(editor, ctx, "doctor/ar", summary="Only Latin letters here")
    assert "read from right to left" in said.text


def test_the_check_does_not_ask_for_a_version_while_german_is_typed(
    editor: Browser, ctx: Context
) -> None:
    said = check(editor, ctx, "doctor/de", title="Willkommen hier").text
    assert "its version" not in said
    assert 'data-key="' in said


def test_the_picture_follows_who_is_said_to_have_translated(
    editor: Browser, ctx: Context
) -> None:
    keys = []
    for made in ("human", "machine"):
        said = check(editor, ctx, made=made).text
        keys.append(said.partition('data-key="')[2].partition('"')[0])
        written = unsaved.folder_of(ctx, keys[-1]) / POLISH
        assert f'made = "{made}"' in written.read_text()
    assert keys[0] != keys[1]


PICTURE = "![Bankbild](bank.png)"


def test_a_picture_as_title_is_named_and_the_service_keeps_a_name(
    editor: Browser, ctx: Context
) -> None:
    sent = fields(ctx, GERMAN, title=PICTURE, change="wording", do="anyway")
    answer = editor.post(GERMAN_PAGE, **sent)
    page = editor.get(answer.headers["location"]).text
    assert "Visitors see it once it is published" not in page
    assert "It has errors and cannot be published like this" in page
    assert "Next: publish" not in page
    heading = page.partition("<h1")[2].partition("</h1>")[0]
    assert PICTURE in heading
    for path in ("/content", "/content/texts", "/content/facts?service=doctor"):
        assert f">{PICTURE}</a>" in editor.get(path).text, path
    said = check(editor, ctx, "doctor/de", title=PICTURE).text
    assert "A picture is not allowed here." in said
    assert "The text is empty." not in said


def test_a_saved_text_leads_whoever_may_publish_on_to_publishing(
    editor: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    page = editor.get(f"{PAGE}?notice=saved").text
    assert '<a class="kern-btn' in page.partition("Visitors see it once")[2]
    assert 'href="/releases/new"' in page.partition("Visitors see it once")[2]
    join(ctx, EDITOR)
    browser = Browser(client)
    browser.sign_in(EDITOR)
    page = browser.get(f"{PAGE}?notice=saved").text
    assert "Visitors see it once" in page
    assert "Next: publish" not in page


def test_the_page_can_say_that_no_check_could_be_made(editor: Browser) -> None:
    page = editor.get(PAGE).text
    assert '<template data-not-checked="signed-out">' in page
    assert '<template data-not-checked="failed">' in page


def test_who_does_not_know_the_mark_of_a_state_reads_it_in_words(
    editor: Browser, ctx: Context
) -> None:
    editor.post(PAGE, **fields(ctx, POLISH, title="Lekarz"))
    assert "checked by nobody yet who speaks the language" in editor.get(PAGE).text
    assert "unchecked" in state_of_polish(editor)

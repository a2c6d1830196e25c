"""GET and POST /content/words/{language}: a row for each short word."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from kiosk.operations.draft_overview import checked_draft
from tests.working_draft import text

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

GERMAN, POLISH = "/content/words/de", "/content/words/pl"
DE, PL = "words/de.toml", "words/pl.toml"


def rows(page: httpx.Response) -> dict[str, str]:
    """Each word by its key, as it stands in its field."""
    found = {}
    for part in page.text.split('name="keys" value="')[1:]:
        key, _, rest = part.partition('"')
        field = re.search(r"<(input|textarea)[^>]*name=\"texts\"[^>]*>", rest)
        assert field, key
        value = re.search(r'\bvalue="([^"]*)"', field[0])
        within = rest[field.end() :].partition("</textarea>")[0].lstrip("\n")
        told = within if field[1] == "textarea" else (value[1] if value else "")
        found[key] = html.unescape(told)
    return found


def theirs(ctx: Context, path: str, said: str) -> None:
    """Somebody else saves this file."""
    drafting.save(ctx, "mira", path, said, drafting.file(ctx, path).version)


def sent(page: httpx.Response, **said: str) -> dict[str, str | list[str]]:
    """The form as it stands there, with some words typed anew: `categories__health`."""
    there = rows(page)
    texts = [said.pop(key.replace(".", "__"), word) for key, word in there.items()]
    version = re.search(r'name="version" value="(\d+)"', page.text)
    source = re.search(r'name="source_version" value="(\d+)"', page.text)
    assert version
    assert source
    return {
        "version": version[1],
        "source_version": source[1],
        "keys": list(there),
        "texts": texts,
        "do": "save",
        **said,
    }


def test_each_word_has_a_field_that_the_german_one_names(editor: Browser) -> None:
    page = editor.get(POLISH).text
    assert 'name="keys" value="categories.health"' in page
    assert "Life areas" in page
    assert page.count('name="texts"') == page.count('name="keys"')


def test_a_german_word_asks_what_has_changed(editor: Browser, ctx: Context) -> None:
    form = sent(editor.get(GERMAN), categories__health="Gesund")
    asked = editor.post(GERMAN, **form)
    assert asked.status_code == 422
    assert "whether the meaning has changed" in asked.text
    assert 'value="Gesund"' in asked.text
    saved = editor.post(GERMAN, **form, change="meaning")
    assert saved.headers["location"] == f"{GERMAN}?notice=saved"
    assert 'health = "Gesund"' in text(ctx, DE)
    assert 'version = "2.0"' in text(ctx, DE)


def test_a_translation_says_what_it_was_made_from(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(POLISH), categories__health="Zdrowie")
    answer = editor.post(POLISH, **form, made="human", read_by="Anna, 2026")
    assert answer.status_code == 303
    after = text(ctx, PL)
    assert 'health = "Zdrowie"' in after
    assert 'read_by = "Anna, 2026"' in after
    assert "of_text" in after


def test_who_translated_it_must_be_said(editor: Browser, ctx: Context) -> None:
    form = sent(editor.get(POLISH), categories__health="Zdrowie") | {"made": ""}
    answer = editor.post(POLISH, **form)
    assert answer.status_code == 422
    assert "who has translated it" in answer.text
    assert 'value="Zdrowie"' in answer.text
    assert drafting.file(ctx, PL).version == 1


def test_nothing_but_the_word_changes_in_the_file(
    editor: Browser, ctx: Context
) -> None:
    before = text(ctx, DE).replace("\n", "\r\n") + "# the end\r\n"
    theirs(ctx, DE, before)
    form = sent(editor.get(GERMAN), categories__health="Gesund")
    editor.post(GERMAN, **form, change="wording")
    after = text(ctx, DE)
    assert after.endswith("# the end\r\n")
    assert "\n" not in after.replace("\r\n", "")


def test_a_word_that_is_missing_is_told_at_its_field(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(POLISH), categories__health="")
    looked = editor.post(POLISH, **(form | {"do": "check"}), made="human")
    assert "are missing in Polish" in looked.text
    assert editor.post(POLISH, **form, made="human").status_code == 303
    assert "health" not in text(ctx, PL).partition("[categories]")[2].partition("[")[0]
    assert "1 of these texts is missing" in editor.get(POLISH).text
    assert not checked_draft(ctx).content.errors()
    assert "missing" in editor.get("/content/texts?language=pl&state=missing").text


def test_a_german_word_that_is_missing_is_an_error(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(GERMAN), categories__health="") | {"change": "wording"}
    answer = editor.post(GERMAN, **form)
    assert answer.status_code == 422
    assert "Save although it has errors" in answer.text
    assert "are missing in German" in answer.text
    assert editor.post(GERMAN, **(form | {"do": "anyway"})).status_code == 303


def test_what_somebody_else_changed_beside_it_stays(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(POLISH), categories__health="Zdrowie")
    theirs(ctx, PL, text(ctx, PL) + "\n# theirs\n")
    assert editor.post(POLISH, **form, made="human").status_code == 303
    assert 'health = "Zdrowie"' in text(ctx, PL)
    assert "# theirs" in text(ctx, PL)


def test_the_same_word_changed_by_two_is_shown_to_the_second(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(POLISH), categories__health="Zdrowie")
    other = re.sub(r'health = "[^"]*"', 'health = "Medycyna"', text(ctx, PL))
    theirs(ctx, PL, other)
    answer = editor.post(POLISH, **form, made="human")
    assert answer.status_code == 409
    assert "Theirs: Medycyna" in answer.text
    assert 'value="Zdrowie"' in answer.text
    again = sent(answer)
    assert editor.post(POLISH, **again, made="human").status_code == 303
    assert 'health = "Zdrowie"' in text(ctx, PL)


def test_a_huge_paste_is_refused_and_kept(editor: Browser, ctx: Context) -> None:
    form = sent(editor.get(POLISH), categories__health="x" * 3000)
    answer = editor.post(POLISH, **form, made="human")
    assert answer.status_code == 422
    assert "x" * 3000 in answer.text
    assert drafting.file(ctx, PL).version == 1


def test_keys_that_are_none_are_not_written(editor: Browser, ctx: Context) -> None:
    form = sent(editor.get(POLISH))
    form["keys"] = [*form["keys"], "version.x", "categories.made-up", "nonsense"]
    form["texts"] = [*form["texts"], "1", "2", "3"]
    editor.post(POLISH, **form, made="human")
    assert "made-up" not in text(ctx, PL)


def test_there_are_no_words_of_a_language_that_is_none(editor: Browser) -> None:
    assert editor.get("/content/words/xx").status_code == 404


@pytest.mark.parametrize("file", [DE, PL])
def test_words_that_no_form_can_read_are_mended_in_their_file(
    editor: Browser, ctx: Context, file: str
) -> None:
    theirs(ctx, file, "[site")
    answer = editor.get(POLISH)
    assert answer.headers["location"] == f"/content/files/{file}"


@pytest.mark.parametrize("address", [GERMAN, POLISH])
def test_the_name_of_a_resource_changes_alone(
    editor: Browser, ctx: Context, address: str
) -> None:
    """A service lists its resources under the same key."""
    file = {GERMAN: DE, POLISH: PL}[address]
    names = ("office", "office-phone", "office-email")
    for name in names:
        field = {f"resources__{name}": f"Neu: {name}"}
        form = sent(editor.get(address), **field) | {"change": "meaning"}
        saved = editor.post(address, **form, made="human")
        assert saved.headers["location"] == f"{address}?notice=saved"
    there = rows(editor.get(address))
    assert [there[f"resources.{name}"] for name in names] == [
        f"Neu: {name}" for name in names
    ]
    form = sent(editor.get(address), resources__office="") | {"change": "meaning"}
    editor.post(address, **form | {"do": "anyway", "made": "human"})
    assert "[resources]" in text(ctx, file)
    assert rows(editor.get(address))["resources.office-phone"] == "Neu: office-phone"


def test_where_the_file_has_something_else_what_was_typed_stays(
    editor: Browser, ctx: Context
) -> None:
    before = text(ctx, PL).partition("[resources]")
    listed = 'resources = ["office"]\n' + before[0]
    theirs(ctx, PL, listed)
    answer = editor.post(POLISH, **sent(editor.get(POLISH), resources__office="Biuro"))
    assert answer.status_code == 422
    assert 'value="Biuro"' in answer.text
    assert text(ctx, PL) == listed

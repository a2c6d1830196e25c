"""A form speaks of its fields by their labels, and never in the words of a file."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from kiosk.hub.form_words import ALIKE, WITH_PARTS
from kiosk.paths import shipped
from tests.each import each
from tests.hub.content.test_tables import sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

SETTINGS = "/content/services/doctor/settings"
FORMS = (
    *("/content/site", "/content/topics", SETTINGS, "/content/consultation"),
    *("/content/services/doctor/hours", "/content/consultation/rules/new"),
    *("/content/consultation/import", "/content/words/de", "/content/words/pl"),
    *("/content/services/doctor/pl", "/content/services/doctor/de"),
    *("/content/new/service", "/content/new/area", "/content/new/language"),
    *("/content/parts/partners", "/content/parts/desks", "/content/parts/emergency"),
    *("/content/parts/topics", "/content/parts/resources"),
    *("/content/parts/resources/office", "/content/parts/categories/health"),
)
NONSENSE = ("zehn", "-5", "2026-13-45", "", "tel:[x] <b>", "=" * 70)
OF_A_FILE = re.compile(
    r"`|Expected|RFC3339|\b(?:str|int|bool|float)\b|\[\[|kiosk content|TOML|= \["
    r"|\b[a-z]+_[a-z]+\b|\bKeyError\b"
)
CONTROL = re.compile(
    r"<(input|select|textarea|button)\b([^>]*)>(.*?)"
    r"(?=<(?:input|select|textarea|button)\b|</form>)",
    re.DOTALL,
)
FORM = re.compile(
    r'<form\b[^>]*method="post"[^>]*action="(/[^"]*)"[^>]*>.*?</form>', re.S
)
ONLY_OF_FILES = (
    *("kiosk content export", "msgfmt", "kiosk content changed", "as_of = "),
    *("head between", "Begin with `", "MAJOR.MINOR", "Only a translation has"),
    *("Only the German text has", "Remove `{key}`", "The key `{key}` is {text!r}"),
    *("Remove the line, and", "`avoid`", "`languages` have only some"),
    *("slots = ", "Write each slot", "true or false", "a list in [ ]"),
    *(
        "No valid TOML",
        "one line for each language",
        "# Title",
        "`## `",
        "`- `",
        "`#`",
        "`>`",
    ),
    *("Add [[categories]]", "`## ...`"),
    *("{most} of `{key}`", "Add one without `when`"),  # of pathway.toml
)
"""Parts of what is said of a file that no form writes so, or of marks that the text
of an article has and that its form explains."""


def words_of(page: str) -> str:
    """What somebody reads there; what they typed themselves is left out."""
    main = page[page.index("<main") :]
    main = re.sub(
        r"<(textarea|option|script|template|q)\b.*?</\1>", " ", main, flags=re.S
    )
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", main).split()))


def filled(form: str, nonsense: str) -> Iterator[tuple[str, str]]:
    """Every field that somebody types into, typed anew; the others as they stand."""
    for tag, attributes, _inside in CONTROL.findall(form):
        said = dict(re.findall(r'\b(name|value|type)="([^"]*)"', attributes))
        if "name" not in said or said["name"] == "_csrf_token" or tag == "button":
            continue
        kept = said.get("type") in {"hidden", "checkbox", "radio"}
        yield said["name"], html.unescape(said.get("value", "")) if kept else nonsense


@pytest.mark.parametrize("path", FORMS)
def test_no_form_answers_nonsense_in_the_words_of_a_file(
    editor: Browser, path: str
) -> None:
    page = editor.get(path).text
    form = next(f[0] for f in FORM.finditer(page) if f[1] == path and "<input" in f[0])
    for nonsense in each(NONSENSE):
        said: dict[str, str | list[str]] = {}
        for name, value in filled(form, nonsense):
            said[name] = [*said.get(name, []), value]
        answer = editor.post(path, **{**said, "do": "check"})
        assert answer.status_code < 500, nonsense
        found = OF_A_FILE.search(words_of(answer.text)) if answer.text else None
        assert found is None, (
            nonsense,
            words_of(answer.text)[found.start() - 60 :][:160],
        )


def test_a_number_that_is_none_is_named_by_its_label_with_what_is_allowed(
    editor: Browser,
) -> None:
    answer = editor.post(SETTINGS, **sent(editor.get(SETTINGS), order="zehn"))
    assert answer.status_code == 422
    told = "Place in the list: “zehn” is no whole number."
    assert f"{told} Write a whole number, such as 10." in words_of(answer.text)


def test_all_that_cannot_be_read_is_named_at_once(editor: Browser) -> None:
    form = sent(editor.get(SETTINGS), order="zehn")
    keys, texts = list(form["keys"]), list(form["texts"])
    for n, key in enumerate(keys):
        if key.endswith((".as_of", ".valid_from")) and ".+." not in key:
            texts[n] = "gestern"
    said = words_of(editor.post(SETTINGS, **{**form, "texts": texts}).text)
    for told in (
        "“zehn” is no whole",
        "Checked on: “gestern”",
        "Holds from: “gestern”",
    ):
        assert said.count(told) == 1, told


def test_a_day_that_is_none_is_named_by_its_label(editor: Browser) -> None:
    form = sent(editor.get(SETTINGS))
    keys, texts = list(form["keys"]), list(form["texts"])
    at = next(n for n, key in enumerate(keys) if key.endswith(".as_of"))
    texts[at] = "gestern"
    said = words_of(editor.post(SETTINGS, **{**form, "texts": texts}).text)
    assert "Checked on: “gestern” is no day. Write a day, such as 24.12.2026." in said


def test_a_file_that_is_edited_as_it_is_written_is_spoken_of_as_a_file(
    editor: Browser, ctx: Context
) -> None:
    path = "services/doctor/service.toml"
    answer = editor.post(f"/content/files/{path}", text="order = 'zehn'\n", version="1")
    assert "The key `category` is missing." in words_of(answer.text)


def test_whatever_is_said_of_a_file_has_words_for_forms_or_is_of_files_alone() -> None:
    """A new sentence of the check that names a key needs its place in `form_words`."""
    with (shipped("locales") / "editors.pot").open("rb") as text:
        said = [
            str(message.id)
            for message in read_po(text)
            if message.id
            and any("catalogue/" in place for place, _line in message.locations)
        ]
    for kind in each(said):
        of_file = OF_A_FILE.search(re.sub(r"\{[^}]*\}", "", kind))
        if of_file and not any(part in kind for part in ONLY_OF_FILES):
            assert kind in {*ALIKE, *WITH_PARTS}, kind
    for kind in each([*ALIKE, *WITH_PARTS]):
        assert kind in said, f"nobody says so any more: {kind}"

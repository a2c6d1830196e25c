"""GET and POST of the forms over the site and the topics."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from tests.working_draft import text

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

SITE, TOPICS = "/content/site", "/content/topics"


def fields(page: httpx.Response) -> dict[str, str]:
    """Each value by its key, as it stands in its field."""
    found = {}
    for part in page.text.split('name="keys" value="')[1:]:
        key, _, rest = part.partition('"')
        field = re.search(r'<(input|textarea|select)[^>]*name="texts"[^>]*>', rest)
        assert field, key
        after = rest[field.end() :]
        if field[1] == "select":
            chosen = re.search(r'<option value="([^"]*)" selected>', after)
            told = chosen[1] if chosen else ""
        elif field[1] == "textarea":
            told = after.partition("</textarea>")[0].lstrip("\n")
        else:
            value = re.search(r'\bvalue="([^"]*)"', field[0])
            told = value[1] if value else ""
        found[key] = html.unescape(told)
    return found


def sent(page: httpx.Response, **said: str) -> dict[str, str | list[str]]:
    """The form as it stands there, some values typed anew: `site__time_zone`."""
    typed = {key.replace("__", "."): text for key, text in said.items()}
    there = fields(page)
    ticked = re.findall(
        r'name="ticked" type="checkbox" value="([^"]*)" checked', page.text
    )
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version
    return {
        "version": version[1],
        "keys": list(there),
        "texts": [typed.get(key, value) for key, value in there.items()],
        "ticked": ticked,
        "do": "save",
    }


@pytest.mark.parametrize(
    ("page", "file"),
    [(SITE, "site.toml"), (TOPICS, "topics.toml")],
)
def test_a_form_that_is_sent_as_it_was_changes_no_byte(
    editor: Browser, ctx: Context, page: str, file: str
) -> None:
    before = text(ctx, file)
    answer = editor.post(page, **sent(editor.get(page)))
    assert answer.headers["location"] == f"{page}?notice=saved"
    assert text(ctx, file) == before
    assert drafting.file(ctx, file).version == 1


def test_the_site_is_changed_where_it_was_typed_and_nowhere_else(
    editor: Browser, ctx: Context
) -> None:
    before = text(ctx, "site.toml")
    form = sent(
        editor.get(SITE),
        site__greetings="Glück auf\nWitajśo",
        categories__1__topic="residence",
        emergency__0__number="110",
    )
    editor.post(SITE, **form)
    after = text(ctx, "site.toml")
    assert 'greetings = ["Glück auf", "Witajśo"]' in after
    assert 'topic = "residence"' in after
    assert 'number = "110"' in after
    kept = set(before.splitlines()) - set(after.splitlines())
    assert all("greetings" in line or "number" in line for line in kept), kept


def test_what_is_wrong_is_told_at_its_field_and_kept(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(SITE), site__time_zone="Europe/Nowhere")
    answer = editor.post(SITE, **form)
    assert answer.status_code == 422
    assert 'value="Europe/Nowhere"' in answer.text
    assert re.search(r'id="f-site.time_zone-error"[^§]*no time zone', answer.text)
    assert drafting.file(ctx, "site.toml").version == 1
    editor.post(SITE, **(form | {"do": "anyway"}))
    assert "Europe/Nowhere" in text(ctx, "site.toml")


def test_a_topic_is_offered_or_not(editor: Browser, ctx: Context) -> None:
    form = sent(editor.get(TOPICS))
    assert form["ticked"] == ["topics.0.active"]
    editor.post(TOPICS, **(form | {"ticked": ["topics.0.active", "topics.1.active"]}))
    assert text(ctx, "topics.toml").count("active = true") == 2
    again = sent(editor.get(TOPICS))
    editor.post(TOPICS, **(again | {"ticked": ["topics.0.active"]}))
    assert "active = false" in text(ctx, "topics.toml")


def test_the_second_of_two_sees_what_the_first_has_written(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(SITE), emergency__0__number="110")
    other = text(ctx, "site.toml").replace('"112"', '"116 117"')
    drafting.save(ctx, "mira", "site.toml", other, 1)
    answer = editor.post(SITE, **form)
    assert answer.status_code == 409
    assert "Theirs: 116 117" in answer.text
    assert 'value="110"' in answer.text
    assert editor.post(SITE, **sent(answer)).status_code == 303
    assert 'number = "110"' in text(ctx, "site.toml")


def test_what_somebody_changed_elsewhere_in_the_file_stays(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(SITE), emergency__0__number="110")
    other = text(ctx, "site.toml").replace("Herzlich willkommen", "Glück auf")
    drafting.save(ctx, "mira", "site.toml", other, 1)
    assert editor.post(SITE, **form).status_code == 303
    assert "Glück auf" in text(ctx, "site.toml")
    assert 'number = "110"' in text(ctx, "site.toml")


def test_who_saves_over_another_undoes_nothing_that_they_changed_beside_it(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(SITE), emergency__0__number="110")
    other = text(ctx, "site.toml").replace('"112"', '"116 117"')
    other = other.replace("Herzlich willkommen", "Glück auf")
    drafting.save(ctx, "mira", "site.toml", other, 1)
    editor.post(SITE, **sent(editor.post(SITE, **form)))
    assert 'number = "110"' in text(ctx, "site.toml")
    assert "Glück auf" in text(ctx, "site.toml")


def test_a_huge_paste_is_refused_and_kept(editor: Browser, ctx: Context) -> None:
    answer = editor.post(SITE, **sent(editor.get(SITE), site__controller="x" * 3000))
    assert answer.status_code == 422
    assert "x" * 3000 in answer.text
    assert drafting.file(ctx, "site.toml").version == 1


def test_a_form_of_no_version_that_is_there_is_shown_with_what_was_typed(
    editor: Browser, ctx: Context
) -> None:
    """A hub that was set back does not know it any more."""
    before = text(ctx, "site.toml")
    page = editor.get(SITE)
    form = sent(page, site__controller="Neu") | {"version": "999"}
    answer = editor.post(SITE, **form)
    assert answer.status_code == 422
    assert ">\nNeu</textarea>" in answer.text
    assert text(ctx, "site.toml") == before


NEW_TOPIC = '[[topics]]\nid = "work"\nactive = false\n\n'


def test_a_change_reaches_its_row_wherever_that_stands_by_now(
    editor: Browser, ctx: Context
) -> None:
    before = text(ctx, "topics.toml")
    first = before.index("[[topics]]")
    second = before.index("[[topics]]", first + 1)
    for other in (
        before[:first] + NEW_TOPIC + before[first:],
        before[:first] + before[second:],
    ):
        version = drafting.file(ctx, "topics.toml").version
        drafting.save(ctx, "mira", "topics.toml", before, version)
        form = sent(editor.get(TOPICS))
        form["ticked"] = ["topics.0.active", "topics.1.active"]
        version = drafting.file(ctx, "topics.toml").version
        drafting.save(ctx, "mira", "topics.toml", other, version)
        assert editor.post(TOPICS, **form).status_code == 303
        tax = text(ctx, "topics.toml").partition('id = "tax"')[2]
        assert "active = true" in tax.partition("[[")[0]
        assert text(ctx, "topics.toml").count("active = true") == (
            2 if NEW_TOPIC in other else 1
        )


def test_a_change_of_a_row_that_is_gone_reaches_no_other(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(TOPICS))
    form["ticked"] = []
    before = text(ctx, "topics.toml")
    first = before.index("[[topics]]")
    second = before.index("[[topics]]", first + 1)
    gone = before[:first] + before[second:]
    drafting.save(ctx, "mira", "topics.toml", gone, 1)
    answer = editor.post(TOPICS, **form)
    assert answer.status_code == 409
    assert "mira has changed the same texts meanwhile" in answer.text
    assert text(ctx, "topics.toml") == gone
    again = sent(answer) | {"do": "anyway"}  # a topic is missing now
    assert editor.post(TOPICS, **again).status_code == 303
    assert text(ctx, "topics.toml") == gone


def test_of_rows_without_a_name_one_that_may_have_moved_is_not_written(
    editor: Browser, ctx: Context
) -> None:
    bare = text(ctx, "site.toml").replace('id = "rescue"\n', "")
    drafting.save(ctx, "mira", "site.toml", bare, 1)
    form = sent(editor.get(SITE), emergency__0__number="110")
    other = bare.replace(
        "[[emergency]]", '[[emergency]]\nnumber = "116"\n\n[[emergency]]'
    )
    drafting.save(ctx, "mira", "site.toml", other, 2)
    assert editor.post(SITE, **(form | {"do": "anyway"})).status_code == 409
    assert text(ctx, "site.toml") == other

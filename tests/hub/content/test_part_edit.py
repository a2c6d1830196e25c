"""GET and POST of /content/parts/{kind}/{part}: one entry, its fields and its words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.localized import Shown
from kiosk.domain.translations import TranslationState
from kiosk.ids import ResourceId
from kiosk.operations import drafting
from kiosk.operations.draft_overview import checked_draft
from tests.builders import AR, DE, PL
from tests.working_draft import changed, text

if TYPE_CHECKING:
    import httpx

    from kiosk.domain.catalogue import Catalogue
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PARTS = "/content/parts"
OFFICE, DESK = f"{PARTS}/resources/office", f"{PARTS}/desks/desk-1"
POLISH = 2
"""Place of Polish among the languages of the site."""
CONTROL = re.compile(
    r'<(input|select|textarea)\b[^>]*?name="([^"]+)"([^>]*)>'
    r"(.*?)(?=<(?:input|select|textarea)\b|</form>)",
    re.DOTALL,
)


def filled(page: httpx.Response) -> dict[str, list[str]]:
    """What a browser sends of the form, as it stands there."""
    form = page.text[page.text.index('<form class="card fields"') :]
    sent: dict[str, list[str]] = {}
    for found in CONTROL.finditer(form):
        tag, name, _attributes, inside = found.groups()
        whole = found[0].partition(">")[0]
        if re.search(r'type="(?:checkbox|radio)"', whole) and " checked" not in whole:
            continue
        if tag == "select":
            chosen = re.search(r'<option value="([^"]*)" selected', inside)
            chosen = chosen or re.search(r'<option value="([^"]*)"', inside)
            value = chosen[1] if chosen else ""
        elif tag == "textarea":
            value = inside.partition("</textarea>")[0].lstrip("\n")
        else:
            typed = re.search(r'\bvalue="([^"]*)"', whole)
            value = typed[1] if typed else ""
        if name != "_csrf_token":
            sent.setdefault(name, []).append(html.unescape(value))
    return sent


def typed(
    form: dict[str, list[str]], name: str, at: int, value: str
) -> dict[str, list[str]]:
    values = [*form[name]]
    values[at] = value
    return form | {name: values}


def field(form: dict[str, list[str]], key: str, value: str) -> dict[str, list[str]]:
    return typed(form, "texts", form["keys"].index(key), value)


def content(ctx: Context) -> Catalogue:
    found = checked_draft(ctx).content
    assert not found.errors()
    assert found.catalogue
    return found.catalogue


@pytest.mark.parametrize(
    "part",
    [
        *("partners/welcome-center", "desks/desk-1", "emergency/rescue"),
        *("topics/residence", "categories/health", "resources/office"),
    ],
)
def test_a_form_that_is_sent_as_it_was_changes_nothing(
    editor: Browser, ctx: Context, part: str
) -> None:
    before = drafting.revision(ctx)
    where = f"{PARTS}/{part}"
    answer = editor.post(where, **filled(editor.get(where)))
    assert answer.headers["location"] == f"{where}?notice=saved"
    assert drafting.revision(ctx) == before


def test_fields_and_words_are_changed_in_one_form(
    editor: Browser, ctx: Context
) -> None:
    form = field(filled(editor.get(OFFICE)), "target", "https://www.example.de/b")
    form = typed(form, "titles", POLISH, "Urząd")
    assert editor.post(OFFICE, **form).status_code == 303
    assert 'target = "https://www.example.de/b"' in text(ctx, "resources.toml")
    (office,) = (r for r in content(ctx).resources if r.id == ResourceId("office"))
    assert office.title[PL] == "Urząd"
    assert office.title[DE] == "Willkommen"


def test_a_moment_is_read_and_typed_as_germans_do(
    editor: Browser, ctx: Context
) -> None:
    times = "starts = 2026-12-10T14:00:00\nends = 2026-12-12T16:00:00"
    event = f'kind = "event"\n{times}\nplace = "Foyer"'
    web = 'kind = "web"\ntarget = "https://www.example.de/a"'
    drafting.save(
        ctx, "mira", "resources.toml", changed(ctx, "resources.toml", web, event), 1
    )
    editor.language = "de"
    form = filled(editor.get(OFFICE))
    assert form["texts"][form["keys"].index("starts")] == "10.12.2026 14:00"
    assert editor.post(OFFICE, **form).status_code == 303
    assert drafting.file(ctx, "resources.toml").version == 2, "nothing was changed"
    editor.post(OFFICE, **field(form, "starts", "11.12.2026, 9.30 Uhr"))
    assert "starts = 2026-12-11T09:30:00" in text(ctx, "resources.toml")


@pytest.mark.parametrize(
    ("key", "value"),
    [("target", "www.example.de"), ("latitude", "north"), ("network", "Gast")],
)
def test_what_a_resource_cannot_say_is_told_at_its_field(
    editor: Browser, ctx: Context, key: str, value: str
) -> None:
    answer = editor.post(OFFICE, **field(filled(editor.get(OFFICE)), key, value))
    assert answer.status_code == 422
    assert f'id="f-{key}-error"' in answer.text
    assert f'value="{value}"' in answer.text
    assert drafting.file(ctx, "resources.toml").version == 1


def test_the_second_of_two_sees_what_the_first_has_written_and_chooses(
    editor: Browser, ctx: Context
) -> None:
    form = field(filled(editor.get(OFFICE)), "target", "https://www.example.de/mine")
    form = typed(form, "titles", POLISH, "Mój urząd")
    other = changed(ctx, "resources.toml", ".de/a", ".de/theirs")
    drafting.save(ctx, "mira", "resources.toml", other, 1)
    words = changed(ctx, "words/pl.toml", 'office = "Witamy"', 'office = "Ich urząd"')
    drafting.save(ctx, "mira", "words/pl.toml", words, 1)
    answer = editor.post(OFFICE, **form)
    assert answer.status_code == 409
    assert "mira" in answer.text
    assert "Theirs: https://www.example.de/theirs" in answer.text
    assert "Theirs: Ich urząd" in answer.text
    assert "/theirs" in text(ctx, "resources.toml")
    assert editor.post(OFFICE, **filled(answer)).status_code == 303
    assert "/mine" in text(ctx, "resources.toml")
    assert "Mój urząd" in text(ctx, "words/pl.toml")


def test_what_somebody_changed_beside_it_stays(editor: Browser, ctx: Context) -> None:
    form = field(filled(editor.get(OFFICE)), "target", "https://www.example.de/mine")
    other = changed(ctx, "resources.toml", "amt@", "office@")
    drafting.save(ctx, "mira", "resources.toml", other, 1)
    words = changed(ctx, "words/pl.toml", 'office = "Witamy"', 'office = "Ich urząd"')
    drafting.save(ctx, "mira", "words/pl.toml", words, 1)
    assert editor.post(OFFICE, **form).status_code == 303
    assert "office@" in text(ctx, "resources.toml")
    assert "/mine" in text(ctx, "resources.toml")
    assert "Ich urząd" in text(ctx, "words/pl.toml")


def test_of_a_german_word_is_asked_what_becomes_of_the_others(
    editor: Browser, ctx: Context
) -> None:
    form = typed(filled(editor.get(DESK)), "titles", 0, "Zimmer 4")
    answer = editor.post(DESK, **form)
    assert answer.status_code == 422
    assert "whether the meaning has changed" in answer.text
    assert 'value="Zimmer 4"' in answer.text
    assert editor.post(DESK, **form, change="wording").status_code == 303
    desk = content(ctx).desks[0]
    assert (desk.title[DE], desk.title[PL]) == ("Zimmer 4", "Witamy")
    assert content(ctx).words_state(PL) is TranslationState.UNREAD


def test_another_meaning_takes_away_what_is_not_typed_anew(
    editor: Browser, ctx: Context
) -> None:
    form = typed(filled(editor.get(DESK)), "titles", 0, "Empfang")
    form = typed(form, "titles", POLISH, "Recepcja")
    assert editor.post(DESK, **form, change="meaning").status_code == 303
    title = content(ctx).desks[0].title
    assert title.shown(PL) == Shown("Recepcja", PL)
    assert title.shown(AR) == Shown("Empfang", DE)
    assert content(ctx).words_state(AR) is TranslationState.MISSING
    assert content(ctx).words_state(PL) is TranslationState.UNREAD


def test_a_word_that_nobody_has_read_yet_is_not_called_read(
    editor: Browser, ctx: Context
) -> None:
    read = changed(ctx, "words/pl.toml", 'made = "', 'read_by = "Jan, 2026"\nmade = "')
    drafting.save(ctx, "anna", "words/pl.toml", read, 1)
    assert content(ctx).words_state(PL) is TranslationState.CURRENT
    form = typed(filled(editor.get(DESK)), "titles", POLISH, "Pokój 1")
    editor.post(DESK, **form)
    assert content(ctx).words_state(PL) is TranslationState.UNREAD


def test_a_note_below_an_emergency_number_needs_german_or_goes_in_every_language(
    editor: Browser, ctx: Context
) -> None:
    where = f"{PARTS}/emergency/rescue"
    form = typed(filled(editor.get(where)), "notes", 0, "")
    alone = editor.post(where, **form, change="meaning")
    assert alone.status_code == 422
    assert 'id="notes-de-error"' in alone.text
    none = form | {"notes": [""] * len(form["notes"])}
    assert editor.post(where, **none, change="meaning").status_code == 303
    assert content(ctx).emergency[0].note is None


def test_a_resource_is_given_along_by_the_services_that_are_ticked(
    editor: Browser, ctx: Context
) -> None:
    form = filled(editor.get(OFFICE))
    assert sorted(form["given_by"]) == ["doctor", "registration"]
    editor.post(OFFICE, **(form | {"given_by": ["doctor"]}))
    used = {s.slug: [r.id for r in s.resources] for s in content(ctx).services}
    assert "office" in used["doctor"]  # type: ignore[index]
    assert "office" not in used["registration"]  # type: ignore[index]
    again = filled(editor.get(OFFICE))
    editor.post(OFFICE, **(again | {"given_by": ["doctor", "registration"]}))
    assert '"office"' in text(ctx, "services/registration/service.toml")


def test_one_that_was_removed_meanwhile_is_not_found(
    editor: Browser, ctx: Context
) -> None:
    editor.post(f"{PARTS}/desks", titles=["Raum 2"])
    where = f"{PARTS}/desks/raum-2"
    form = filled(editor.get(where))
    editor.post(f"{where}/remove", confirmed="yes")
    assert editor.post(where, **form).status_code == 404
    assert "raum-2" not in text(ctx, "words/de.toml")

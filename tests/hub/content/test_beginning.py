"""GET and POST /content/new/...: what is new begins by a form, by who may."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.domain.pictures import PICTURES
from kiosk.errors import NotFound
from kiosk.i18n.languages import LANGUAGES, added_language
from kiosk.ids import CategoryId, LanguageCode
from kiosk.operations import draft_overview, drafting
from kiosk.operations.draft_overview import checked_draft
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import EDITOR
from tests.working_draft import text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

SERVICE = "/content/new/service"
AREA = "/content/new/area"
LANGUAGE = "/content/new/language"
WISH = {
    "title": "Führerschein für Übersiedler",
    "category": "health",
    "organisation": "Landkreis Spree-Neiße",
    "fact": "Das Amt tauscht ihn um.",
    "source": "FeV § 31",
    "url": "https://www.gesetze-im-internet.de/fev/",
}
SLUG = "fuehrerschein-fuer-uebersiedler"


def change(ctx: Context, path: str, pattern: str) -> None:
    """Without what matches."""
    said, by = drafting.file(ctx, path), EDITOR.sign_in_name
    drafting.save(ctx, by, path, re.sub(pattern, "", said.text or ""), said.version)


def areas(ctx: Context) -> list[str]:
    catalogue = draft_overview.checked_draft(ctx).content.catalogue
    assert catalogue
    return [area.id for area in catalogue.categories]


def errors(ctx: Context) -> list[str]:
    return [str(p) for p in draft_overview.checked_draft(ctx).content.errors()]


def test_a_service_begins_with_all_that_was_said(editor: Browser, ctx: Context) -> None:
    WISH["category"] = areas(ctx)[0]
    answer = editor.post(SERVICE, **WISH)
    page = f"/content/services/{SLUG}/de"
    assert answer.headers["location"] == f"{page}?notice=begun"
    settings = text(ctx, f"services/{SLUG}/service.toml")
    for part in ("Landkreis Spree-Neiße", "FeV § 31", "Das Amt tauscht ihn um."):
        assert part in settings
    assert "# Führerschein für Übersiedler" in text(ctx, f"services/{SLUG}/de.md")
    shown = editor.get(page).text
    assert "[? What to do first]" in shown
    assert "Fill the gaps" in editor.get(f"{page}?notice=begun").text


def test_it_cannot_be_published_before_its_gaps_are_filled(
    editor: Browser, ctx: Context
) -> None:
    editor.post(SERVICE, **WISH | {"category": areas(ctx)[0]})
    path = f"services/{SLUG}/de.md"
    found = [e for e in errors(ctx) if path in e]
    assert len([e for e in found if "A gap is left: [?" in e]) == 4
    written = re.sub(r"\[\?[^]]*\]", "Gefüllt.", text(ctx, path))
    drafting.save(ctx, "anna", path, written, 1)
    assert not [e for e in errors(ctx) if path in e]
    assert not any("service.toml" in error for error in errors(ctx))


def test_a_second_one_of_the_same_title_gets_another_name(
    editor: Browser, ctx: Context
) -> None:
    wish = WISH | {"category": areas(ctx)[0]}
    editor.post(SERVICE, **wish)
    assert f"{SLUG}-2" in editor.post(SERVICE, **wish).headers["location"]
    taken = editor.post(SERVICE, **wish | {"slug": SLUG})
    assert taken.status_code == 422
    assert "Landkreis Spree-Neiße" in taken.text


@pytest.mark.parametrize("field", ["title", "organisation", "fact", "source"])
def test_what_is_missing_is_asked_and_the_rest_is_kept(
    editor: Browser, ctx: Context, field: str
) -> None:
    answer = editor.post(SERVICE, **WISH | {"category": areas(ctx)[0], field: " "})
    assert answer.status_code == 422
    kept = "organisation" if field != "organisation" else "source"
    assert WISH[kept] in answer.text


@pytest.mark.parametrize("slug", ["../x", "Ärzte", "a" * 41, "doctor"])
def test_a_name_that_is_none_or_taken_is_refused(
    editor: Browser, ctx: Context, slug: str
) -> None:
    answer = editor.post(SERVICE, **WISH | {"category": areas(ctx)[0], "slug": slug})
    assert answer.status_code == 422
    assert "Das Amt tauscht ihn um." in answer.text


def test_an_editor_begins_services_in_their_own_life_areas_only(
    client: TestClient[Litestar], ctx: Context
) -> None:
    mine, other = areas(ctx)[:2]
    areas_of_theirs = frozenset({CategoryId(mine)})
    rights = Rights.of(Role.EDITOR, areas=areas_of_theirs)
    join(ctx, replace(EDITOR, rights=rights))
    bound = Browser(client)
    bound.sign_in(EDITOR)
    assert f'value="{other}"' not in bound.get(SERVICE).text
    assert bound.post(SERVICE, **WISH | {"category": other}).status_code == 422
    assert bound.post(SERVICE, **WISH | {"category": mine}).status_code == 303
    assert bound.get(AREA).status_code == 403
    assert bound.post(AREA, symbol="★", titles=["Sport"]).status_code == 403
    assert bound.get(LANGUAGE).status_code == 403
    assert bound.post(LANGUAGE, code="fr").status_code == 403


def test_a_life_area_begins_with_its_titles(editor: Browser, ctx: Context) -> None:
    catalogue = draft_overview.checked_draft(ctx).content.catalogue
    assert catalogue
    before = errors(ctx)
    titles = [f"Sport {code}" for code in catalogue.site.languages]
    answer = editor.post(AREA, symbol="♫", titles=titles)
    assert answer.headers["location"] == "/content?notice=area-begun"
    assert "sport-de" in areas(ctx)
    assert errors(ctx) == before
    assert "♫" in editor.get("/content").text
    assert draft_overview.checked_draft(ctx).content.problems == tuple(
        p
        for p in draft_overview.checked_draft(ctx).content.problems
        if "another German text" not in p.message
    )


def test_a_life_area_needs_a_german_title_and_a_sign(editor: Browser) -> None:
    answer = editor.post(AREA, symbol="♫", titles=["", "Sports"])
    assert answer.status_code == 422
    assert 'value="Sports"' in answer.text
    assert editor.post(AREA, symbol="🎉", titles=["Sport"]).status_code == 422


def test_every_picture_that_content_may_name_is_offered(editor: Browser) -> None:
    text = editor.get(AREA).text
    listed = text.partition('name="picture"')[2].partition("</select>")[0]
    assert re.findall('<option value="([a-z]*)"', listed) == ["", *PICTURES]


def test_a_life_area_begins_with_its_picture(editor: Browser, ctx: Context) -> None:
    answer = editor.post(AREA, symbol="♫", picture="music", titles=["Musik"])
    assert answer.status_code == 303
    catalogue = draft_overview.checked_draft(ctx).content.catalogue
    assert catalogue
    pictures = {each.id: each.picture for each in catalogue.categories}
    assert pictures[CategoryId("musik")] == "music"


def test_a_picture_that_nobody_has_drawn_is_not_saved(editor: Browser) -> None:
    answer = editor.post(AREA, symbol="♫", picture="unicorn", titles=["Musik"])
    assert answer.status_code == 422
    assert 'value="Musik"' in answer.text


def test_a_language_of_the_program_is_offered(editor: Browser, ctx: Context) -> None:
    assert "Offer Turkish" in editor.get(LANGUAGE).text
    answer = editor.post(LANGUAGE, code="tr")
    assert answer.headers["location"] == "/content/texts?language=tr"
    catalogue = draft_overview.checked_draft(ctx).content.catalogue
    assert catalogue
    assert "tr" in catalogue.site.languages
    assert errors(ctx) == []
    assert 'made = "human"' in text(ctx, "words/tr.toml")


HUNGARIAN = {
    "code": "hu",
    "name": "Magyar",
    "german": "Ungarisch",
    "english": "Hungarian",
    "greeting": "Üdvözöljük",
    "script": "Latn",
}


@pytest.mark.usefixtures("no_added_languages")
def test_a_language_that_the_program_does_not_have_is_offered(
    editor: Browser, ctx: Context
) -> None:
    answer = editor.post(LANGUAGE, **HUNGARIAN)
    assert answer.headers["location"] == "/content/texts?language=hu"
    assert 'greeting = "Üdvözöljük"' in text(ctx, "languages.toml")
    assert errors(ctx) == []
    assert "Hungarian" in editor.get(answer.headers["location"]).text
    assert editor.get("/content/words/hu").status_code == 200
    assert 'id="titles-hu"' in editor.get("/content/parts/desks").text
    page = editor.get("/content/services/doctor/hu")
    assert 'lang="hu"' in page.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"greeting": ""}, "fill in every field"),
        ({"code": "h"}, "no code of a language"),
        ({"code": "xx"}, "how this language writes dates"),
        ({"script": "Hang"}, "Letters: there is no “Hang”"),
        ({"name": "M" * 41}, "more than 40 characters"),
        ({"name": "\u200e\u200e"}, "is empty"),
        (
            {"name": "Magyar \U0001f389"},
            "Its name in itself: it is not written in the letters",
        ),
        ({"script": "Arab"}, "it is not written in the letters"),
        ({"english": "Polish"}, "name of another language"),
        ({"code": "de"}, "offered already"),
        ({"code": "PL"}, "offered already"),
        ({"code": "tr"}, "There is a language"),
    ],
)
@pytest.mark.usefixtures("no_added_languages")
def test_what_is_not_said_of_a_language_is_asked(
    editor: Browser, ctx: Context, wrong: dict[str, str], told: str
) -> None:
    revision = drafting.revision(ctx)
    page = editor.post(LANGUAGE, **HUNGARIAN | wrong)
    assert page.status_code == 422
    assert told in page.text
    assert 'value="Ungarisch"' in page.text
    assert drafting.revision(ctx) == revision


@pytest.mark.usefixtures("no_added_languages")
def test_a_draft_changes_no_language_that_visitors_read(
    editor: Browser, ctx: Context
) -> None:
    names = ("Magyar", "Ungarisch", "Hungarian", "Üdvözöljük")
    LANGUAGES.show([added_language("hu", names, "Latn", "hu")])
    said = HUNGARIAN | {"name": "اردو", "greeting": "خوش آمدید", "script": "Arab"}
    assert editor.post(LANGUAGE, **said | {"greeting": "G" * 41}).status_code == 422
    answer = editor.post(LANGUAGE, **said)
    assert editor.get(answer.headers["location"]).status_code == 200
    assert 'dir="rtl"' in editor.get("/content/services/doctor/hu").text
    assert LANGUAGES[LanguageCode("hu")].own_name == "Magyar"
    assert [row.own_name for row in checked_draft(ctx).languages] == ["اردو"]


@pytest.mark.usefixtures("no_added_languages")
def test_an_added_language_is_described_once_and_gone_when_it_is_removed(
    editor: Browser, ctx: Context
) -> None:
    editor.post(LANGUAGE, **HUNGARIAN)
    again = editor.post(LANGUAGE, **HUNGARIAN | {"name": "Szia"})
    assert again.status_code == 422
    assert "offered already" in again.text

    change(ctx, "site.toml", r', "hu"|"hu"')
    assert "There is a language" in editor.post(LANGUAGE, **HUNGARIAN).text
    assert "Offer Hungarian" in editor.get(LANGUAGE).text
    assert editor.post(LANGUAGE, code="hu").status_code == 303
    assert 'name = "Magyar"' in text(ctx, "languages.toml")

    change(ctx, "site.toml", r', "hu"|"hu"')
    change(ctx, "languages.toml", r"(?s).*")
    assert "Hungarian" not in editor.get(LANGUAGE).text


class TestRemoving:
    PAGE = "/content/services/doctor/remove"

    def test_it_is_told_what_leads_there(self, editor: Browser) -> None:
        page = editor.get(self.PAGE).text
        assert "/s/doctor" in page
        assert "languages." in page

    def test_it_is_told_what_the_search_knows_of_it(
        self, editor: Browser, ctx: Context
    ) -> None:
        concepts = '[concepts]\ntooth = ["doctor"]\nrent = ["registration"]\n'
        assert "tooth" not in editor.get(self.PAGE).text
        drafting.save(ctx, EDITOR.sign_in_name, "lexicon.toml", concepts, 0)
        page = editor.get(self.PAGE).text
        assert '<a href="/content/files/lexicon.toml">tooth</a>' in page
        editor.post(self.PAGE, confirmed="yes")
        assert any("There is no service 'doctor'." in said for said in errors(ctx))

    def test_nothing_is_removed_unasked(self, editor: Browser, ctx: Context) -> None:
        answer = editor.post(self.PAGE)
        assert answer.headers["location"] == self.PAGE
        assert text(ctx, "services/doctor/de.md")

    def test_it_goes_and_keeps_its_history(self, editor: Browser, ctx: Context) -> None:
        answer = editor.post(self.PAGE, confirmed="yes")
        assert answer.headers["location"] == "/content?notice=removed"
        with pytest.raises(NotFound):
            drafting.file(ctx, "services/doctor/de.md")
        assert len(drafting.history(ctx, "services/doctor/de.md")) == 2
        assert editor.get(self.PAGE).status_code == 404
        assert editor.get("/content").status_code == 200

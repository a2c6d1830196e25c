"""GET and POST of /content/parts: partners, desks, topics and the like come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.translations import TranslationState
from kiosk.ids import DeskId
from kiosk.operations import drafting, presence
from kiosk.operations.draft_overview import checked_draft
from kiosk.store import tickets
from tests.builders import PL, a_ticket
from tests.hub_context import join
from tests.people import COUNSELLOR_1
from tests.working_draft import changed, text

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PARTS = "/content/parts"
DOCTOR = "services/doctor/service.toml"
TITLES = ["Raum 2", "Room 2", "Pokój 2", "Кімната 2", "الغرفة 2"]


def begun(editor: Browser, kind: str, /, **fields: str) -> httpx.Response:
    keys, texts = list(fields), list(fields.values())
    return editor.post(f"{PARTS}/{kind}", titles=TITLES, keys=keys, texts=texts)


@pytest.mark.parametrize(
    ("kind", "file", "fields", "part", "said"),
    [
        ("desks", "topics.toml", {}, "raum-2", 'id = "raum-2"'),
        ("topics", "topics.toml", {}, "raum-2", 'id = "raum-2"'),
        ("partners", "site.toml", {"name": "ASG"}, "asg", 'name = "ASG"'),
        ("emergency", "site.toml", {"number": "110"}, "raum-2", 'number = "110"'),
        (
            "resources",
            "resources.toml",
            {"kind": "web", "target": "https://www.example.de/c", "languages": "de"},
            "raum-2",
            '[raum-2]\nkind = "web"\ntarget = "https://www.example.de/c"',
        ),
    ],
)
def test_a_part_begins_and_ends_with_its_words_and_nothing_is_left(
    editor: Browser,
    ctx: Context,
    kind: str,
    file: str,
    fields: dict[str, str],
    part: str,
    said: str,
) -> None:
    before = text(ctx, file), text(ctx, "words/pl.toml")
    answer = begun(editor, kind, **fields)
    assert answer.headers["location"] == f"{PARTS}/{kind}/{part}?notice=begun"
    assert said in text(ctx, file)
    assert f'{part} = "Pokój 2"' in text(ctx, "words/pl.toml")
    assert not checked_draft(ctx).content.errors()
    where = f"{PARTS}/{kind}/{part}/remove"
    assert f'href="{where}"' in editor.get(f"{PARTS}/{kind}/{part}").text
    listed = "/content/resources" if kind == "resources" else f"{PARTS}/{kind}"
    assert f'<a href="{PARTS}/{kind}/{part}">' in editor.get(listed).text
    assert editor.post(where).headers["location"] == where
    editor.get(where)
    editor.post(where, confirmed="yes")
    assert not checked_draft(ctx).content.errors()
    assert text(ctx, file) == before[0]
    assert part not in text(ctx, "words/pl.toml")
    assert editor.get(where).status_code == 404


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("desks", {"titles": ["", "Room 2"]}, "Please write it."),
        ("partners", {"titles": TITLES}, "Please write it."),
        (
            "emergency",
            {"titles": TITLES, "keys": "number", "texts": "one"},
            "no number to dial",
        ),
        (
            "resources",
            {"titles": TITLES, "keys": ["kind", "target"], "texts": ["web", "x.de"]},
            'id="f-target-error"',
        ),
        (
            "resources",
            {"titles": TITLES, "keys": ["kind"], "texts": ["place"]},
            'id="f-address-error"',
        ),
        (
            "resources",
            {
                "titles": TITLES,
                "keys": ["kind", "latitude", "starts"],
                "texts": ["place", "zehn", "soon"],
            },
            "Begins: “soon” is no day with a time.",
        ),
        ("desks", {"titles": ["Raum 2", "Room 2", "x" * 61]}, "Longer than 60"),
        ("topics", {"titles": ["Raum 2", "Room 2", "a - - b"]}, "Two dashes"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_lost(
    editor: Browser,
    ctx: Context,
    kind: str,
    fields: dict[str, str | list[str]],
    told: str,
) -> None:
    answer = editor.post(f"{PARTS}/{kind}", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Room 2"' in answer.text
    assert drafting.file(ctx, "words/de.toml").version == 1


def test_german_alone_is_enough_and_the_others_are_work_to_do(
    editor: Browser, ctx: Context
) -> None:
    editor.post(f"{PARTS}/desks", titles=["Raum 2"])
    content = checked_draft(ctx).content
    assert not content.errors()
    catalogue = content.catalogue
    assert catalogue
    assert catalogue.desks[-1].title[PL] == "Raum 2"
    assert catalogue.words_state(PL) is TranslationState.MISSING
    assert "Visitors see it" in editor.get(f"{PARTS}/desks/raum-2?notice=begun").text


def test_what_is_the_same_in_every_language_is_typed_once(
    editor: Browser, ctx: Context
) -> None:
    titles = ["Haus B", "", "Budynek B"]
    editor.post(f"{PARTS}/desks", titles=titles, same="yes")
    assert 'haus-b = "Haus B"' in text(ctx, "words/ar.toml")
    assert 'haus-b = "Haus B"' in text(ctx, "words/en.toml")
    assert 'haus-b = "Budynek B"' in text(ctx, "words/pl.toml")


def test_a_desk_at_which_somebody_sits_is_not_removed(
    editor: Browser, ctx: Context
) -> None:
    editor.post(f"{PARTS}/desks", titles=TITLES)
    presence.choose_desk(ctx, join(ctx, COUNSELLOR_1).id, DeskId("desk-1"))
    answer = editor.post(f"{PARTS}/desks/desk-1/remove", confirmed="yes")
    assert answer.status_code == 409
    assert "Somebody sits at this desk" in answer.text
    assert 'id = "desk-1"' in text(ctx, "topics.toml")


def test_the_last_desk_and_a_partner_with_hours_stay(
    editor: Browser, ctx: Context
) -> None:
    answer = editor.post(f"{PARTS}/desks/desk-1/remove", confirmed="yes")
    assert "the last desk" in answer.text
    rule = (
        '[[consultation.rules]]\nrule = "FREQ=WEEKLY"\nfirst = 2026-03-05\n'
        'opens = "13:00"\ncloses = "17:00"\npartner = "welcome-center"\n\n[[topics]]'
    )
    drafting.save(
        ctx, "anna", "topics.toml", changed(ctx, "topics.toml", "[[topics]]", rule), 1
    )
    gone = editor.post(f"{PARTS}/partners/welcome-center/remove", confirmed="yes")
    assert "Consultation hours are of this partner." in gone.text


def test_the_last_emergency_number_stays(editor: Browser, ctx: Context) -> None:
    where = f"{PARTS}/emergency/rescue/remove"
    assert "the last emergency number" in editor.post(where, confirmed="yes").text
    assert 'number = "112"' in text(ctx, "site.toml")
    begun(editor, "emergency", number="110")
    assert editor.post(where, confirmed="yes").status_code == 303
    assert 'number = "112"' not in text(ctx, "site.toml")


def test_there_is_no_other_list(editor: Browser) -> None:
    for path in ("greetings", "desks/nothing", "desks/nothing/remove", "x/y/remove"):
        assert editor.get(f"{PARTS}/{path}").status_code == 404


def test_a_resource_stays_while_services_give_it_along_and_they_are_named(
    editor: Browser, ctx: Context
) -> None:
    where = f"{PARTS}/resources/office/remove"
    answer = editor.post(where, confirmed="yes")
    assert answer.status_code == 409
    assert "These services still need it: Willkommen, Willkommen." in answer.text
    assert "[office]" in text(ctx, "resources.toml")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            DOCTOR,
            "order =",
            'topic = "tax"\norder =',
            "need it",
        ),
        ("site.toml", 'symbol = "✚"', 'symbol = "✚"\ntopic = "tax"', "life areas"),
        ("topics.toml", 'general = "residence"', 'general = "tax"', "no other"),
    ],
)
def test_a_topic_stays_while_something_leads_to_it(
    editor: Browser, ctx: Context, file: str, old: str, new: str, told: str
) -> None:
    drafting.save(ctx, "anna", file, changed(ctx, file, old, new), 1)
    answer = editor.post(f"{PARTS}/topics/tax/remove", confirmed="yes")
    assert answer.status_code == 409
    assert told in answer.text


def test_a_topic_stays_while_somebody_waits_for_it(
    editor: Browser, ctx: Context
) -> None:
    with ctx.database.begin() as connection:
        tickets.add(connection, a_ticket(topic="tax"))
    answer = editor.post(f"{PARTS}/topics/tax/remove", confirmed="yes")
    assert "Somebody waits" in answer.text
    assert 'id = "tax"' in text(ctx, "topics.toml")


def test_a_life_area_ends_when_no_service_is_in_it(
    editor: Browser, ctx: Context
) -> None:
    where = f"{PARTS}/categories/health/remove"
    assert "still need it" in editor.post(where, confirmed="yes").text
    editor.post("/content/services/doctor/remove", confirmed="yes")
    assert editor.post(where, confirmed="yes").status_code == 303
    assert not checked_draft(ctx).content.errors()
    assert 'href="/content/new/area"' in editor.get(f"{PARTS}/categories").text
    assert editor.post(f"{PARTS}/categories", titles=TITLES).status_code == 404


def test_services_that_give_a_resource_stand_under_their_life_areas(
    editor: Browser,
) -> None:
    page = editor.get("/content/parts/resources").text
    ticks = page.partition("Which services give it along</summary>")[2]
    assert ticks.count("<legend") == 2
    assert ticks.count('name="given_by" type="checkbox"') == 2

"""GET and POST /content/services/{slug}/settings: what a service says in every language
at once, in one form."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.ids import CategoryId
from kiosk.operations import drafting
from tests.hub.content.test_tables import fields, sent
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import EDITOR
from tests.working_draft import text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

PAGE, FILE = "/content/services/doctor/settings", "services/doctor/service.toml"
LOOKED_UP = "2026-08-19"
EARLIER = """[[facts]]
id = "first"
says = "Neu."
source = "BMG § 1"
as_of = 2026-11-01

"""


def question(page: str) -> str:
    """The name under which the form knows the only open question."""
    found = re.search(r'value="gaps\.([0-9a-f]{8})\.ask"', page)
    assert found
    return found[1]


def test_the_form_says_all_that_the_file_says(editor: Browser) -> None:
    page = editor.get(PAGE)
    there, asked = fields(page), question(page.text)
    assert there["category"] == "health"
    assert there["order"] == "2"
    assert there["contact.name"] == "Bürgerbüro"
    assert there["facts.two-weeks.says"] == "Zwei Wochen Zeit."
    assert there["facts.two-weeks.as_of"] == LOOKED_UP
    assert there[f"gaps.{asked}.kind"] == "cost"
    assert sent(page)["ticked"] == [
        "resources.office",
        "resources.office-phone",
        "resources.office-email",
    ]


def test_it_is_reached_from_the_text_of_the_service(editor: Browser) -> None:
    assert f'href="{PAGE}"' in editor.get("/content/services/doctor/de").text


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_sent_as_it_was_no_byte_changes(
    editor: Browser, ctx: Context, ends: str
) -> None:
    odd = text(ctx, FILE).replace("[contact]", "# asked in May\n[contact]  # the desk")
    odd = odd.replace("\n", ends)
    drafting.save(ctx, "mira", FILE, odd, 1)
    assert editor.post(PAGE, **sent(editor.get(PAGE))).status_code == 303
    assert text(ctx, FILE) == odd


def test_what_is_typed_changes_and_no_line_beside_it(
    editor: Browser, ctx: Context
) -> None:
    before = text(ctx, FILE).splitlines()
    form = sent(
        editor.get(PAGE),
        category="arrival",
        order="7",
        topic="tax",
        contact__phone="",
        contact__email="amt@example.de",
        **{"facts.two-weeks.valid_until": "31.12.2026"},
    )
    form["ticked"] = ["resources.office", "funded"]
    assert editor.post(PAGE, **form).headers["location"] == f"{PAGE}?notice=saved"
    after = text(ctx, FILE).splitlines()
    assert set(after) - set(before) == {
        'category = "arrival"',
        "order = 7",
        'topic = "tax"',
        "funded = true",
        'resources = ["office"]',
        'email = "amt@example.de"',
        "valid_until = 2026-12-31",
    }
    assert set(before) - set(after) == {
        'category = "health"',
        "order = 2",
        'resources = ["office", "office-phone", "office-email"]',
        'phone = "+49 3563 340330"',
    }


def test_keys_that_the_form_does_not_know_stay(editor: Browser, ctx: Context) -> None:
    odd = text(ctx, FILE).replace("order = 2", 'order = 2\ncolour = "blue"  # ours')
    drafting.save(ctx, "mira", FILE, odd, 1)
    form = sent(editor.get(PAGE), order="3") | {"do": "anyway"}
    assert editor.post(PAGE, **form).status_code == 303
    assert text(ctx, FILE) == odd.replace("order = 2", "order = 3")


def test_a_fact_is_added_behind_its_likes_with_a_name_made_of_it(
    editor: Browser, ctx: Context
) -> None:
    new = {
        "facts.+.says": "Der Antrag kostet nichts.",
        "facts.+.source": "BMG § 30",
        "facts.+.as_of": "1.12.2026",
    }
    before = text(ctx, FILE)
    answer = editor.post(PAGE, **sent(editor.get(PAGE), **new))
    assert answer.status_code == 303
    fact = (
        '[[facts]]\nid = "der-antrag-kostet"\nsays = "Der Antrag kostet nichts."\n'
        'source = "BMG § 30"\nas_of = 2026-12-01\n\n'
    )
    assert text(ctx, FILE) == before.replace("[[gaps]]", f"{fact}[[gaps]]")


def test_an_open_question_is_answered_and_another_one_asked(
    editor: Browser, ctx: Context
) -> None:
    page = editor.get(PAGE)
    gone = f"gaps.{question(page.text)}.removed"
    form = sent(
        page,
        **{
            "gaps.+.kind": "hours",
            "gaps.+.ask": "Wann ist offen?",
            "gaps.+.whom": "Amt",
        },
    )
    ticked = [*form["ticked"], gone]
    assert editor.post(PAGE, **(form | {"ticked": ticked})).status_code == 303
    after = text(ctx, FILE)
    assert "Was kostet es?" not in after
    assert after.endswith(
        '[[gaps]]\nkind = "hours"\nask = "Wann ist offen?"\nwhom = "Amt"\n'
    )


def test_a_contact_that_is_emptied_goes(editor: Browser, ctx: Context) -> None:
    form = sent(editor.get(PAGE), contact__name="", contact__phone="")
    assert editor.post(PAGE, **form).status_code == 303
    assert "contact" not in text(ctx, FILE)


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("contact.phone", "ring me", "ring me"),
        ("order", "first", "“first” is no whole number"),
        ("facts.two-weeks.as_of", "some day", "“some day” is no day"),
        ("facts.two-weeks.url", "somewhere", "no web address"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(
    editor: Browser, ctx: Context, key: str, typed: str, told: str
) -> None:
    answer = editor.post(PAGE, **sent(editor.get(PAGE), **{key: typed}))
    assert answer.status_code == 422
    assert fields(answer)[key] == typed
    error = answer.text.partition(f'id="f-{key}-error"')[2].partition("</p>")[0]
    assert told in error
    assert drafting.file(ctx, FILE).version == 1


def test_a_new_fact_that_lacks_something_is_told_and_kept(
    editor: Browser, ctx: Context
) -> None:
    new = {"facts.+.says": "Es kostet nichts."}
    answer = editor.post(PAGE, **sent(editor.get(PAGE), **new))
    assert answer.status_code == 422
    for key, label in (("source", "Source"), ("as_of", "Checked on")):
        error = answer.text.partition(f'id="f-facts.+.{key}-error"')[2]
        assert f"{label}: nothing is said. Fill it in." in error.partition("</p>")[0]
    assert fields(answer)["facts.+.says"] == "Es kostet nichts."
    assert drafting.file(ctx, FILE).version == 1


def test_a_huge_paste_is_refused_and_kept(editor: Browser, ctx: Context) -> None:
    new = {"facts.two-weeks.says": "x" * 3000}
    answer = editor.post(PAGE, **sent(editor.get(PAGE), **new))
    assert answer.status_code == 422
    assert "x" * 3000 in answer.text
    assert drafting.file(ctx, FILE).version == 1


def saved_by_mira(ctx: Context, old: str, new: str) -> None:
    assert old in text(ctx, FILE)
    drafting.save(ctx, "mira", FILE, text(ctx, FILE).replace(old, new), 1)


def test_what_another_has_changed_elsewhere_stays(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(PAGE), order="9")
    saved_by_mira(ctx, "Zwei Wochen Zeit.", "Drei Wochen Zeit.")
    assert editor.post(PAGE, **form).status_code == 303
    assert "order = 9" in text(ctx, FILE)
    assert "Drei Wochen Zeit." in text(ctx, FILE)


def test_where_both_changed_the_same_both_are_shown_and_nothing_else_is_undone(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(PAGE), contact__name="Rathaus")
    theirs = 'name = "Amt"\nemail = "a@b.de"'
    saved_by_mira(ctx, 'name = "Bürgerbüro"', theirs)
    answer = editor.post(PAGE, **form)
    assert answer.status_code == 409
    assert "Theirs: Amt" in answer.text
    assert editor.post(PAGE, **sent(answer)).status_code == 303
    assert 'name = "Rathaus"\nemail = "a@b.de"' in text(ctx, FILE)


def test_a_fact_finds_its_place_though_another_one_was_put_before_it(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(PAGE), **{"facts.two-weeks.source": "BMG § 18"})
    saved_by_mira(ctx, "[[facts]]", f"{EARLIER}[[facts]]")
    assert editor.post(PAGE, **form).status_code == 303
    after = text(ctx, FILE)
    assert EARLIER in after
    assert 'says = "Zwei Wochen Zeit."\nsource = "BMG § 18"' in after


def test_a_fact_that_was_removed_while_it_was_written_is_not_lost(
    editor: Browser, ctx: Context
) -> None:
    form = sent(editor.get(PAGE), **{"facts.two-weeks.says": "Zehn Tage Zeit."})
    fact = text(ctx, FILE).partition("[[facts]]")[2].partition("[[gaps]]")[0]
    saved_by_mira(ctx, fact, fact.replace("two-weeks", "weeks"))
    answer = editor.post(PAGE, **form)
    assert answer.status_code == 409
    assert fields(answer)["facts.two-weeks.says"] == "Zehn Tage Zeit."
    assert fields(answer)["facts.weeks.says"] == "Zwei Wochen Zeit."


def test_an_editor_moves_no_service_into_a_life_area_of_others(
    client: TestClient[Litestar], ctx: Context
) -> None:
    rights = Rights.of(Role.EDITOR, areas=frozenset({CategoryId("health")}))
    join(ctx, replace(EDITOR, rights=rights))
    bound = Browser(client)
    bound.sign_in(EDITOR)
    page = bound.get(PAGE)
    assert '<option value="arrival"' not in page.text
    assert bound.post(PAGE, **sent(page, category="arrival")).status_code == 403
    assert bound.post(PAGE, **sent(page, order="5")).status_code == 303
    other = PAGE.replace("doctor", "registration")
    assert bound.post(other, **sent(bound.get(other), order="5")).status_code == 403


def test_the_last_open_question_goes_with_all_of_its_lines(
    editor: Browser, ctx: Context
) -> None:
    page, before = editor.get(PAGE), text(ctx, FILE)
    form = sent(page)
    ticked = [*form["ticked"], f"gaps.{question(page.text)}.removed"]
    assert editor.post(PAGE, **(form | {"ticked": ticked})).status_code == 303
    assert text(ctx, FILE) == before.partition("\n[[gaps]]")[0]


def test_there_is_no_form_of_a_service_that_is_not_there(editor: Browser) -> None:
    assert editor.get("/content/services/nowhere/settings").status_code == 404
    assert editor.get("/content/services/No..where/settings").status_code == 404


def test_a_file_that_no_form_can_read_is_mended_as_it_is_written(
    editor: Browser, ctx: Context
) -> None:
    saved_by_mira(ctx, "order = 2", "order = = 2")
    answer = editor.get(PAGE)
    assert answer.headers["location"] == f"/content/files/{FILE}"


def test_the_history_of_the_file_leads_back_to_the_form(editor: Browser) -> None:
    page = editor.get(f"/content/history/{FILE}")
    assert page.status_code == 200
    assert f'href="{PAGE}"' in page.text

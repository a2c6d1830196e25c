"""GET /content/gaps, /content/gaps.csv, /content/facts; POST /content/facts/{slug}."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.i18n.formats import short_day
from kiosk.i18n.languages import language
from kiosk.operations import drafting
from tests.people import ADMINISTRATOR
from tests.working_draft import SITE, changed, text

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

SERVICE = "services/doctor/service.toml"


def test_questions_stand_by_whom_to_ask(editor: Browser) -> None:
    page = editor.get("/content/gaps").text
    assert page.index("Betreiber") < page.index("Bürgerbüro")
    assert page.count("Was kostet es?") == 2
    assert "/content/services/doctor/settings" in page


def test_one_organisation_gets_a_table_of_its_own(editor: Browser) -> None:
    answer = editor.get("/content/gaps.csv?whom=B%C3%BCrgerb%C3%BCro")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = answer.text.splitlines()
    assert rows[0] == "\ufeffWer;Angebot;Art;Frage;Antwort"
    assert rows[1:] == ["Bürgerbüro;Willkommen;cost;Was kostet es?;"] * 2


def test_no_question_is_a_formula(editor: Browser, ctx: Context) -> None:
    new = changed(ctx, SITE, "Wer ist verantwortlich?", "=1+1")
    drafting.save(ctx, "anna", SITE, new, 1)
    assert ";'=1+1;" in editor.get("/content/gaps.csv").text


def test_facts_that_end_stand_first(
    editor: Browser, ctx: Context, clock: FixedClock
) -> None:
    ends = clock.now().date() + timedelta(days=3)
    new = changed(ctx, SERVICE, "as_of", f"valid_until = {ends}\nas_of")
    drafting.save(ctx, "anna", SERVICE, new, 1)
    page = editor.get("/content/facts").text
    assert "ends soon" in page
    assert page.index("?service=doctor") < page.index("?service=registration")


def test_still_valid_sets_the_day_of_all_facts(
    editor: Browser, ctx: Context, clock: FixedClock
) -> None:
    clock.advance(days=400)
    editor.sign_in(ADMINISTRATOR)
    assert "look up again" in editor.get("/content/facts").text
    page = editor.get("/content/facts?service=doctor").text
    assert 'name="version" value="1"' in page
    answer = editor.post("/content/facts/doctor", version="1")
    assert (
        answer.headers["location"] == "/content/facts?service=doctor&notice=confirmed"
    )
    assert f"as_of = {clock.now().date()}" in text(ctx, SERVICE)


def test_facts_changed_meanwhile_are_not_confirmed(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, SERVICE, "Zwei Wochen", "Drei Wochen")
    drafting.save(ctx, "anna", SERVICE, new, 1)
    answer = editor.post("/content/facts/doctor", version="1")
    assert answer.headers["location"].endswith("notice=changed")
    assert drafting.file(ctx, SERVICE).version == 2


def test_a_fact_that_has_ended_is_not_confirmed(
    editor: Browser, ctx: Context, clock: FixedClock
) -> None:
    ends = clock.now().date() + timedelta(days=3)
    new = changed(ctx, SERVICE, "as_of", f"valid_until = {ends}\nas_of")
    drafting.save(ctx, "anna", SERVICE, new, 1)
    clock.advance(days=30)
    editor.sign_in(ADMINISTRATOR)
    answer = editor.post("/content/facts/doctor", version="2")
    assert answer.headers["location"].endswith("notice=ended")
    told = editor.get(answer.headers["location"]).text
    assert "Nothing was changed" in told


def test_a_fact_that_begins_later_is_told_with_its_day(
    editor: Browser, ctx: Context, clock: FixedClock
) -> None:
    begins = clock.now().date() + timedelta(days=3)
    new = changed(ctx, SERVICE, "as_of", f"valid_from = {begins}\nas_of")
    drafting.save(ctx, "anna", SERVICE, new, 1)
    told = editor.get("/content/facts?service=doctor").text
    assert "not yet" in told
    assert short_day(begins, language("en")) in told
    clock.advance(days=3)
    editor.sign_in(ADMINISTRATOR)
    assert "not yet" not in editor.get("/content/facts?service=doctor").text


def test_nonsense_is_not_found(editor: Browser) -> None:
    assert editor.post("/content/facts/UPPER", version="1").status_code == 404
    assert editor.post("/content/facts/nothing", version="1").status_code == 404
    assert editor.get("/content/facts?service=nothing").status_code == 200

"""Notices as staff put them up, and as visitors' phones show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import notices
from tests.builders import a_ticket
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

TIMES = {"begins": "2026-03-02T09:00", "ends": "2026-03-02T18:00"}
TODAY = {"begins": "2026-03-02T08:00", "ends": "2026-03-03T00:00"}


def put_up(browser: Browser, **fields: str) -> str:
    answer = browser.post("/notices/new/closed-today", step="put-up", **TODAY, **fields)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_a_counsellor_puts_up_what_a_template_says(
    first: Browser, ctx: Context
) -> None:
    assert put_up(first) == "/notices"
    [listed] = notices.listed(ctx)
    assert listed.made_by == COUNSELLOR_1.sign_in_name
    assert len(listed.notice.texts) == 15
    page = first.get("/notices").text
    assert "We are closed today." in page
    assert f"/notices/{listed.notice.id}/take-down" in page


def test_a_slot_is_filled_and_seen_in_all_languages_first(
    first: Browser, ctx: Context
) -> None:
    form = first.get("/notices/new/moved").text
    assert 'name="slot"' in form
    seen = first.post("/notices/new/moved", slot="2", step="preview", **TODAY)
    assert seen.status_code == 200
    assert seen.text.count("Please go to room 2.") == 15  # untranslated here
    assert 'dir="rtl"' in seen.text
    assert notices.listed(ctx) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slot": ""}, "fill in the gap"),
        ({"slot": "<script>"}, "fill in the gap"),
        ({"slot": "2", "ends": ""}, "The end must be"),
        ({"slot": "2", "ends": "2026-03-02T07:00"}, "The end must be"),
        ({"slot": "2", "ends": "2027-03-02T07:00"}, "for 60 days"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    first: Browser, ctx: Context, fields: dict[str, str], told: str
) -> None:
    answer = first.post("/notices/new/moved", step="put-up", **{**TODAY, **fields})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{TODAY["begins"]}"' in answer.text
    assert "<script>" not in answer.text
    assert notices.listed(ctx) == []


def test_own_words_are_for_those_who_write_for_the_site(
    first: Browser, administrator: Browser, ctx: Context
) -> None:
    own = {"kind": "warning", "text-de": "Glatteis vor der Tür", "step": "put-up"}
    assert first.get("/notices/new/own-words").status_code == 403
    assert first.post("/notices/new/own-words", **own, **TODAY).status_code == 403
    assert "own-words" not in first.get("/notices").text
    assert administrator.get("/notices/new/own-words").status_code == 200
    short = {**own, "text-de": ""}
    answer = administrator.post("/notices/new/own-words", **short, **TODAY)
    assert "The German text is missing." in answer.text
    answer = administrator.post("/notices/new/own-words", **own, **TODAY)
    assert answer.status_code == 303
    [listed] = notices.listed(ctx)
    assert dict(listed.notice.texts) == {"de": "Glatteis vor der Tür"}


def test_a_counsellor_changes_the_time_and_nothing_else(
    first: Browser, ctx: Context
) -> None:
    put_up(first)
    [before] = notices.listed(ctx)
    changed = {"text-de": "anders", "kind": "warning", "step": "put-up", **TIMES}
    path = f"/notices/{before.notice.id}/change"
    assert first.get(path).status_code == 200
    assert first.post(path, **changed).status_code == 303
    [after] = notices.listed(ctx)
    assert after.notice.texts == before.notice.texts
    assert after.notice.kind == before.notice.kind
    assert after.notice.ends < before.notice.ends


def test_taking_down_asks_first(first: Browser, ctx: Context) -> None:
    put_up(first)
    [listed] = notices.listed(ctx)
    path = f"/notices/{listed.notice.id}/take-down"
    assert "Take down this notice?" in first.get(path).text
    assert first.post(path).headers["location"] == path
    assert notices.known(ctx)
    assert first.post(path, confirmed="yes").headers["location"] == "/notices"
    assert notices.known(ctx) == []
    assert "Taken down by" in first.get("/notices").text
    assert first.get("/notices/nothing/take-down").status_code == 404
    assert first.get("/notices/new/nothing").status_code == 404


def test_nobody_else_reads_the_list(browser: Browser) -> None:
    assert browser.get("/notices").status_code == 303


def test_phones_show_it_on_the_pages_of_services(
    first: Browser, browser: Browser
) -> None:
    path = "/s/registration/en"
    before = browser.get(path)
    put_up(first)
    shown = browser.get(path)
    assert "site-notice closed" in shown.text
    assert "We are closed today." in shown.text
    assert "Until: Tuesday" in shown.text
    assert shown.headers["etag"] != before.headers["etag"]
    assert "max-age=15" in shown.headers["cache-control"]
    [link] = [p for p in first.get("/notices").text.split('"') if "take-down" in p]
    first.post(link, confirmed="yes")
    assert browser.get(path).headers["etag"] == before.headers["etag"]


def test_a_visitors_ticket_page_shows_it_in_their_language(
    first: Browser, browser: Browser, entrance: Terminal
) -> None:
    ticket = a_ticket()
    entrance.deliver(ticket)
    put_up(first)
    for path in (f"/t/{ticket.code}", f"/t/{ticket.code}/live"):
        page = browser.get(path).text
        assert page.count("site-notice closed") == 1
        assert "■ Closed" in page


def test_own_words_that_a_reader_does_not_read_are_marked(
    administrator: Browser, browser: Browser
) -> None:
    own = {"kind": "warning", "text-de": "<b>Glatteis</b>", "step": "put-up"}
    administrator.post("/notices/new/own-words", **own, **TODAY)
    page = browser.get("/s/registration/ar").text
    assert '<p lang="de" dir="ltr">&lt;b&gt;Glatteis&lt;/b&gt;</p>' in page
    assert "This text is only available in Deutsch." in page


OFFERED = {**TODAY, "offered": TODAY["ends"]}


def test_until_follows_the_hour_that_was_picked(first: Browser, ctx: Context) -> None:
    form = {**OFFERED, "slot": "14:00", "step": "put-up"}
    assert first.post("/notices/new/opens-later", **form).status_code == 303
    [listed] = notices.listed(ctx)
    assert listed.notice.ends.isoformat() == "2026-03-02T13:00:00+00:00"


def test_until_follows_the_hour_though_the_begin_was_typed_as_people_write_it(
    first: Browser, ctx: Context
) -> None:
    form = {**OFFERED, "begins": "2.3.26 8:00", "slot": "14 Uhr", "step": "put-up"}
    assert first.post("/notices/new/opens-later", **form).status_code == 303
    [listed] = notices.listed(ctx)
    assert listed.notice.ends.isoformat() == "2026-03-02T13:00:00+00:00"


def test_until_follows_the_day_that_was_picked(first: Browser, ctx: Context) -> None:
    form = {**OFFERED, "slot": "2026-03-05", "step": "put-up"}
    assert first.post("/notices/new/closed-until", **form).status_code == 303
    [listed] = notices.listed(ctx)
    assert listed.notice.ends.isoformat() == "2026-03-04T23:00:00+00:00"


def test_days_and_times_may_be_typed_as_germans_do(
    first: Browser, ctx: Context
) -> None:
    typed = {"begins": "2.3.2026 12:00", "ends": "05.03.2026, 8.00 Uhr"}
    form = {**typed, "slot": "05.03.2026", "step": "put-up"}
    assert first.post("/notices/new/closed-until", **form).status_code == 303
    (listed,) = notices.listed(ctx)
    assert any("5 March 2026" in text for text in listed.notice.texts.values())
    assert listed.notice.ends.isoformat() == "2026-03-05T07:00:00+00:00"


def test_an_end_that_was_typed_stays(first: Browser, ctx: Context) -> None:
    form = {**OFFERED, "slot": "14:00", "step": "put-up", "ends": "2026-03-02T16:00"}
    first.post("/notices/new/opens-later", **form)
    [listed] = notices.listed(ctx)
    assert listed.notice.ends.isoformat() == "2026-03-02T15:00:00+00:00"


def test_an_hour_that_is_over_is_asked_back(first: Browser, ctx: Context) -> None:
    form = {**OFFERED, "slot": "11:00"}
    asked = first.post("/notices/new/closes-earlier", **form, step="put-up")
    assert asked.status_code == 422
    assert "This hour is over already." in asked.text
    assert notices.listed(ctx) == []
    first.post("/notices/new/closes-earlier", **form, step="anyway")
    assert len(notices.listed(ctx)) == 1

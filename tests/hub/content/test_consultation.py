"""GET and POST of /content/consultation: hours that recur, in forms and in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from kiosk.operations.draft_overview import checked_draft
from tests.working_draft import changed, text

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = "/content/consultation"
NEW = f"{PAGE}/rules/new"
FILE = "topics.toml"
Sent = dict[str, str | list[str]]


def typed(**fields: str | list[str]) -> Sent:
    """A form of Polish Thursdays, some fields typed anew."""
    said: Sent = {
        "version": "1",
        "rhythm": "weekly",
        "weekdays": ["TH"],
        "opens": "13:00",
        "closes": "17:00",
        "break_from": ["15:00", ""],
        "break_until": ["15:15", ""],
        "languages": ["pl"],
        "first": "2026-03-05",
        "do": "save",
    }
    return said | fields


def error_at(page: httpx.Response, field: str) -> str:
    found = re.search(rf'id="{field}-error"[^§]*?kern-body">([^<]*)<', page.text)
    assert found, page.text
    return found[1]


def untouched(ctx: Context) -> bool:
    return drafting.file(ctx, FILE).version == 1


def is_good(ctx: Context) -> bool:
    return not checked_draft(ctx).content.errors()


def test_new_hours_stand_in_the_file_in_words_and_in_the_form(
    editor: Browser, ctx: Context
) -> None:
    before = text(ctx, FILE)
    answer = editor.post(NEW, **typed(until="17.12.2026", excepted="2026-04-02"))
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    after = text(ctx, FILE)
    assert 'rule = "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261217"' in after
    assert 'breaks = [{from = "15:00", until = "15:15"}]' in after
    assert set(before.splitlines()) <= set(after.splitlines())
    assert is_good(ctx)
    page = editor.get(PAGE).text
    assert "Every week: Thursday 13:00–15:00, 15:15–17:00; Polish; from" in page
    assert "not on" in page
    form = editor.get(f"{PAGE}/rules/0").text
    assert 'value="2026-12-17"' in form
    assert 'value="TH" checked' in form
    assert "2026-04-02</textarea>" in form


def test_who_reads_german_types_days_and_times_as_germans_do_and_reads_them_so(
    editor: Browser, ctx: Context
) -> None:
    editor.language = "de"
    german = typed(
        opens="9.00 Uhr",
        closes="12",
        break_from="",
        break_until="",
        first="05.03.2026",
        until="17.12.2026",
        excepted="2.4.2026",
    )
    answer = editor.post(NEW, **german)
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    assert 'opens = "09:00"\ncloses = "12:00"' in text(ctx, FILE)
    form = editor.get(f"{PAGE}/rules/0").text
    for day in ("05.03.2026", "17.12.2026", "02.04.2026"):
        assert day in form
    assert not re.findall(r'(?:value="|>)20\d\d-\d\d-\d\d', form)
    wrong = editor.post(NEW, **(german | {"until": "1.1.2026"})).text
    assert "01.01.2026 is before the first day." in wrong


def test_the_next_days_say_for_what_and_of_whom_the_hours_are(
    editor: Browser,
) -> None:
    special: Sent = {"topics": ["residence"], "partner": "welcome-center"}
    editor.post(NEW, **typed(break_from=[], break_until=[], **special))
    page = editor.get(PAGE).text
    days = page.partition("The next days")[2]
    assert (
        "Thursday, 5 March 2026, 13:00–17:00 (only for Welcome; Welcome Center)" in days
    )
    assert re.search(r"Monday, [^<]*2026, 9:00–12:00</li>", days), "as it always was"


def test_checking_says_it_in_words_with_the_next_ten_days_and_saves_nothing(
    editor: Browser, ctx: Context
) -> None:
    page = editor.post(NEW, **typed(do="check", added="2026-03-03")).text
    assert "Every week: Thursday" in page
    days = re.findall(r"<li>([^<]*2026, 13:00–15:00, 15:15–17:00)</li>", page)
    assert len(days) == 10
    assert days[0].startswith("Tuesday, ")
    assert untouched(ctx)


@pytest.mark.parametrize(
    ("fields", "at", "told"),
    [
        ({"weekdays": []}, "weekdays", "No weekday"),
        ({"opens": "24"}, "opens", "no time of day"),
        ({"closes": "12:00"}, "closes", "not after it opens"),
        ({"first": "30.02.2026"}, "first", "no day of the calendar"),
        ({"until": "2026-01-01"}, "until", "before the first day"),
        ({"first": "9999-12-31"}, "first", "after 2100-12-31"),
        ({"until": "9999-12-31"}, "until", "after 2100-12-31"),
        ({"excepted": "tomorrow"}, "excepted", "no day of the calendar"),
        ({"rhythm": "rule", "rule": ""}, "rule", "no rule"),
        (
            {"rhythm": "rule", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
            "rule",
            "never recurs",
        ),
        (
            {"rhythm": "rule", "rule": "FREQ=WEEKLY;UNTIL=20200101"},
            "rule",
            "never recurs",
        ),
        ({"break_until": ["18:00", ""]}, "breaks", "not within the hours"),
        ({"languages": [], "weekdays": ["MO"], "opens": "11:00"}, "opens", "same time"),
        ({"languages": ["xx"]}, "languages", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(
    editor: Browser, ctx: Context, fields: Sent, at: str, told: str
) -> None:
    """Such as 30 February, an end in the past, hours that overlap."""
    answer = editor.post(NEW, **typed(**fields))
    assert answer.status_code == 422
    assert told in error_at(answer, at)
    assert 'name="first"' in answer.text
    for value in fields.values():
        if isinstance(value, str) and value:
            assert value.replace("&", "&amp;") in answer.text
    assert untouched(ctx)


def test_hours_that_are_there_already_are_refused(
    editor: Browser, ctx: Context
) -> None:
    editor.post(NEW, **typed())
    later: Sent = {"version": "2", "opens": "16:00", "closes": "18:00"}
    later |= {"break_from": [], "break_until": []}
    answer = editor.post(NEW, **typed(**later))
    assert "open at the same time" in error_at(answer, "opens")
    assert drafting.file(ctx, FILE).version == 2
    other = typed(**later, languages=["uk"])
    assert editor.post(NEW, **other).status_code == 303


def test_hours_change_where_they_stand(editor: Browser, ctx: Context) -> None:
    editor.post(NEW, **typed())
    editor.post(NEW, **typed(version="2", rhythm="-1", weekdays=["FR"]))
    editor.post(f"{PAGE}/rules/0", **typed(version="3", closes="16:30"))
    after = text(ctx, FILE)
    assert after.count("[[consultation.rules]]") == 2
    assert after.index('closes = "16:30"') < after.index("BYDAY=-1FR")
    assert "Each month the last Friday" in editor.get(PAGE).text


def test_hours_are_removed_after_a_question(editor: Browser, ctx: Context) -> None:
    before = text(ctx, FILE)
    editor.post(NEW, **typed())
    where = f"{PAGE}/rules/0/remove"
    assert editor.post(where, version="2").headers["location"] == where
    assert "Every week: Thursday" in editor.get(where).text
    editor.post(where, version="2", confirmed="yes")
    assert text(ctx, FILE) == before
    assert editor.get(where).status_code == 404


def test_with_the_last_hours_none_are_known(editor: Browser, ctx: Context) -> None:
    slots = 'slots = [{ weekday = "mon", opens = "09:00", closes = "12:00" }]\n'
    drafting.save(ctx, "anna", FILE, changed(ctx, FILE, slots, ""), 1)
    editor.post(NEW, **typed(version="2"))
    editor.post(PAGE, version="3", holidays="BB")
    assert "No hours are known then" in editor.get(f"{PAGE}/rules/0/remove").text
    editor.post(f"{PAGE}/rules/0/remove", version="4", confirmed="yes")
    assert "[consultation]" not in text(ctx, FILE)
    assert is_good(ctx)


def test_holidays_and_closed_days_hold_for_all(editor: Browser, ctx: Context) -> None:
    sent: Sent = {
        "version": "1",
        "holidays": "SN",
        "closed_from": ["2026-12-24", "02.04.2026", ""],
        "closed_until": ["2027-01-01", "", ""],
        "closed_reason": ["", "", ""],
    }
    assert editor.post(PAGE, **sent).status_code == 303
    after = text(ctx, FILE)
    assert 'holidays = "SN"' in after
    assert "{from = 2026-04-02, until = 2026-04-02}" in after
    assert is_good(ctx)
    assert 'value="2027-01-01"' in editor.get(PAGE).text


@pytest.mark.parametrize(
    ("first", "until", "told"),
    [
        ("2026-12-24", "2026-12-01", "before the first day"),
        ("Christmas", "", "no day of the calendar"),
    ],
)
def test_a_range_that_is_none_is_told_at_its_row(
    editor: Browser, ctx: Context, first: str, until: str, told: str
) -> None:
    sent: Sent = {"closed_from": ["", first], "closed_until": ["", until]}
    answer = editor.post(PAGE, version="1", **sent)
    assert answer.status_code == 422
    assert told in error_at(answer, "closed-1")
    assert f'value="{first}"' in answer.text
    assert untouched(ctx)


def test_ranges_that_overlap_are_refused(editor: Browser, ctx: Context) -> None:
    sent: Sent = {
        "closed_from": ["2026-12-24", "2026-12-31"],
        "closed_until": ["2027-01-01", ""],
    }
    answer = editor.post(PAGE, version="1", **sent)
    assert answer.status_code == 422
    assert "overlap" in answer.text
    assert untouched(ctx)


def test_what_somebody_changed_elsewhere_in_the_file_stays(
    editor: Browser, ctx: Context
) -> None:
    editor.post(NEW, **typed())
    drafting.save(ctx, "anna", FILE, changed(ctx, FILE, '"13:00"', '"13:30"'), 2)
    assert editor.post(NEW, **typed(version="2", weekdays=["TU"])).status_code == 303
    assert "13:30" in text(ctx, FILE)


def test_of_two_who_change_the_same_hours_the_second_is_told(
    editor: Browser, ctx: Context
) -> None:
    editor.post(NEW, **typed())
    drafting.save(ctx, "anna", FILE, changed(ctx, FILE, '"13:00"', '"13:30"'), 2)
    answer = editor.post(f"{PAGE}/rules/0", **typed(version="2", closes="16:00"))
    assert answer.status_code == 409
    assert "anna has changed or removed these hours" in answer.text
    assert 'value="16:00"' in answer.text
    assert f'action="{NEW}"' in answer.text
    assert 'name="version" value="3"' in answer.text


def test_an_own_rule_comes_back_as_it_was(editor: Browser, ctx: Context) -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=15"
    editor.post(NEW, **typed(rhythm="rule", rule=f"RRULE:{rule}", weekdays=[]))
    assert f'rule = "{rule}"' in text(ctx, FILE)
    assert f'value="{rule}"' in editor.get(f"{PAGE}/rules/0").text


def test_a_file_that_is_broken_is_mended_as_a_file(
    editor: Browser, ctx: Context
) -> None:
    drafting.save(ctx, "anna", FILE, "no = [", 1)
    answer = editor.get(PAGE)
    assert answer.headers["location"] == "/content/files/topics.toml"


def test_nonsense_is_not_found(editor: Browser) -> None:
    for at in ("7", "x", "-1", "99999"):
        assert editor.get(f"{PAGE}/rules/{at}").status_code == 404


def test_all_hours_are_a_calendar_file_that_brings_them_back(
    editor: Browser, ctx: Context
) -> None:
    editor.post(NEW, **typed(excepted="2026-04-02"))
    answer = editor.get(f"{PAGE}/hours.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    sent: Sent = {"version": "2", "text": answer.text, "how": "replace"}
    page = editor.post(f"{PAGE}/import", **sent)
    assert "Every week: Thursday 13:00–15:00, 15:15–17:00; Polish" in page.text
    assert drafting.file(ctx, FILE).version == 2
    taken = editor.post(f"{PAGE}/import", **sent, do="take")
    assert taken.headers["location"] == f"{PAGE}?notice=saved"
    after = text(ctx, FILE)
    assert after.count("[[consultation.rules]]") == 2
    assert "slots" not in after
    assert "except = [2026-04-02]" in after
    assert is_good(ctx)


def test_hours_that_are_there_are_told_so_and_not_added_again(
    editor: Browser, ctx: Context
) -> None:
    """The usual week and a rule."""
    editor.post(NEW, **typed())
    made = editor.get(f"{PAGE}/hours.ics").text
    answer = editor.post(f"{PAGE}/import", version="2", text=made, do="take")
    assert answer.status_code == 200
    there = answer.text.partition("Already there")[2].partition("</section>")[0]
    assert there.count("<li>") == 2
    assert "stands in the draft already" in answer.text
    assert "What will not be taken" not in answer.text
    assert drafting.file(ctx, FILE).version == 2


def test_of_a_calendar_file_what_overlaps_is_left_out_and_told(
    editor: Browser, ctx: Context
) -> None:
    editor.post(NEW, **typed(break_from=[], break_until=[]))
    made = editor.get(f"{PAGE}/hours.ics").text.replace("T1700", "T1630")
    answer = editor.post(f"{PAGE}/import", version="2", text=made, do="take")
    assert answer.status_code == 200
    told = answer.text.partition("What will not be taken")[2]
    assert told.count("open at the same time") == 1
    assert "Nothing can be taken" in answer.text
    assert drafting.file(ctx, FILE).version == 2


def closed(**more: str | list[str]) -> Sent:
    return {
        "version": "1",
        "closed_from": "24.12.2026",
        "closed_until": "31.12.2026",
        "do": "save",
    } | more


def test_a_reason_that_is_offered_is_read_in_every_language_of_the_centre(
    editor: Browser, ctx: Context
) -> None:
    assert "Training of the team" in editor.get(PAGE).text
    answer = editor.post(PAGE, **closed(closed_reason="training"))
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    assert 'reason = "training"' in text(ctx, FILE)
    for language in ("de", "en"):
        words = text(ctx, f"words/{language}.toml")
        assert '[reasons]\ntraining = "Training of the team"' in words
    assert is_good(ctx)
    again = editor.post(PAGE, **closed(version="2", closed_from="", closed_until=""))
    assert again.status_code == 303
    assert is_good(ctx), "its words may stand there for another time"


def test_a_reason_may_be_said_in_own_words(editor: Browser, ctx: Context) -> None:
    own = "Umzug in das Haus gegenüber"
    answer = editor.post(PAGE, **closed(closed_own=own, closed_reason="training"))
    assert answer.status_code == 303
    assert f'umzug-in-das-haus-gegenueber = "{own}"' in text(ctx, "words/de.toml")
    assert 'reason = "umzug-in-das-haus-gegenueber"' in text(ctx, FILE)
    assert "training" not in text(ctx, "words/de.toml")
    assert is_good(ctx)
    assert f">{own}</option>" in editor.get(PAGE).text


def test_a_reason_that_is_too_long_is_told_and_kept(
    editor: Browser, ctx: Context
) -> None:
    answer = editor.post(PAGE, **closed(closed_own="lang " * 20))
    assert answer.status_code == 422
    assert "longer than 60 characters" in answer.text
    assert "lang lang" in answer.text
    assert untouched(ctx)


def test_a_file_that_is_no_calendar_is_refused_and_kept(
    editor: Browser, ctx: Context
) -> None:
    answer = editor.post(f"{PAGE}/import", version="1", text="<b>no</b>", do="take")
    assert answer.status_code == 422
    assert "It is no calendar file." in answer.text
    assert "&lt;b&gt;no&lt;/b&gt;" in answer.text
    assert untouched(ctx)

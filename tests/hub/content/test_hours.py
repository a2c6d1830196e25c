"""GET and POST /content/services/{slug}/hours: a form, and what it says in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from kiosk.operations.draft_overview import checked_draft
from tests.hub_web import signed_in
from tests.people import EDITOR
from tests.working_draft import changed, text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = "/content/services/doctor/hours"
FILE = "services/doctor/service.toml"


def week(**days: tuple[str, str]) -> dict[str, str | list[str]]:
    """The first slot of some days, `d0` to `d6`; 21 rows, as the form sends them."""
    opens, closes = [""] * 21, [""] * 21
    for name, (first, last) in days.items():
        row = int(name[1]) * 3
        opens[row], closes[row] = first, last
    return {"version": "1", "opens": opens, "closes": closes, "do": "save"}


def test_the_hours_stand_in_the_form_and_in_words(editor: Browser) -> None:
    page = editor.get(PAGE).text
    assert 'value="09:00" aria-label="Tuesday, opens"' in page
    assert "<li>Tuesday 9:00–18:00</li>" in page


def test_they_are_saved_and_nothing_beside_them(editor: Browser, ctx: Context) -> None:
    before = text(ctx, FILE)
    answer = editor.post(PAGE, **week(d0=("08:00", "12:00"), d1=("09:00", "18:00")))
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    after = text(ctx, FILE)
    assert '{weekday = "mon", opens = "08:00", closes = "12:00"}' in after
    head, _, tail = before.partition("slots = ")
    assert after.startswith(head)
    assert after.endswith(tail.partition("\n\n")[2])
    assert "Monday 8:00–12:00" in editor.get(PAGE).text


def test_checking_says_it_in_words_and_saves_nothing(
    editor: Browser, ctx: Context
) -> None:
    sent = week(d0=("08:00", "12:00")) | {"do": "check"}
    assert "<li>Monday 8:00–12:00</li>" in editor.post(PAGE, **sent).text
    assert drafting.file(ctx, FILE).version == 1


def test_times_may_be_typed_as_people_write_them(editor: Browser, ctx: Context) -> None:
    answer = editor.post(PAGE, **week(d0=("8", "12.30 Uhr")))
    assert answer.status_code == 303
    assert "Monday 8:00–12:30" in editor.get(PAGE).text


def test_half_a_slot_is_told(editor: Browser, ctx: Context) -> None:
    for times in (("08:00", ""), ("8", "eight"), ("25:00", "26:00")):
        answer = editor.post(PAGE, **week(d0=times))
        assert answer.status_code == 422
        assert "write each time such as 9:00" in answer.text
    assert drafting.file(ctx, FILE).version == 1


def test_slots_that_overlap_are_refused(editor: Browser, ctx: Context) -> None:
    sent = week(d0=("08:00", "12:00"))
    sent["opens"][1], sent["closes"][1] = "11:00", "13:00"  # type: ignore[index]
    answer = editor.post(PAGE, **sent)
    assert answer.status_code == 422
    assert "overlap" in answer.text
    assert drafting.file(ctx, FILE).version == 1


def test_no_hours_at_all_are_not_known(editor: Browser, ctx: Context) -> None:
    editor.post(PAGE, **week())
    assert "[hours]" not in text(ctx, FILE)
    assert "Not known" in editor.get(PAGE).text


def test_by_appointment_needs_no_times(editor: Browser, ctx: Context) -> None:
    editor.post(PAGE, **week() | {"by_appointment": "yes"})
    assert "by_appointment = true" in text(ctx, FILE)


def test_who_was_slower_overwrites_nothing(editor: Browser, ctx: Context) -> None:
    editor.post(PAGE, **week(d1=("14:00", "16:00")))
    theirs = text(ctx, FILE)
    answer = editor.post(PAGE, **week(d0=("08:00", "12:00")))
    assert answer.status_code == 409
    assert "administrator has changed these hours meanwhile" in answer.text
    assert "14:00" in answer.text.partition("In the draft stands now:")[2]
    assert 'value="08:00"' in answer.text
    assert text(ctx, FILE) == theirs
    assert 'name="version" value="2"' in answer.text
    again = editor.post(PAGE, **week(d0=("08:00", "12:00")) | {"version": "2"})
    assert again.status_code == 303
    assert "14:00" not in text(ctx, FILE)


def test_what_somebody_changed_beside_the_hours_is_no_conflict(
    editor: Browser, ctx: Context
) -> None:
    new = changed(ctx, FILE, "Bürgerbüro", "Amt")
    drafting.save(ctx, "anna", FILE, new, 1)
    assert editor.post(PAGE, **week(d0=("08:00", "12:00"))).status_code == 303
    saved = text(ctx, FILE)
    assert "Amt" in saved
    assert '"08:00"' in saved


def test_nonsense_is_not_found(editor: Browser) -> None:
    for slug in ("nothing", "UPPER"):
        assert editor.get(f"/content/services/{slug}/hours").status_code == 404
        path = f"/content/services/{slug}/hours"
        assert editor.post(path, **week()).status_code == 404


@pytest.mark.parametrize("page", [PAGE, "/content/consultation/rules/new"])
def test_the_box_says_that_nobody_comes_without_an_appointment_then(
    editor: Browser, page: str
) -> None:
    assert re.search(r"\bby appointment only\s*</label>", editor.get(page).text)


def days(*rows: dict[str, str], **more: str) -> dict[str, str | list[str]]:
    """The form as it stands, with these rows of days that are not as usual."""
    names = ("first", "until", "opens", "closes", "reason", "own")
    usual = week(d1=("09:00", "18:00")) | {"has_days": "yes"} | more
    return usual | {f"day_{n}": [row.get(n, "") for row in rows] for n in names}


CHRISTMAS = {"first": "24.12.2026", "until": "1.1.2027", "own": "Betriebsruhe"}


def test_days_that_are_not_as_usual_are_typed_and_stand_in_words(
    editor: Browser, ctx: Context
) -> None:
    late = {"first": "2026-12-10", "opens": "13", "closes": "20.00"}
    also = {"first": "10.12.2026", "opens": "9", "closes": "11"}
    shut = {"first": "11.12.26", "reason": "training"}
    answer = editor.post(PAGE, **days(late, CHRISTMAS, shut, also, holidays="BB"))
    assert answer.headers["location"] == f"{PAGE}?notice=saved"
    said = text(ctx, FILE)
    assert 'holidays = "BB"' in said
    assert '{date = 2026-12-10, slots = [{opens = "13:00", closes = "20:00"}' in said
    assert '{opens = "09:00", closes = "11:00"}]}' in said
    assert '{date = 2026-12-11, closed = true, reason = "training"}' in said
    closed = '{from = 2026-12-24, until = 2027-01-01, reason = "betriebsruhe"}'
    assert closed in said
    assert 'betriebsruhe = "Betriebsruhe"' in text(ctx, "words/de.toml")
    assert not checked_draft(ctx).content.errors()
    page = editor.get(PAGE).text
    in_words = page.partition('id="in-words"')[2]
    assert "Thursday, 10 December 2026: 9:00–11:00, 13:00–20:00" in in_words
    assert "(Betriebsruhe)" in in_words


def test_a_form_that_is_sent_as_it_stands_changes_no_byte(
    editor: Browser, ctx: Context
) -> None:
    editor.post(PAGE, **days({"first": "10.12.2026"}, CHRISTMAS, holidays="SN"))
    before, version = text(ctx, FILE), drafting.file(ctx, FILE).version
    page = editor.get(PAGE).text
    typed = {
        name: re.findall(rf'name="day_{name}" type="text"(?: value="([^"]*)")?', page)
        for name in ("first", "until", "opens", "closes", "own")
    }
    assert typed["first"][:2] == ["2026-12-10", "2026-12-24"]
    sent = {f"day_{name}": values for name, values in typed.items()}
    sent["day_reason"] = ["", "betriebsruhe", "", ""]
    usual = days(holidays="SN") | {"version": str(version)}
    assert editor.post(PAGE, **usual | sent).status_code == 303
    assert text(ctx, FILE) == before


def test_a_page_that_knows_nothing_of_such_days_leaves_them(
    editor: Browser, ctx: Context
) -> None:
    editor.post(PAGE, **days({"first": "10.12.2026"}, CHRISTMAS))
    version = str(drafting.file(ctx, FILE).version)
    editor.post(PAGE, **week(d2=("9", "12")) | {"version": version})
    assert "date = 2026-12-10" in text(ctx, FILE)
    assert "from = 2026-12-24" in text(ctx, FILE)
    version = str(drafting.file(ctx, FILE).version)
    editor.post(PAGE, **days() | {"version": version})
    assert "special" not in text(ctx, FILE)
    assert "closed" not in text(ctx, FILE)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"first": "gestern"}, "no day of the calendar"),
        ({"first": "10.12.2026", "until": "9.12.2026"}, "before the first day"),
        ({"first": "10.12.2026", "opens": "9"}, "A beginning and an end are needed."),
        ({"opens": "9", "closes": "12"}, "no day of the calendar"),
        (
            {
                "first": "10.12.2026",
                "until": "11.12.26",
                "opens": "9",
                "closes": "12",
            },
            "Other times are of one day alone.",
        ),
        ({"first": "10.12.2026", "own": "x" * 61}, "longer than 60 characters"),
        ({"first": "10.12.2199"}, "2199"),
        ({"first": "10.12.2026", "reason": "nothing"}, "no reason"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_its_row_and_kept(
    editor: Browser, ctx: Context, row: dict[str, str], told: str
) -> None:
    answer = editor.post(PAGE, **days(row))
    assert answer.status_code == 422
    assert told in answer.text.partition("<main")[2]
    assert f'value="{row.get("first", "")}"' in answer.text
    assert drafting.file(ctx, FILE).version == 1


def test_a_day_is_not_closed_and_open(editor: Browser) -> None:
    shut = {"first": "10.12.2026"}
    open_then = shut | {"opens": "9", "closes": "12"}
    for rows in ((shut, open_then), (open_then, shut)):
        answer = editor.post(PAGE, **days(*rows))
        assert answer.status_code == 422
        assert "is closed and open" in answer.text


def test_public_holidays_are_of_a_known_state(editor: Browser) -> None:
    assert editor.post(PAGE, **days(holidays="XX")).status_code == 422


def test_more_days_than_anybody_reads_are_refused(editor: Browser) -> None:
    rows = [{"first": f"{1 + n % 28}.{1 + n // 28}.2027"} for n in range(81)]
    assert "more than 80 dates" in editor.post(PAGE, **days(*rows)).text


def test_who_writes_for_a_life_area_alone_adds_no_words_of_the_centre(
    client: TestClient[Litestar], ctx: Context
) -> None:
    bound = signed_in(client, ctx, EDITOR)
    assert 'type="hidden" name="day_own"' in bound.get(PAGE).text
    assert bound.post(PAGE, **days(CHRISTMAS)).status_code == 403
    assert bound.post(PAGE, **days(CHRISTMAS | {"own": ""})).status_code == 303

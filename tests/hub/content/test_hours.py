"""GET and POST /content/services/{slug}/hours: a form, and what it says in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from tests.working_draft import changed, text

if TYPE_CHECKING:
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

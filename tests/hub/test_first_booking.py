"""Who stands at the reception gets an appointment, without a number and unnamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import appointments

if TYPE_CHECKING:
    from kiosk.domain.appointments import Appointment
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

NEW = "/appointments/new"
WORK = f"{NEW}?topic=work&language=ar"
THURSDAY_AT_TEN = "202603051000"
WANTED = {"topic": "work", "language": "ar", "starts": THURSDAY_AT_TEN}


def booked(ctx: Context) -> Appointment:
    (one,) = appointments.upcoming(ctx)
    return one


def fields(page: str) -> dict[str, str]:
    """What the form sends along with a time."""
    return dict(re.findall(r'type="hidden" name="([a-z]+)" value="(\w*)"', page))


def test_from_the_list_to_a_code_by_topic_language_day_and_time(
    first: Browser, ctx: Context
) -> None:
    assert f'href="{NEW}"' in first.get("/appointments").text
    asked = first.get(NEW).text
    assert '<option value="work">' in asked
    assert '<option value="ar">' in asked
    assert "no longer offered" not in asked
    days = first.get(WORK).text.replace("&amp;", "&")
    assert f'href="{WORK}&day=2026-03-05"' in days
    times = first.get(f"{WORK}&day=2026-03-05").text
    assert f'value="{THURSDAY_AT_TEN}"' in times
    sent = fields(times)
    assert (sent["topic"], sent["language"]) == ("work", "ar")
    answer = first.post(NEW, **sent, starts=THURSDAY_AT_TEN)
    one = booked(ctx)
    assert answer.headers["location"] == f"/appointments/{one.id}"
    assert (one.topic, one.language, one.screen_language) == ("work", "ar", "ar")
    shown = first.get(answer.headers["location"]).text
    assert f"{one.code[:4]} {one.code[4:]}" in shown


def test_the_same_form_sent_twice_books_once_and_another_form_its_own(
    first: Browser, ctx: Context
) -> None:
    pages = [first.get(f"{WORK}&day=2026-03-05").text for _ in range(2)]
    form, other = (fields(page)["form"] for page in pages)
    assert form != other
    one, again = (first.post(NEW, **WANTED, form=form) for _ in range(2))
    assert one.headers["location"] == again.headers["location"]
    assert one.headers["location"] == f"/appointments/{booked(ctx).id}"
    taken = first.post(NEW, **WANTED, form=other).headers["location"]
    assert taken == f"{NEW}?notice=taken&topic=work&language=ar"
    assert "not free any more" in first.get(taken).text


@pytest.mark.parametrize(
    "odd",
    [
        *({"topic": "tax"}, {"topic": "gone"}, {"topic": ""}, {"language": "fa"}),
        *({"starts": "now"}, {"starts": "209901010900"}, {"starts": "202603020900"}),
    ],
    ids=str,
)
def test_what_is_not_offered_or_no_time_to_book_is_not_booked(
    first: Browser, ctx: Context, odd: dict[str, str]
) -> None:
    answer = first.post(NEW, **(WANTED | odd))
    assert answer.headers["location"].startswith(NEW)
    assert appointments.upcoming(ctx) == []
    shown = first.get(answer.headers["location"]).text
    assert ("no longer offered" in shown) is ("starts" not in odd)
    assert THURSDAY_AT_TEN not in shown


def test_who_is_no_counsellor_books_nothing(browser: Browser, ctx: Context) -> None:
    assert browser.post(NEW, **WANTED).status_code in {303, 403}
    assert appointments.upcoming(ctx) == []

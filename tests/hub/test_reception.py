from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.hub_web import Browser

MONDAY_AT_NINE = "202603020900"


@pytest.mark.parametrize("path", ["/d/", "/D/"])
def test_consultation_hours_can_be_kept_in_a_calendar(
    browser: Browser, path: str
) -> None:
    answer = browser.get(f"{path}{MONDAY_AT_NINE}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "attachment" in answer.headers["content-disposition"]
    lines = answer.text.split("\r\n")
    assert "DTSTART:20260302T080000Z" in lines
    assert "DTEND:20260302T110000Z" in lines
    assert "SUMMARY:Talk to a counsellor: NEXUS-HUB Welcome" in lines


@pytest.mark.parametrize(
    "stamp",
    [
        "202603020930",  # not when it begins
        "202603030900",  # closed on Tuesdays
        "000001010900",
        "999912310900",
        "now",
        "2" * 500,
    ],
)
def test_no_other_date_is_handed_out(browser: Browser, stamp: str) -> None:
    assert browser.get(f"/d/{stamp}").status_code == 404

"""Staff see what each terminal really shows, and why it does not take the newest."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.devices import DeviceReport
from kiosk.domain.releases import UpdateRefusal
from kiosk.operations import fleet

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

NOON = "2026-03-02T11:00:00Z"
"""Twelve o'clock in Spremberg."""
UNKNOWN = "It refuses new content: {}. Look into its log."


def seen_by(browser: Browser, path: str = "/devices") -> str:
    """The words of a page, without its tags."""
    page = browser.get(path).text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_release_that_is_really_shown_and_since_when(
    administrator: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", release=3, release_since=NOON, content_as_of=NOON)
    told = seen_by(administrator)
    assert "Shows release 3 since Monday, 2 March 2026" in told
    assert "12:00" in told
    assert "Content of" not in told
    assert "refuses" not in told


def test_what_waits_for_a_visitor_to_leave(
    administrator: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", release=0, staged=4)
    told = seen_by(administrator)
    assert "Shows the content that came with the program" in told
    assert "Release 4 waits until no visitor is there" in told


def test_an_older_terminal_says_nothing_of_releases(
    administrator: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="0.1")
    assert "Shows" not in seen_by(administrator)


def test_a_frozen_terminal_has_content_of_a_date(
    administrator: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(
        program="1.0",
        release=3,
        release_since=NOON,
        update_refused="expired",
        content_as_of=NOON,
    )
    told = seen_by(administrator)
    assert "Content of Monday, 2 March 2026" in told
    assert "Nobody has confirmed for more than a day" in told


@pytest.mark.parametrize("reason", [*UpdateRefusal])
def test_every_refusal_has_a_sentence_and_a_remedy(
    administrator: Browser, entrance: Terminal, reason: UpdateRefusal
) -> None:
    entrance.get("/terminal")
    assert entrance.report(program="1.0", update_refused=reason).status_code == 204
    assert UNKNOWN.format(reason) not in seen_by(administrator)
    (told,) = _amiss(administrator)
    assert told.count(".") >= 2


def test_a_refusal_of_a_newer_terminal_is_told_as_it_is(
    administrator: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="9.0", update_refused="moon-in-the-way")
    assert UNKNOWN.format("moon-in-the-way") in seen_by(administrator)


def test_counsellors_see_a_refusal_above_the_queue(
    first: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", update_refused="disk-full")
    assert "its disk is full" in seen_by(first, "/queue")


@pytest.mark.parametrize(
    "said",
    [
        {"release": -1},
        {"release": 2**31},
        {"release": "3"},
        {"release_since": "yesterday"},
        {"release_since": "2026-03-02T11:00:00"},
        {"staged": 1.5},
        {"update_refused": "No, thanks"},
        {"update_refused": "x" * 33},
        {"content_as_of": 3},
    ],
)
def test_what_no_terminal_would_say_is_refused(
    entrance: Terminal, said: dict[str, object]
) -> None:
    assert entrance.report(program="1.0", **said).status_code == 400


def test_the_hub_keeps_all_of_it(ctx: Context, entrance: Terminal) -> None:
    entrance.report(
        program="1.0",
        release=3,
        release_since=NOON,
        staged=4,
        update_refused="expired",
        content_as_of=NOON,
    )
    (known,) = [each for each in fleet.terminals(ctx) if each.report]
    assert isinstance(known.report, DeviceReport)
    assert (known.report.release, known.report.staged) == (3, 4)
    assert known.report.release_since == known.report.content_as_of
    assert known.report.is_frozen


def _amiss(browser: Browser) -> list[str]:
    page = browser.get("/devices").text
    lists = re.findall(r'<ul class="amiss">(.*?)</ul>', page, re.DOTALL)
    return [
        row for each in lists for row in re.findall(r"<li>(.*?)</li>", each, re.DOTALL)
    ]

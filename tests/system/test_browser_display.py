"""The call display in a real browser: it calls out each once, and never what is old."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kiosk.operations import displays
from tests.builders import DE, UK
from tests.fakes.espeak import FakeEspeak
from tests.people import ADMINISTRATOR, COUNSELLOR_1, COUNSELLOR_2
from tests.system.browsers import Chromium, a_chromium, go, press
from tests.system.contrast import hard_to_read, scrolls_sideways
from tests.system.hall import (
    SMALL,
    TALL,
    WIDE,
    Hall,
    expect_called_out,
    expect_largest,
    expect_quiet,
)
from tests.system.hub_process import HubProcess, its_state
from tests.system.line import a_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.system.office import Office

NETWORK = re.compile(r"net::ERR_|Failed to load resource|htmx|Response Status")
LONGER_THAN_ANY_BEAT = 50_000
MOST_ASKED = 20
"""How often a page asks for one call; one that asks for each answer anew does so
hundreds of times."""
COMES_BACK_MS = 90_000.0
"""It asks every quarter of a minute at the latest; the machine may be busy."""


@pytest.fixture
def espeak(tmp_path: Path) -> FakeEspeak:
    return FakeEspeak(tmp_path / "programs")


@pytest.fixture
def hub(tmp_path: Path, begun: Path, espeak: FakeEspeak) -> Iterator[HubProcess]:
    folder = tmp_path / "hub-data"
    shutil.copytree(begun, folder, symlinks=True)
    path = f"{espeak.folder}{os.pathsep}{os.environ['PATH']}"
    running = HubProcess(folder, variables={"PATH": path}, warm=True)
    running.start()
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """As README starts it: it may sound without having been touched."""
    with a_chromium("--autoplay-policy=no-user-gesture-required") as browser:
        yield browser


@pytest.fixture
def hall(office: Office) -> Hall:
    return Hall(office)


def test_who_is_called_stands_largest_and_is_spoken_in_the_own_language(
    hall: Hall, office: Office, espeak: FakeEspeak
) -> None:
    page = hall.display()
    expect(page.get_by_text("Gerade ist niemand aufgerufen.")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    office.entrance.check_in("uk")
    called = hall.counsellor(COUNSELLOR_1).calls_next()
    expect_called_out(page, called)
    desk = office.desk(COUNSELLOR_1).title
    expect(page.locator("[data-latest] [data-desk]")).to_have_text(str(desk[DE]))
    expect_quiet(page)
    [said] = espeak.said
    assert said.startswith("uk: Номер: ")
    assert str(desk[UK]) in said
    page.wait_for_timeout(1000)
    assert sum(url.endswith("/display/live") for url in asked) < MOST_ASKED
    text = page.inner_text("body")
    assert "Ukrainisch" not in text
    assert page.locator("html").get_attribute("lang") == "de"


def test_several_calls_are_called_out_one_after_the_other_by_each_display(
    hall: Hall, office: Office
) -> None:
    first, second = hall.display(), hall.display(size=SMALL)
    people = [hall.counsellor(who) for who in (COUNSELLOR_1, COUNSELLOR_2)]
    for _ in people:
        office.entrance.check_in()
    called = [somebody.calls_next() for somebody in people]
    for page in (first, second):
        expect_called_out(page, *called)
        expect_quiet(page)
        expect_largest(page, called[-1])
        expect(page.locator("[data-shown].awaited")).to_have_count(2)


def test_who_did_not_come_is_gone_and_taken_back_is_not_called_out_anew(
    hall: Hall, office: Office
) -> None:
    page = hall.display()
    somebody = hall.counsellor(COUNSELLOR_1)
    office.entrance.check_in()
    called = somebody.calls_next()
    expect_called_out(page, called)
    expect_quiet(page)
    somebody.sends_away(called)
    expect(page.locator("[data-shown]")).to_have_count(0)
    somebody.takes_back(called)
    expect_largest(page, called)
    somebody.serves(called)
    expect(page.locator("[data-shown].past")).to_have_count(1)
    expect_called_out(page, called)


def test_a_call_that_is_taken_back_brings_none_before_it_back(
    hall: Hall, office: Office
) -> None:
    page = hall.display()
    one, other = (hall.counsellor(who) for who in (COUNSELLOR_1, COUNSELLOR_2))
    for _ in range(2):
        office.entrance.check_in()
    first, second = one.calls_next(), other.calls_next()
    expect_called_out(page, first, second)
    expect_quiet(page)
    other.takes_back(second)
    expect(page.locator("[data-shown]")).to_have_count(1)
    expect_largest(page, first)
    expect_quiet(page)
    expect_called_out(page, first, second)


def test_a_page_that_comes_anew_does_not_call_out_again(
    hall: Hall, office: Office
) -> None:
    page = hall.display()
    office.entrance.check_in()
    called = hall.counsellor(COUNSELLOR_1).calls_next()
    expect_called_out(page, called)
    expect_quiet(page)
    page.reload()
    expect_largest(page, called)
    expect_called_out(page)


def test_a_hub_that_is_away_is_said_and_comes_back_by_itself(
    hall: Hall, office: Office
) -> None:
    office.browsers.complaints.allowed = NETWORK
    page = hall.display()
    somebody = hall.counsellor(COUNSELLOR_1)
    office.entrance.check_in()
    first = somebody.calls_next()
    expect_called_out(page, first)
    expect_quiet(page)
    office.hub.kill()
    expect(page.get_by_text("Nicht aktuell. Stand:")).to_be_visible()
    expect_largest(page, first)
    office.hub.start()
    office.hub.wait_until_ready()
    expect(page.get_by_text("Nicht aktuell. Stand:")).to_be_hidden(
        timeout=COMES_BACK_MS
    )
    somebody.serves(first)
    office.entrance.check_in()
    second = somebody.calls_next()
    expect_called_out(page, first, second)


def test_what_was_called_long_ago_while_it_was_cut_off_is_shown_in_silence(
    hall: Hall, office: Office
) -> None:
    """Two minutes without a network: by then nobody shall jump up."""
    office.browsers.complaints.allowed = NETWORK
    page = hall.display()
    page.context.set_offline(True)
    expect(page.get_by_text("Nicht aktuell. Stand:")).to_be_visible()
    office.entrance.check_in()
    called = hall.counsellor(COUNSELLOR_1).calls_next(minutes_ago=2)
    page.context.set_offline(False)
    expect_largest(page, called)
    expect(page.get_by_text("Nicht aktuell. Stand:")).to_be_hidden(
        timeout=COMES_BACK_MS
    )
    expect_called_out(page)


def test_a_network_that_goes_deaf_is_noticed_without_any_word(
    hall: Hall, office: Office
) -> None:
    office.browsers.complaints.allowed = NETWORK
    with a_line(office.hub.port) as line:
        page = hall.display(address=line.address)
        page.clock.install()
        page.reload()
        page.locator("[data-board]").wait_for()
        line.go_deaf()
        office.entrance.check_in()
        called = hall.counsellor(COUNSELLOR_1).calls_next()
        page.clock.run_for(LONGER_THAN_ANY_BEAT)
        expect_largest(page, called)


def test_numbers_vanish_when_they_are_ten_minutes_old(
    hall: Hall, office: Office
) -> None:
    office.browsers.complaints.allowed = NETWORK
    page = hall.display()
    office.entrance.check_in()
    called = hall.counsellor(COUNSELLOR_1).calls_next()
    expect_called_out(page, called)
    expect_quiet(page)
    page.clock.install()
    page.reload()
    expect_largest(page, called)
    office.hub.kill()
    page.clock.run_for(60_000)
    expect(page.get_by_text("Nicht aktuell. Stand:")).to_be_visible()
    expect(page.locator("[data-latest]")).to_be_visible()
    page.clock.run_for(10 * 60_000)
    expect(page.locator("[data-latest]")).to_be_hidden()


def test_a_revoked_display_shows_a_code_and_nothing_else(
    hall: Hall, office: Office
) -> None:
    office.browsers.complaints.allowed = NETWORK
    page = hall.display()
    (administrator,) = office.staffed_by(ADMINISTRATOR)
    go(administrator, "/devices")
    administrator.get_by_role("link", name="Revoke display Hall").click()
    press(administrator, "Yes, revoke the display")
    expect(administrator.get_by_text("Revoked. The display")).to_be_visible()
    expect(page.locator(".code")).to_be_visible()
    assert page.inner_text("body").strip() == page.inner_text(".code")


def test_an_administrator_pairs_it_on_the_page_of_devices(
    hall: Hall, office: Office
) -> None:
    office.browsers.complaints.allowed = NETWORK
    page = hall.unpaired()
    (administrator,) = office.staffed_by(ADMINISTRATOR)
    go(administrator, "/devices")
    expect(administrator.get_by_text("A display asks from")).to_be_visible()
    code = page.locator(".code").inner_text()
    administrator.get_by_label("Code on the display").fill(code)
    administrator.get_by_label("Where the display stands").fill("Hall")
    administrator.locator("form[action$='displays/pair'] button").click()
    expect(administrator.get_by_text("Paired. The display")).to_be_visible()
    expect(page.locator("[data-board]")).to_be_visible()


def test_a_new_version_of_the_page_is_loaded_by_itself(
    hall: Hall, office: Office
) -> None:
    page = hall.display()
    page.evaluate("document.documentElement.dataset.before = true")
    other = page.request.get("/display/live").text()
    other = re.sub(r'data-version="\w+"', 'data-version="other"', other)
    page.route("**/display/live", lambda route: route.fulfill(body=other), times=1)
    office.entrance.check_in()
    expect(page.locator("html[data-before]")).to_have_count(0)
    page.locator("[data-board]").wait_for()


def test_where_sound_is_locked_one_touch_unlocks_it(hall: Hall, office: Office) -> None:
    page = hall.display()
    expect(page.locator("[data-locked]")).to_be_hidden()
    page.add_init_script(
        """
        window.AudioContext = class extends EventTarget {
          constructor() { super(); this.state = "suspended"; }
          resume() {
            this.state = "running";
            this.dispatchEvent(new Event("statechange"));
          }
        };
        """
    )
    page.reload()
    expect(page.get_by_text("Kein Ton")).to_be_visible()
    page.mouse.click(10, 10)
    expect(page.locator("[data-locked]")).to_be_hidden()


def test_a_hundred_calls_in_a_minute_are_called_out_in_order_and_none_twice(
    hall: Hall, office: Office
) -> None:
    """Of a hub that says so; the clock runs fast."""
    page = hall.display()
    page.clock.install()
    page.reload()
    board = page.locator("[data-board]")
    board.wait_for()
    page.evaluate(
        """() => {
          const board = document.querySelector("[data-board]");
          const called = (n) => `<li data-call="${n}" data-fresh
            data-number="B ${n}" data-desk="Platz ${n}"></li>`;
          const all = Array.from({length: 100}, (_, n) => called(n + 1)).reverse();
          board.dataset.newest = 1000;
          board.querySelector("ul[hidden]").innerHTML = all.join("");
          window.asked = [];
          new MutationObserver(() => {
            const seq = document.body.dataset.calling;
            if (seq) window.asked.push(Number(seq));
          }).observe(document.body, {attributes: true});
          document.getElementById("live").dispatchEvent(
            new CustomEvent("htmx:afterSwap", {bubbles: true}));
        }"""
    )
    page.clock.run_for(130_000)
    asked = page.evaluate("window.asked")
    distinct = list(dict.fromkeys(asked))
    assert distinct == sorted(distinct)
    assert len(distinct) > 10  # a busy machine plays fewer before they are old


@pytest.mark.parametrize("size", [WIDE, SMALL, TALL], ids=["wide", "small", "tall"])
def test_it_is_readable_and_nothing_is_cut_off(
    hall: Hall, office: Office, size: tuple[int, int]
) -> None:
    page = hall.display(size=size)
    people = [hall.counsellor(who) for who in (COUNSELLOR_1, COUNSELLOR_2)]
    for _ in range(8):
        office.entrance.check_in()
    for _ in range(3):
        for somebody in people:
            somebody.serves(somebody.calls_next())
    for somebody in people:
        somebody.calls_next()
    expect(page.locator("[data-shown]")).to_have_count(6)
    expect_quiet(page)
    assert hard_to_read(page) == []
    assert scrolls_sideways(page) == 0
    below = page.evaluate(
        """() => [...document.querySelectorAll("[data-board] p, [data-shown] span")]
          .filter((each) => each.offsetParent)
          .filter((each) => each.getBoundingClientRect().bottom > innerHeight + 1
            || each.scrollWidth > each.clientWidth + 1 && each.clientWidth)
          .map((each) => each.textContent.trim())"""
    )
    assert below == []
    if folder := os.environ.get("DISPLAY_PICTURES"):
        page.screenshot(path=f"{folder}/display-{size[0]}x{size[1]}.png")


@pytest.mark.parametrize("size", [WIDE, SMALL, TALL], ids=["wide", "small", "tall"])
def test_the_widest_code_stands_within_the_screen(
    hall: Hall, size: tuple[int, int]
) -> None:
    page = hall.unpaired(size=size)
    page.evaluate("document.querySelector('.code').textContent = 'MMMM-WWWW'")
    at = page.locator(".code").bounding_box()
    assert at is not None
    assert at["x"] > 0
    assert at["x"] + at["width"] < size[0]


def test_it_is_seen_on_the_page_of_devices(hall: Hall, office: Office) -> None:
    hall.display()
    with its_state(office.hub) as context:
        [known] = displays.every(context)
    assert known.last_seen_at is not None

"""Live pages never lie: deaf streams, broken answers, six tabs, a hub that is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.people import ADMINISTRATOR, COUNSELLOR_1
from tests.system.browsers import PHONE, Browsers, go, press, sign_in
from tests.system.line import a_line
from tests.system.office import Office, number_of_mine, waiting

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

NETWORK = re.compile(r"net::ERR_|Failed to load resource|htmx|Response Status")
"""What a browser, and htmx in it, says of answers that do not come."""
LONGER_THAN_ANY_BEAT = 50_000
LOST = "The connection is lost."
UNSENT = "Nothing was sent"


def of_staff_at(office: Office, address: str) -> Page:
    """A counsellor who reaches the hub over this address."""
    browsers = Browsers(office.browsers.program, address, office.browsers.complaints)
    page = browsers.of_somebody()
    go(page, "/sign-in")
    sign_in(page, COUNSELLOR_1)
    page.wait_for_url("**/queue")
    return page


def told_by_the_stream(page: Page, office: Office) -> None:
    """Only then is the stream known to be open."""
    ticket = office.entrance.check_in()
    expect(page.locator(f'[data-ticket="{ticket.id}"]')).to_be_visible()


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "alone"])
def test_a_stream_that_went_deaf_is_noticed_and_the_page_asks_by_itself(
    office: Office, *, shared: bool
) -> None:
    office.staffed_by(COUNSELLOR_1)
    office.browsers.complaints.allowed = NETWORK
    with a_line(office.hub.port) as line:
        page = of_staff_at(office, line.address)
        page.clock.install()
        if not shared:
            page.add_init_script("delete window.SharedWorker")
        page.reload()
        told_by_the_stream(page, office)
        line.go_deaf()
        missed = office.entrance.check_in()
        page.clock.run_for(LONGER_THAN_ANY_BEAT)
        expect(page.locator(f'[data-ticket="{missed.id}"]')).to_be_visible()
        expect(page.locator("[data-lost]")).to_be_hidden()


def test_who_comes_back_to_a_tab_sees_the_queue_as_it_is(office: Office) -> None:
    (page,) = office.staffed_by(COUNSELLOR_1)
    page.evaluate("window.asked = 0")
    page.on("request", lambda request: page_asks(page, request.url))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("window.asked > 0")


def page_asks(page: Page, address: str) -> None:
    if address.endswith("/queue/live"):
        page.evaluate("window.asked += 1")


def test_rows_that_could_not_be_asked_for_are_said_to_be_old(office: Office) -> None:
    (page,) = office.staffed_by(COUNSELLOR_1)
    office.browsers.complaints.allowed = NETWORK
    broken = {"now": True}

    def answer(route: Route) -> None:
        if broken["now"]:
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    page.route("**/queue/live", answer)
    ticket = office.entrance.check_in()
    expect(page.get_by_text(LOST)).to_be_visible()
    broken["now"] = False
    expect(page.locator(f'[data-ticket="{ticket.id}"]')).to_be_visible()
    expect(page.get_by_text(LOST)).to_be_hidden()


def test_seven_queues_of_one_browser_leave_a_connection_for_the_button(
    office: Office,
) -> None:
    ticket = office.entrance.check_in()
    (first,) = office.staffed_by(COUNSELLOR_1)
    others = [first.context.new_page() for _ in range(6)]
    for page in others:
        go(page, "/queue")
        expect(waiting(page)).to_have_count(1)
    press(others[-1], "Call next")
    expect(number_of_mine(others[-1])).to_have_text(str(ticket.number))
    for page in (first, *others):
        expect(number_of_mine(page)).to_have_text(str(ticket.number))


def test_an_open_page_hears_that_its_day_is_over(office: Office) -> None:
    """Its stream says it; here the page asks, and the hub knows the code no more."""
    office.browsers.complaints.allowed = NETWORK
    ticket = office.entrance.check_in("en")
    visitor = office.browsers.of_somebody(size=PHONE)
    go(visitor, f"/t/{ticket.code}")
    expect(visitor.get_by_text("Keep this page open")).to_be_visible()
    visitor.route("**/live*", lambda route: route.fulfill(status=404, body=""))
    visitor.route(
        f"**/t/{ticket.code}",
        lambda route: route.continue_(url=f"{office.hub.address}/t/{'Z' * 12}"),
    )
    visitor.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(visitor.get_by_role("heading", name="This ticket is over")).to_be_visible()


def test_without_script_pages_come_anew_by_themselves(office: Office) -> None:
    ticket = office.entrance.check_in("en")
    context = office.browsers.program.new_context(
        base_url=office.hub.address, java_script_enabled=False
    )
    try:
        page = context.new_page()
        go(page, f"/t/{ticket.code}")
        anew = page.locator("head meta[http-equiv=refresh]")
        expect(anew).to_have_attribute("content", "20")
    finally:
        office.browsers.program.end(context)


def test_escape_during_a_press_leaves_no_dead_button(office: Office) -> None:
    ticket = office.entrance.check_in()
    (page,) = office.staffed_by(COUNSELLOR_1)
    page.route("**/queue/next", lambda route: route.abort("aborted"))
    with page.expect_event("requestfailed"):
        page.keyboard.press("n")
    page.unroute("**/queue/next")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(number_of_mine(page)).to_have_text(str(ticket.number))


@pytest.mark.parametrize("where", ["/queue", "/staff", "/desk"])
def test_a_button_pressed_while_the_hub_is_gone_says_so_and_works_later(
    office: Office, where: str
) -> None:
    office.browsers.complaints.allowed = NETWORK
    office.entrance.check_in()
    (page,) = office.staffed_by(ADMINISTRATOR)
    if where == "/queue":
        go(page, "/desk")
        page.locator("input[name=desk]").first.check()
        press(page, "Go to the queue")
        page.wait_for_url("**/queue")
    go(page, where)
    if where == "/staff":
        page.get_by_label("Sign-in name").fill("somebody-new")
    button = {"/queue": "Call next", "/staff": "Make a link", "/desk": "queue"}[where]
    office.hub.kill()
    press(page, button)
    expect(page.get_by_text(UNSENT)).to_be_visible()
    assert page.url.endswith(where)
    if where == "/staff":
        expect(page.get_by_label("Sign-in name")).to_have_value("somebody-new")
    office.hub.start()
    office.hub.wait_until_ready()
    press(page, button)
    expect(page.get_by_text(UNSENT)).to_be_hidden()


def test_a_visitor_who_gives_up_while_the_hub_is_gone_keeps_the_page(
    office: Office,
) -> None:
    office.browsers.complaints.allowed = NETWORK
    ticket = office.entrance.check_in("en")
    visitor = office.browsers.of_somebody(size=PHONE)
    go(visitor, f"/t/{ticket.code}/withdraw")
    office.hub.kill()
    press(visitor, "Yes, give up my place")
    expect(visitor.get_by_text(UNSENT)).to_be_visible()


def test_sound_that_a_browser_holds_back_is_not_said_to_be_on(office: Office) -> None:
    (page,) = office.staffed_by(COUNSELLOR_1)
    page.add_init_script(
        """
        window.AudioContext = class extends EventTarget {
          constructor() { super(); this.state = "suspended"; window.theirs = this; }
          resume() { return new Promise(() => {}); }
        };
        localStorage.setItem("kiosk-sound", "on");
        """
    )
    page.reload()
    button = page.locator("[data-sound]")
    expect(button).to_have_text("Sound is blocked: press here")
    page.evaluate(
        "theirs.state = 'running'; theirs.dispatchEvent(new Event('statechange'))"
    )
    expect(button).to_have_text("Sound is on")


def test_no_button_of_the_queue_lies_under_a_card(office: Office) -> None:
    for _ in range(3):
        office.entrance.check_in()
    (page,) = office.staffed_by(COUNSELLOR_1)
    go(page, "/queue?lang=de")
    for width in (1024, 1100, 1180, 1240, 1250, 1280, 1366):
        page.set_viewport_size({"width": width, "height": 700})
        assert buttons_under_something(page) == 0, width


def buttons_under_something(page: Page) -> int:
    found = page.evaluate(
        """() => [...document.querySelectorAll("td.act button")].filter((button) => {
          button.scrollIntoView({block: "center", behavior: "instant"});
          const at = button.getBoundingClientRect();
          const middle = (at.top + at.bottom) / 2;
          return [at.left + 3, at.right - 3].some(
            (x) => !button.contains(document.elementFromPoint(x, middle)));
        }).length"""
    )
    return int(found)

"""A counsellor's page that stays open all day is as small and right as before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.people import COUNSELLOR_1
from tests.system.office import Office, waiting

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

EVENTS = 2_000
ROUNDS, SWAPS = 3, 300
HOURS = 8
HOUR_MS = 3_600_000
MOST_MORE_BYTES = 256 * 1024
MOST_MORE_NODES = 3_000
"""Of some pages before, which are kept for a while: not of all of a round."""

SWAP = """([swaps, html]) => {
  for (let swap = 0; swap < swaps; swap += 1) {
    let row = 0;
    const fresh = html.replace(/data-ticket="[^"]*"/g,
      () => `data-ticket="${String(swap).padStart(200, "0")}${row += 1}"`);
    htmx.swap("#live", fresh, {swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0});
  }
}"""
"""Each time with other visitors, as if all of them came and went; their names are
long, so that what is kept of them weighs."""


def test_eight_hours_and_two_thousand_events_leave_the_page_as_it_was(
    office: Office,
) -> None:
    for _ in range(10):
        office.entrance.check_in()
    (page,) = office.staffed_by(COUNSELLOR_1)
    page.add_init_script("delete window.SharedWorker")  # its stream is this page's own
    page.clock.install()
    events = "".join(f"event: queue\nid: {n}\ndata: {{}}\n\n" for n in range(EVENTS))
    page.route(
        "**/events*",
        lambda route: route.fulfill(body=events, content_type="text/event-stream"),
        times=1,
    )
    page.reload()
    expect(waiting(page)).to_have_count(10)
    html = page.request.get("/queue/live").text()
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    page.evaluate(SWAP, [20, html])  # what is made once is made by then
    rounds = [sizes(browser)]
    for _ in range(ROUNDS):
        page.evaluate(SWAP, [SWAPS, html])
        rounds.append(sizes(browser))
    assert least_growth(rounds, "Nodes") < MOST_MORE_NODES
    assert least_growth(rounds, "JSEventListeners") < MOST_MORE_NODES
    assert least_growth(rounds, "JSHeapUsedSize") < MOST_MORE_BYTES

    for _ in range(HOURS):
        page.clock.fast_forward(HOUR_MS)
    goes_on(page, office)


def least_growth(rounds: list[dict[str, float]], name: str) -> float:
    """What leaks grows in every round; what the browser makes once, in one of them."""
    return min(after[name] - before[name] for before, after in pairwise(rounds))


def goes_on(page: Page, office: Office) -> None:
    late = office.entrance.check_in()
    expect(page.locator(f'[data-ticket="{late.id}"]')).to_be_visible(timeout=20_000)
    expect(page.locator("[data-lost]")).to_be_hidden()
    expect(waiting(page)).to_have_count(11)
    page.keyboard.press("n")
    expect(page.get_by_text("Called once")).to_be_visible()


def sizes(browser: CDPSession) -> dict[str, float]:
    """What the browser keeps of the page once it has tidied up."""
    for _ in range(2):
        browser.send("HeapProfiler.collectGarbage")
    metrics = browser.send("Performance.getMetrics")["metrics"]
    return {each["name"]: float(each["value"]) for each in metrics}

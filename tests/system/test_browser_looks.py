"""What the hub's pages look like: nothing cut off, nothing too pale, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kiosk.domain.tickets import TicketState
from kiosk.ids import PartnerId
from kiosk.operations import calling, placing
from kiosk.operations.placing import Transfer
from tests.hub_context import join
from tests.people import ADMINISTRATOR, COUNSELLOR_1, COUNSELLOR_2
from tests.system.browsers import PHONE, go, press
from tests.system.contrast import hard_to_read, scrolls_sideways
from tests.system.hub_process import its_state
from tests.system.office import Office, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from kiosk.domain.tickets import Ticket

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def faults(page: Page) -> list[str]:
    """Of the page as it stands, in both schemes."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{page.url} {scheme}: {text}" for text in hard_to_read(page)]
        if wider := scrolls_sideways(page):
            found.append(f"{page.url} {scheme}: {wider} pixels too wide")
    return found


def tables_cut(page: Page) -> int:
    """By how many pixels the widest table is wider than its frame."""
    return int(
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('.kern-table-responsive')]"
            ".map(frame => frame.scrollWidth - frame.clientWidth))"
        )
    )


def a_busy_morning(office: Office) -> Page:
    """Somebody is at each desk, one is parked, and a dozen wait."""
    for _ in range(15):
        office.entrance.check_in()
    mine, colleague = office.staffed_by(COUNSELLOR_1, COUNSELLOR_2)
    press(colleague, "Call next")
    press(mine, "Call next")
    press(mine, "Park")
    press(mine, "Call next")
    mine.locator(".has-visitor").wait_for()
    return mine


def test_a_counsellors_pages_fit_a_small_screen_and_are_readable(
    office: Office,
) -> None:
    page = a_busy_morning(office)
    assert waiting(page).count() == 12
    found = []
    for language in ("en", "de"):
        for path in ("/queue", "/desk", "/desk/leave", "/today"):
            go(page, f"{path}?lang={language}")
            found += faults(page)
    found += long_names_cut(office, page)
    assert found == []


def long_names_cut(office: Office, page: Page) -> list[str]:
    """On a tablet held upright, with a visitor passed on to partners of long names."""
    found = []
    with its_state(office.hub) as ctx:
        passed = next(t for t in calling.queue(ctx) if t.state is TicketState.WAITING)
        to = Transfer(passed.topic, PartnerId("welcome-center"), "Vertrag fehlt. " * 9)
        placing.transfer(ctx, join(ctx, ADMINISTRATOR), passed.id, to)
    page.set_viewport_size({"width": 768, "height": 1000})
    go(page, "/queue?lang=de")
    for name in (
        "Zweckverband Industriepark Schwarze Pumpe",
        "Handwerkskammer Cottbus",
    ):
        page.locator("table.queue .kern-badge .kern-label").first.evaluate(
            "(label, name) => { label.textContent = `für ${name}`; }", name
        )
        if cut := tables_cut(page):
            found.append(f"{name}: {cut} pixels of the queue are cut off")
    return found


def test_an_administrators_pages_fit_a_small_screen_and_are_readable(
    office: Office,
) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, "/staff")
    page.get_by_label("Sign-in name").fill("somebody-with-quite-a-long-name")
    press(page, "Make a link")
    page.get_by_label("One-time link").wait_for()
    found = faults(page)
    for width in (768, 1024):
        page.set_viewport_size({"width": width, "height": 1000})
        if cut := tables_cut(page):
            found.append(f"{page.url} at {width}: {cut} pixels of a table are cut off")
    press(page, "Sign out")
    page.wait_for_url("**/sign-in")
    assert found + faults(page) == []


def stages(office: Office, ticket: Ticket) -> Iterator[str]:
    """Take a visitor from waiting to the end; yields the address to look at."""
    page = f"/t/{ticket.code}"
    yield page
    yield f"{page}/withdraw"
    with its_state(office.hub) as ctx:
        counsellor = join(ctx, COUNSELLOR_1)
        for move in (calling.call, calling.park):
            move(ctx, counsellor, ticket.id)
            yield page
        calling.call(ctx, counsellor, ticket.id)
        for move in (calling.at_desk, calling.finish):
            move(ctx, counsellor, ticket.id)
            yield page


def test_a_visitors_page_fits_a_phone_and_is_readable_in_each_language(
    office: Office,
) -> None:
    for _ in range(12):
        office.entrance.check_in()
    page = office.browsers.of_somebody(size=PHONE)
    found = []
    for address in stages(office, office.entrance.check_in()):
        for language in office.entrance.catalogue.site.languages:
            go(page, f"{address}?lang={language}")
            found += faults(page)
    assert found == []


def test_pale_words_a_wide_page_and_a_breach_of_the_policy_would_be_found(
    office: Office,
) -> None:
    page = office.browsers.of_somebody(scheme="dark")
    go(page, "/sign-in")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    assert faults(page) == []
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) != dark
    page.evaluate("document.querySelector('h1').style.color = '#888'")
    page.evaluate("document.querySelector('h1').style.inlineSize = '2000px'")
    assert [fault for fault in faults(page) if "Sign in" in fault]
    assert [fault for fault in faults(page) if "too wide" in fault]

    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"top:0\">')"
    )
    page.wait_for_timeout(200)
    assert office.browsers.complaints.unexpected()
    office.browsers.complaints.heard.clear()

"""Real browsers of people: each has its own session, and every complaint is kept."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import psutil
from playwright.sync_api import Error, expect, sync_playwright

from tests import pocket
from tests.people import PASSWORD, Person
from tests.system.programs import chromium

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Playwright,
        Response,
    )

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
)
DESK_PC = (1280, 720)
PHONE = (390, 844)
DEAF_S = 30.0
"""Until a browser that is to end counts as one that will not."""
PATIENCE_MS = 45_000.0
"""Generous for a busy machine; what must be fast is measured, not waited for."""

Scheme = Literal["dark", "light"]

REMEMBER_ARRIVAL = """id => { window.arrived = new Promise(tell => {
  const look = () => {
    if (!document.querySelector(`[data-ticket="${id}"]`)) return;
    watch.disconnect();
    requestAnimationFrame(() => tell(Date.now()));
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, {childList: true, subtree: true});
  look();
}); }"""

PRESS_AT = """([moment, id]) => {
  setTimeout(() => document.getElementById(id).click(), moment - Date.now());
}"""


@dataclass
class Chromium:
    """The browser program: begun when it is needed, and again where it had to end."""

    playwright: Playwright
    flags: tuple[str, ...]
    _browser: Browser | None = None

    def new_context(self, **wishes: Any) -> BrowserContext:
        if self._browser is None or not self._browser.is_connected():
            self._browser = self.playwright.chromium.launch(
                executable_path=chromium(), args=[*ARGUMENTS, *self.flags]
            )
        return self._browser.new_context(**wishes)

    def end(self, context: BrowserContext) -> None:
        """On a busy machine it did not answer once, for ever: then all of it ends."""
        with self._killed_if_deaf(), suppress(Error):
            context.close()

    def close(self) -> None:
        with self._killed_if_deaf(), suppress(Error):
            if self._browser is not None:
                self._browser.close()

    @contextmanager
    def _killed_if_deaf(self) -> Iterator[None]:
        watch = threading.Timer(DEAF_S, _kill_browsers)
        watch.start()
        try:
            yield
        finally:
            watch.cancel()


def _kill_browsers() -> None:
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "chrom" in child.name():
                child.kill()


@contextmanager
def a_chromium(*more: str) -> Iterator[Chromium]:
    """One browser program; people get a session of their own in it. `more`: flags."""
    chromium()  # skips where it is missing
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        program = Chromium(playwright, more)
        try:
            yield program
        finally:
            program.close()


@dataclass
class Complaints:
    """What went wrong in any page: scripts, the console, the content policy."""

    allowed: re.Pattern[str] | None = None
    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.heard.append(f"page: {error}"))
        page.on("console", self._console)

    def unexpected(self) -> list[str]:
        return [
            said
            for said in self.heard
            if self.allowed is None or not self.allowed.search(said)
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(f"{message.type}: {message.text} {message.location}")


@dataclass
class Browsers:
    """Opens a browser for each person, at one hub."""

    program: Chromium
    address: str
    complaints: Complaints = field(default_factory=Complaints)
    _opened: list[BrowserContext] = field(default_factory=list)

    def of_somebody(
        self,
        *,
        size: tuple[int, int] = DESK_PC,
        scheme: Scheme = "light",
        locale: str = "en-GB",
    ) -> Page:
        width, height = size
        context = self.program.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=locale,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        self._opened.append(context)
        page = context.new_page()
        self.complaints.listen(page)
        return page

    def of_staff(self, person: Person, *, scheme: Scheme = "light") -> Page:
        """Signed in, with the queue before them if they have a desk."""
        page = self.of_somebody(scheme=scheme)
        go(page, "/sign-in")
        sign_in(page, person)
        if person.rights.need_second_factor():
            page.wait_for_url("**/second-factor")
            give_code(page, pocket.take(person.sign_in_name))
        page.wait_for_url(f"**{person.first_page}")
        return page

    def close(self) -> None:
        for context in self._opened:
            self.program.end(context)


def sign_in(page: Page, person: Person, password: str = PASSWORD) -> None:
    page.get_by_label("Sign-in name").fill(person.sign_in_name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def give_code(page: Page, code: str) -> None:
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Go on").click()


def go(page: Page, address: str) -> Response | None:
    """Also where a form is still on its way, and its answer would come in between."""
    try:
        return page.goto(address)
    except Error as error:
        if "ERR_ABORTED" not in error.message:
            raise
        return page.goto(address)


def press(page: Page, name: str) -> None:
    """The first button whose name has these words."""
    page.get_by_role("button", name=name).first.click()


def remember_arrival(page: Page, ticket_id: str) -> None:
    """From now on the page itself notes the moment at which this ticket shows."""
    page.evaluate(REMEMBER_ARRIVAL, ticket_id)


def arrival(page: Page) -> float:
    """Milliseconds since 1970, by the page's clock: this machine's."""
    return float(page.evaluate("window.arrived"))


def press_at(page: Page, moment: float, button: str) -> None:
    """Have the page press the button of this id at a moment yet to come."""
    page.evaluate(PRESS_AT, [moment, button])

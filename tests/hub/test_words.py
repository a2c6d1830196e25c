from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.domain.access import Rights, Role
from kiosk.hub.app import create_app
from kiosk.hub.settings import HubSettings
from kiosk.operations import accounts
from tests.builders import a_ticket
from tests.fakes.words import PseudoVocabulary
from tests.hub_context import join
from tests.hub_web import Browser, Terminal
from tests.people import ADMINISTRATOR, COUNSELLOR_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context

SPOKEN_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "data-announce"}
OF_THE_CONTENT_OR_NO_WORDS = re.compile(
    r"[\W\d]*|[A-Z] \d{3}( · .*)?|NEXUS-HUB.*|Spremberg/Grodk|Co-funded.*|Desk \d"
    r"|Residence|Work|Family|Arriving|Health|Monday, .*|\d+ Mar 2026, \d\d:\d\d"
    r"|(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}|K000(-[0-9A-Z]{4}){3}"
    r"|Entrance A|administrator|counsellor-1|DE|EN|[NDRFUXPBT]|A"
    r"|Arabic|German|English|Polish|Ukrainian"
    r"|Deutsch|Polski|Українська|العربية|There is no .*|\d\d:\d\d",
)


class Shown(HTMLParser):
    """Collects what a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag == "details"
        named = dict(attrs)
        self.texts += [named[name] or "" for name in SPOKEN_ATTRIBUTES & set(named)]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag == "details"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


@pytest.fixture
def client(ctx: Context, tmp_path: Path) -> Iterator[TestClient[Litestar]]:
    """Pages on which each word that went through gettext stands in brackets."""
    settings = HubSettings("http://hub.example", "s" * 32)
    app = create_app(ctx, PseudoVocabulary(), settings)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def untranslated(text: str) -> list[str]:
    shown = Shown()
    shown.feed(text)
    stripped = (" ".join(part.split()) for part in shown.texts)
    return [
        part
        for part in stripped
        if "[" not in part and not OF_THE_CONTENT_OR_NO_WORDS.fullmatch(part)
    ]


def test_every_word_of_staff_pages_can_be_translated(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, ADMINISTRATOR)
    browser, terminal = Browser(client), Terminal(client, ctx)
    secret = accounts.invite(ctx, COUNSELLOR_1.sign_in_name, Rights.of(Role.COUNSELLOR))
    pages = [browser.get("/sign-in"), browser.get(f"/welcome/{secret}")]
    pages.append(browser.post("/sign-in", name="x", password="y"))
    browser.sign_in(ADMINISTRATOR)
    browser.post("/desk", desk="desk-1")
    for count in (17, 18, 19):
        terminal.deliver(a_ticket(count))
    for move in ("call", "park"):
        browser.post(f"/tickets/{a_ticket(17).id}/{move}")
    paths = ["/queue", "/desk", "/today", "/staff", "/nothing", "/queue?notice=gone"]
    pages += [browser.get(path) for path in paths]
    browser.post("/queue/next")
    pages.append(browser.get("/queue"))
    somebody = accounts.list_staff(ctx)[0].id
    browser.post("/devices/A/revoke", confirmed="yes")
    own = f"/staff/{somebody}"
    for path in (
        *("/account", "/audit?by=administrator", "/second-factor"),
        *("/figures", "/figures/report?kind=months"),
        "/second-factor/set-up",
        *(f"{own}/rights", f"{own}/access", f"{own}/second-factor"),
    ):
        pages.append(browser.get(path))
    pages.append(browser.post("/second-factor", code="wrong"))
    pages.append(browser.post("/second-factor/codes"))
    again = browser.post("/staff/invite", name="counsellor-1", roles="counsellor")
    pages.append(again)
    for page in pages:
        assert untranslated(page.text) == [], page.url


def test_every_word_of_visitors_pages_can_be_translated(
    client: TestClient[Litestar], ctx: Context
) -> None:
    browser, terminal = Browser(client), Terminal(client, ctx)
    join(ctx, COUNSELLOR_1)
    browser.sign_in(COUNSELLOR_1)
    ticket = a_ticket(17, screen_language="en")
    terminal.deliver(ticket)
    states = ["", "call", "again", "at-desk", "finish"]
    pages = [browser.get("/t/nothing")]
    for move in states:
        if move:
            browser.post(f"/tickets/{ticket.id}/{move}")
        pages.append(browser.get(f"/t/{ticket.code}"))
        pages.append(browser.get(f"/t/{ticket.code}/withdraw"))
    for page in pages:
        assert untranslated(page.text) == [], page.url


def test_the_test_finds_a_forgotten_word() -> None:
    assert untranslated("<p>[Ĥeľľo~~]</p><p>Forgotten</p>") == ["Forgotten"]

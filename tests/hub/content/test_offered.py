"""Whatever a page offers somebody, they may use: every link and every form, by role."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.ids import CategoryId, DeskId
from tests.builders import a_ticket
from tests.hub_web import signed_in
from tests.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

DESK = DeskId("desk-1")
CAST = {
    "counsellor": Person("counsellor", Rights.of(Role.COUNSELLOR), DESK),
    "bound editor": Person(
        "bound-editor",
        Rights.of(Role.EDITOR, areas=frozenset({CategoryId("health")})),
    ),
    "editor": Person("editor", Rights.of(Role.EDITOR)),
    "publisher": Person("publisher", Rights.of(Role.PUBLISHER)),
    "counselling publisher": Person(
        "both", Rights.of(Role.COUNSELLOR, Role.PUBLISHER), DESK
    ),
    "administrator": Person("administrator", Rights.of(Role.ADMINISTRATOR), DESK),
}
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
FORM = re.compile(
    r'<form\b[^>]*method="post"[^>]*action="(/[^"]*)".*?</form>', re.DOTALL
)
BUTTON = re.compile(r"<button\b([^>]*)>")
SAID = re.compile(r'\b(name|value|type)="([^"]*)"')
NOT_FOLLOWED = ("/static", "/s/", "/t/", "/sign-out", "/sign-in", "/reception")
IS_A_FORM = re.compile(
    r"/content/(new/.+|.+/remove|parts/resources|consultation/(rules/new|import))"
)
"""Whoever may not send what these are for gets nothing of them."""
ENDS_THE_VISIT = re.compile(r"/sign-out|/account/sessions/.+|/desk/leave")
ONE_OF_A_KIND = 2
"""Pages of one address with other names in it that are opened."""


@pytest.fixture(autouse=True)
def two_wait(entrance: Terminal) -> None:
    for count in (17, 18):
        entrance.deliver(a_ticket(count))


@pytest.mark.parametrize("role", CAST)
def test_everything_that_a_page_offers_is_for_who_sees_it(
    client: TestClient[Litestar], app: Litestar, ctx: Context, role: str
) -> None:
    somebody = signed_in(client, ctx, CAST[role])
    refused: list[str] = []
    sent: set[tuple[str, str, str]] = set()
    for path, text in _opened(app, somebody):
        if text is None:
            refused.append(path)
        else:
            if IS_A_FORM.fullmatch(path) and f'action="{path}"' not in text:
                refused.append(f"{path} is no form")
            sent |= set(_pressed(text))
    assert sent
    for action, name, value in sorted(sent):
        if ENDS_THE_VISIT.fullmatch(action):
            continue
        if somebody.post(action, **{name: value}).status_code == 403:
            refused.append(f"{name}={value} to {action}")
    assert refused == [], "\n".join(refused)


def _pressed(text: str) -> Iterator[tuple[str, str, str]]:
    """Where each button of each form leads, and what it says. Nothing else is sent, so
    that little happens: who may do something is asked before what was typed."""
    for form in FORM.finditer(text):
        for button in BUTTON.findall(form[0]):
            said = dict(SAID.findall(button))
            if said.get("type") != "button":
                name = said.get("name") or "pressed"
                yield unescape(form[1]), name, unescape(said.get("value", ""))


def _opened(app: Litestar, somebody: Browser) -> Iterator[tuple[str, str | None]]:
    """Each page by its address; None for one that is not for them."""
    waiting, known = ["/"], {"/"}
    counts: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        answer = somebody.get(path)
        assert answer.status_code in {200, 303, 403}, (path, answer.status_code)
        yield path, None if answer.status_code == 403 else answer.text
        found = [unescape(link) for link in LINK.findall(answer.text)]
        for link in [*found, answer.headers.get("location", "")]:
            kind = _kind(app, link)
            is_new = link.startswith("/") and link not in known and "?lang=" not in link
            if is_new and counts.get(kind, 0) < ONE_OF_A_KIND:
                known.add(link)
                if not link.startswith(NOT_FOLLOWED):
                    counts[kind] = counts.get(kind, 0) + 1
                    waiting.append(link)


def _kind(app: Litestar, link: str) -> str:
    """The route, as far as words of the address tell it; a question is its own."""
    path, _, query = link.partition("?")
    steps = path.split("/")
    for route in app.routes:
        parts = route.path_format.split("/")
        if len(parts) == len(steps) and all(
            part == step or part.startswith("{")
            for part, step in zip(parts, steps, strict=True)
        ):
            return route.path_format + "?" * bool(query)
    return "/".join(steps[:3])

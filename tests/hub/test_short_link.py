from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.domain.resources import ResourceKind
from kiosk.domain.short_links import code_of
from tests.builders import a_catalogue, a_resource, a_text
from tests.hub_web import Browser, an_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context

PAGE = "https://www.example.de/" + "a" * 90


@pytest.fixture
def linked(ctx: Context, tmp_path: Path) -> Iterator[Browser]:
    """A hub whose content sends visitors to one page and one number."""
    catalogue = replace(
        a_catalogue(),
        resources=(
            a_resource(ResourceKind.WEB, PAGE, "example.de", a_text(*["Amt"] * 5)),
            a_resource(ResourceKind.PHONE, "tel:112", "112", a_text(*["Not"] * 5)),
        ),
    )
    app = an_app(replace(ctx, catalogue=lambda: catalogue))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Browser(client)


@pytest.mark.parametrize("path", ["/s/", "/S/"])
def test_a_short_address_leads_to_its_page(linked: Browser, path: str) -> None:
    for code in (code_of(PAGE), code_of(PAGE).lower()):
        answer = linked.get(f"{path}{code}")
        assert answer.status_code == 302
        assert answer.headers["Location"] == PAGE


def test_following_it_leaves_nothing_behind(linked: Browser) -> None:
    answer = linked.get(f"/s/{code_of(PAGE)}")
    assert "set-cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("code", [code_of("tel:112"), "000000", "https:%2F%2Fa.de"])
def test_it_leads_nowhere_else(linked: Browser, code: str) -> None:
    answer = linked.get(f"/s/{code}")
    assert answer.status_code == 404
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["/s/000000", "/S/000000"])
def test_who_follows_a_dead_one_is_told_as_a_visitor(
    linked: Browser, path: str
) -> None:
    """In the language of the phone, with a way on; nothing of the staff's pages."""
    page = linked.get(path)
    assert "This address leads nowhere" in page.text
    assert "Scan the code at the terminal once more, or ask at the desk." in page.text
    assert 'class="ticket"' in page.text
    assert "/sign-in" not in page.text
    linked.language = "de"
    assert '<html lang="de"' in linked.get(path).text

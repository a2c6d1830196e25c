"""The shipped content as pages for phones: small, quick and whole in each language."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

import kiosk
from kiosk.catalogue.loader import load
from kiosk.hub.app import create_app
from kiosk.hub.rendering import STATIC
from kiosk.hub.service_pages import ServicePages
from kiosk.hub.settings import HubSettings
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES, Language, language
from tests.fakes.words import Overheard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar

    from kiosk.domain.catalogue import Catalogue
    from kiosk.operations.context import Context

ROOT = Path(kiosk.__file__).parent.parent
MOST_BYTES = 30_000
MOST_SECONDS = 0.02
SETTINGS = HubSettings("https://willkommen.example.de", "a secret for the tests" * 2)


@cache
def shipped() -> Catalogue:
    return load(ROOT / "content")


@pytest.fixture
def words() -> Overheard:
    return Overheard(Catalogs(ROOT / "locales"))


@pytest.fixture
def client(ctx: Context, words: Overheard) -> Iterator[TestClient[Litestar]]:
    ctx = replace(ctx, catalogue=shipped, content=None)
    with TestClient(create_app(ctx, words, SETTINGS)) as opened:
        yield opened


def sheets(page: str) -> int:
    """Bytes of all style sheets that the page asks for."""
    names = re.findall(r'rel="stylesheet" href="/static/([\w.]+)', page)
    assert names
    return sum((STATIC / name).stat().st_size for name in names)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_service_is_a_small_page_in_its_language(
    client: TestClient[Litestar], words: Overheard, code: str
) -> None:
    spoken, found = language(code), {}
    for service in shipped().services:
        answer = client.get(f"/s/{service.slug}/{code}")
        article = service.article(spoken.code)
        whole = (
            f'<html lang="{code}" dir="{spoken.direction}">' in answer.text
            and f'<div lang="{article.language}"' in answer.text
        )
        size = len(answer.content) + sheets(answer.text)
        if answer.status_code != 200 or not whole or size > MOST_BYTES:
            found[service.slug] = (answer.status_code, whole, size)
    assert not found
    assert not words.missing


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_list_of_all_is_small_too(client: TestClient[Litestar], code: str) -> None:
    answer = client.get(f"/s?lang={code}")
    assert all(f"/s/{s.slug}/{code}" in answer.text for s in shipped().services)
    assert len(answer.content) + sheets(answer.text) < MOST_BYTES


def test_a_page_is_written_within_twenty_milliseconds(
    client: TestClient[Litestar],
) -> None:
    """Half of them; the first ones load the words and the holidays."""
    pages: ServicePages = client.app.state.hub.services
    assert isinstance(pages, ServicePages)
    took = sorted(seconds(pages, spoken) for spoken in LANGUAGES.values())
    assert took[len(took) // 2] < MOST_SECONDS


def seconds(pages: ServicePages, spoken: Language) -> float:
    """For one page, after another one in its language."""
    first, second, *_ = shipped().services
    pages.page(first.slug, spoken)
    began = time.perf_counter()
    pages.page(second.slug, spoken)
    return time.perf_counter() - began

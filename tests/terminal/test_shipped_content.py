"""The content and words that are shipped: nothing is cut on any screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kiosk
from kiosk.bidi import shaping
from kiosk.catalogue.loader import load
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode
from kiosk.terminal.service_text import blocks
from kiosk.terminal.session import Session
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.prose import Prose
from tests.builders import FIVE
from tests.fakes.every_place import every_place
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import NARROW, USUAL, WIDE, visiting

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.terminal.places import Place

ROOT = Path(kiosk.__file__).parent.parent
MOST_PAGES = 12
"""Nobody turns more; a text that needs them is too long for a terminal."""


@cache
def shipped() -> Catalogue:
    return load(ROOT / "content")


def longest(language: str) -> dict[str, Place]:
    """Of the services the one with the longest title and that with most to take."""
    code = LanguageCode(language)
    services = shipped().services
    chosen = {
        max(services, key=lambda s: len(s.article(code).title)).slug,
        max(services, key=lambda s: len(s.resources)).slug,
    }
    one_of_many = ("service-", "resources-", "take-home-")
    return {
        name: place
        for name, place in every_place(shipped(), language).items()
        if not name.startswith(one_of_many) or any(slug in name for slug in chosen)
    }


@pytest.mark.parametrize(
    ("language", "size"),
    [*((code, NARROW) for code in FIVE), ("de", USUAL), ("ar", USUAL), ("uk", WIDE)],
)
async def test_every_screen_is_whole(language: str, size: tuple[int, int]) -> None:
    world = FakeWorld(
        contents=FakeContents(shipped()), vocabulary=Catalogs(ROOT / "locales")
    )
    async with visiting(world, size) as visit:
        found = {"attract": complaints(visit.app.screen)}
        assert visit.app.screen.query_one("#languages", Cards).pages == 1
        for name, place in longest(language).items():
            await visit.begin(language, place)
            found[name] = complaints(visit.app.screen)
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("language", FIVE)
async def test_no_text_has_more_pages_than_one_turns(language: str) -> None:
    code = LanguageCode(language)
    ports = FakeWorld(contents=FakeContents(shipped())).ports()
    session = Session.in_language(code, Catalogs(ROOT / "locales"))
    for service in shipped().services:
        lines = sum(
            len(shaping.visual_lines(block.text, 49, session.direction)) + 1
            for block in blocks(service, ports, session)
        )
        assert lines <= MOST_PAGES * 8, service.slug


@pytest.mark.parametrize("language", FIVE)
async def test_a_check_in_fits_one_page_from_the_usual_grid_on(language: str) -> None:
    world = FakeWorld(
        contents=FakeContents(shipped()), vocabulary=Catalogs(ROOT / "locales")
    )
    async with visiting(world) as visit:
        await visit.begin(language, every_place(shipped(), language)["confirm"])
        assert visit.app.screen.query_one("#privacy", Prose).pages == 1
        await visit.begin(language, every_place(shipped(), language)["topics"])
        assert visit.app.screen.query_one("#topics", Cards).pages == 1


def test_a_language_code_of_the_walk_is_offered() -> None:
    assert set(map(LanguageCode, FIVE)) <= set(shipped().site.languages)

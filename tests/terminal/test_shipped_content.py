"""The content and words that are shipped: whole on every screen, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kiosk
from kiosk.bidi import cells, shaping
from kiosk.catalogue.loader import load
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.said import SaidWait, WaitRange
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.ids import LanguageCode
from kiosk.terminal import places
from kiosk.terminal.ports import LinkState
from kiosk.terminal.qr_matrix import fits_smallest
from kiosk.terminal.service_text import blocks
from kiosk.terminal.session import Session
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.qr_code import QrCode
from tests.fakes.clock import NOON
from tests.fakes.every_place import every_place
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import NARROW, USUAL, WIDE, visiting
from tests.fakes.words import Overheard

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.terminal.places import Place
    from tests.fakes.visit import Visit

ROOT = Path(kiosk.__file__).parent.parent
MOST_PAGES = 12
"""Nobody turns more; a text that needs them is too long for a terminal."""
MOST_ALIKE = 10
"""Of screens that differ in one line alone, those with the longest."""
LONGEST = ("de", "bg", "ro", "vi", "ar")
"""The wordiest languages, and one of each direction."""


@cache
def shipped() -> Catalogue:
    return load(ROOT / "content")


def a_world() -> tuple[FakeWorld, Overheard]:
    words = Overheard(Catalogs(ROOT / "locales"))
    return FakeWorld(contents=FakeContents(shipped()), vocabulary=words), words


def each_once(code: str) -> dict[str, Place]:
    """Every place; of things to take home and their lists those with most to say."""
    every = every_place(shipped(), code)
    taken = {n: p for n, p in every.items() if isinstance(p, places.TakeHome)}
    lists = {n: p for n, p in every.items() if isinstance(p, places.Resources)}
    titled = sorted(taken, key=lambda name: cells.width(taken[name].title))
    chosen = {*titled[-MOST_ALIKE:], *sorted(taken, key=_address_of(taken))[-3:]}
    chosen |= set(sorted(lists, key=_words_on(code, lists))[-MOST_ALIKE:])
    alike = {*taken, *lists} - chosen
    return {name: place for name, place in every.items() if name not in alike}


def _address_of(taken: dict[str, places.TakeHome]) -> Callable[[str], int]:
    return lambda name: len(taken[name].address)


def _words_on(code: str, lists: dict[str, places.Resources]) -> Callable[[str], int]:
    """How many cells the longest of the titles on a list takes."""
    reader = LanguageCode(code)

    def longest(name: str) -> int:
        resources = shipped().service(lists[name].slug).resources
        return max(cells.width(each.title.shown(reader).text) for each in resources)

    return longest


def wordiest(code: str) -> dict[str, Place]:
    """Of the services the one with the longest title and that with most to take."""
    services = shipped().services
    chosen = {
        max(services, key=lambda s: len(s.article(LanguageCode(code)).title)).slug,
        max(services, key=lambda s: len(s.resources)).slug,
    }
    one_of_many = ("service-", "resources-", "take-home-")
    return {
        name: place
        for name, place in every_place(shipped(), code).items()
        if not name.startswith(one_of_many) or any(slug in name for slug in chosen)
    }


async def faults(code: str, size: tuple[int, int], trail: dict[str, Place]) -> object:
    """What is cut, sticks out, is not said in the language, or not marked."""
    world, words = a_world()
    found = {}
    async with visiting(world, size, unseen=True) as visit:
        if lines := complaints(visit.app.screen):
            found["attract"] = lines
        assert visit.app.screen.query_one("#languages", Cards).pages == 1
        words.missing.clear()
        for name, place in trail.items():
            await visit.glance(code, place)
            lines = complaints(visit.app.screen) + unmarked(code, place, visit)
            if lines:
                found[name] = lines
    return found or sorted(words.missing)


def unmarked(code: str, place: Place, visit: Visit) -> list[str]:
    """A text in another language than the visitor's says so on its screen."""
    if not isinstance(place, places.ServicePage | places.Confirm):
        return []
    catalogue = shipped()
    read_in = (
        catalogue.service(place.slug).article(LanguageCode(code)).language
        if isinstance(place, places.ServicePage)
        else catalogue.site.privacy.shown(LanguageCode(code)).language
    )
    if read_in == code or language(read_in).own_name in visit.text():
        return []
    return [f"unmarked {read_in}"]


@pytest.mark.parametrize("code", LANGUAGES)
async def test_every_screen_is_whole_on_the_smallest_terminal(code: str) -> None:
    assert not await faults(code, NARROW, each_once(code))


@pytest.mark.parametrize("code", LANGUAGES)
async def test_every_screen_is_whole_on_the_usual_terminal(code: str) -> None:
    assert not await faults(code, USUAL, wordiest(code))


@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_longest_address_of_a_text_is_a_code_on_the_smallest_terminal(
    code: str,
) -> None:
    world, words = a_world()
    longest = max((service.slug for service in shipped().services), key=len)
    async with visiting(world, NARROW) as visit:
        await visit.begin(code, places.ServicePage(longest))
        await visit.touch("#take-with-you")
        await visit.touch("#text-for-phone")
        assert complaints(visit.app.screen) == []
        address = visit.app.screen.query_one(QrCode).address
        assert fits_smallest(address), address
        assert address.endswith(f"/{longest}/{code}".upper())
    assert not words.missing


@pytest.mark.parametrize("code", LONGEST)
async def test_every_screen_is_whole_on_a_large_terminal(code: str) -> None:
    assert not await faults(code, WIDE, wordiest(code))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("phones", [True, False])
async def test_all_that_a_ticket_says_is_whole_on_the_smallest_terminal(
    code: str, phones: bool
) -> None:
    world, words = a_world()
    world.desk.reaches_phones = phones
    world.link.now = LinkState.DOWN
    place = every_place(shipped(), code)["ticket"]
    found = {}
    async with visiting(world, NARROW) as visit:
        for standing in (None, *each_standing()):
            world.desk.known = standing
            await visit.glance(code, place)
            if lines := complaints(visit.app.screen):
                found[standing] = lines
        await visit.touch("#help")  # there stands how the line works
        assert complaints(visit.app.screen) == []
    assert not found
    assert not words.missing


def each_standing() -> list[Standing]:
    desk, *_ = shipped().desks
    alone = [
        Standing(TicketState.WAITING, 0, None, NOON, 0, at_desks, for_topic)
        for at_desks, for_topic in ((None, None), (0, 0), (2, 1))
    ]
    waiting = Standing(TicketState.WAITING, 12, None, NOON)
    waits = (
        SaidWait(NOON),
        SaidWait(NOON - timedelta(hours=1), WaitRange(110, 115)),
        SaidWait(NOON, WaitRange(0, 115)),
        SaidWait(NOON, WaitRange(120, 600)),
    )
    told = (replace(waiting, wait=wait) for wait in waits)
    ended = (Standing(state, 12, desk.id, NOON) for state in TicketState)
    return [*alone, *told, *ended]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_has_more_pages_than_one_turns(code: LanguageCode) -> None:
    ports = FakeWorld(contents=FakeContents(shipped())).ports()
    session = Session.in_language(code, Catalogs(ROOT / "locales"))
    for service in shipped().services:
        lines = sum(
            len(shaping.visual_lines(block.text, 49, session.direction)) + 1
            for block in blocks(service, ports, session)
        )
        assert lines <= MOST_PAGES * 8, service.slug


@pytest.mark.parametrize("code", LANGUAGES)
async def test_what_is_stored_is_told_whole_even_on_the_smallest_grid(
    code: str,
) -> None:
    world, _ = a_world()
    async with visiting(world, NARROW) as visit:
        await visit.begin(code, every_place(shipped(), code)["confirm"])
        assert visit.app.screen.query_one("#privacy", Prose).pages == 1


@pytest.mark.parametrize("code", LANGUAGES)
async def test_who_comes_from_a_text_reads_it_whole_too(code: LanguageCode) -> None:
    """From the text whose title is the longest: it stands there as well."""
    world, _ = a_world()
    topic = shipped().offered_topics()[0].id

    def length(service: Service) -> int:
        return len(service.article(code).title)

    about = max(shipped().services, key=length).slug
    place = places.Confirm.first(topic, code, shipped(), about)
    async with visiting(world, NARROW) as visit:
        for grid in (NARROW, USUAL):
            await visit.pilot.resize_terminal(*grid)
            await visit.begin(code, place)
            assert visit.app.screen.query_one("#privacy", Prose).pages == 1


@pytest.mark.parametrize("code", LANGUAGES)
async def test_a_check_in_fits_one_page_from_the_usual_grid_on(code: str) -> None:
    world, _ = a_world()
    async with visiting(world) as visit:
        await visit.begin(code, every_place(shipped(), code)["confirm"])
        assert visit.app.screen.query_one("#privacy", Prose).pages == 1
        await visit.begin(code, every_place(shipped(), code)["topics"])
        assert visit.app.screen.query_one("#topics", Cards).pages == 1

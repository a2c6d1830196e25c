from __future__ import annotations

import time
from contextlib import asynccontextmanager
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from textual.geometry import Offset

from kiosk.cli.touring import visitor as eyes
from kiosk.cli.touring.steps import TourFailed
from kiosk.cli.touring.visitor import Visitor
from kiosk.clock import SystemClock
from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.ids import CODE_ALPHABET, AppointmentCode, DeskId
from kiosk.terminal import places
from kiosk.terminal.app import KioskApp
from kiosk.terminal.widgets.keyboard import KeyField
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.fakes.ports import FakeAppointmentBook, FakeWorld

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.geometry import Region

SMALL = (66, 19)


@asynccontextmanager
async def a_visitor(
    size: tuple[int, int] = (83, 24), world: FakeWorld | None = None
) -> AsyncIterator[Visitor]:
    ports = structs.replace((world or FakeWorld()).ports(), clock=SystemClock())
    app = KioskApp(ports)
    async with app.run_test(size=size) as pilot:
        yield Visitor(app, pilot)


async def test_a_touch_lands_on_what_it_aims_at() -> None:
    async with a_visitor() as visitor:
        await visitor.touch("#language-en")
        await visitor.see("home", lambda: visitor.app.place == places.Home())


async def test_a_terminal_that_forgets_its_visitor_sooner_is_left_all_the_same() -> (
    None
):
    async with a_visitor() as visitor:
        await visitor.touch("#language-en")
        await visitor.see("home", lambda: visitor.app.place == places.Home())

        async def touch(selector: str) -> None:
            await visitor.app.forget_visitor()
            raise TourFailed(f"{selector} cannot be touched.")

        with pytest.MonkeyPatch.context() as slow:
            slow.setattr(visitor, "touch", touch)
            await visitor.leave()
        assert visitor.app.place == places.Attract()


async def test_two_touches_at_one_spot_are_half_a_second_apart() -> None:
    async with a_visitor() as visitor:
        await visitor.touch("#contrast")
        began = time.monotonic()
        await visitor.touch("#contrast")
        assert time.monotonic() - began > 0.4
        await visitor.see("calm", lambda: visitor.app.theme == "calm")


async def test_a_button_on_a_later_page_is_found() -> None:
    async with a_visitor(SMALL) as visitor:
        await visitor.touch("#language-ar")
        await visitor.see("home", lambda: visitor.app.place == places.Home())


async def test_what_never_comes_is_told_with_what_is_there_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(eyes, "PATIENCE", 0.1)
    async with a_visitor() as visitor:
        with pytest.raises(TourFailed, match="did not appear") as failed:
            await visitor.touch("#no-such-button")
        assert "Deutsch" in failed.value.message


async def test_no_code_is_read_where_there_is_none() -> None:
    async with a_visitor() as visitor:
        assert await visitor.read_code() is None
        assert "Deutsch" in visitor.text()


async def test_of_several_buttons_the_one_that_can_be_seen_is_touched() -> None:
    """While a visitor is called, another way out stands on the screen."""
    world = FakeWorld()
    world.desk.known = Standing(TicketState.CALLED, 0, DeskId("desk-2"), NOON)
    async with a_visitor(world=world) as visitor:
        await visitor.app.go(places.Home(), places.TicketShown(a_ticket()))
        await visitor.touch("#done, #called-done")
        await visitor.see("greeting", lambda: visitor.app.place == places.Attract())


async def test_a_button_where_the_last_key_was_is_touched_only_when_it_counts() -> None:
    """The key that ends a code brings the next screen: the guard takes a touch at once
    at the same spot for the same finger."""
    codes = {letter: AppointmentCode(f"P000000{letter}") for letter in CODE_ALPHABET}
    found = FoundAppointment(
        CheckInAnswer.OTHER_DAY, codes["0"], NOON + timedelta(days=6)
    )
    book = FakeAppointmentBook(dict.fromkeys(codes.values(), found))
    async with a_visitor(SMALL, FakeWorld(book=book)) as visitor:
        await visitor.app.go(places.Home(), places.NoAppointment(found))
        await visitor.see("a way on", lambda: visitor.app.screen.query("#talk"))
        middle = visitor.app.screen.query_one("#talk").region
        await visitor.app.go(places.Home(), places.AppointmentTyping())
        await visitor.see("keys", lambda: visitor.app.screen.query("#keys"))
        field = visitor.app.screen.query_one(KeyField)
        await visitor.type(codes[_letter_at(field, _middle(middle))])
        await visitor.see("why not", lambda: visitor.app.screen.query("#again"))
        await visitor.touch("#talk")
        await visitor.see("topics", lambda: visitor.app.place == places.Topics())


def _middle(region: Region) -> Offset:
    return region.offset + Offset(region.width // 2, region.height // 2)


def _letter_at(field: KeyField, spot: Offset) -> str:
    """Of a code, on the key that is nearest."""
    keys = [
        (_middle(region.translate(field.region.offset)).get_distance_to(spot), key)
        for row in field.placed()
        for key, region in row
        if key.typed in CODE_ALPHABET
    ]
    return min(keys, key=itemgetter(0))[1].typed

"""How the screens look: themes, grids, one language from each side.

A change that is meant is taken over with `pytest --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

import kiosk
from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.out_of_order import HungSign
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.out_of_order_texts import SignTemplate
from kiosk.i18n.out_of_order_texts import text as sign_text
from kiosk.ids import AppointmentCode, CategoryId, DeskId, LanguageCode, Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.app import KioskApp
from kiosk.terminal.places import Mishap, Place
from kiosk.terminal.screens.ask_person import AskPersonScreen
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import NARROW, USUAL, WIDE
from tests.pathway import CHILDREN, HERE

SnapCompare = Callable[..., bool]
RunBefore = Callable[[Pilot[None]], Awaitable[None]]

LOCALES = Path(kiosk.__file__).parent.parent / "locales"
SCREENS: dict[str, Place] = {
    "attract": places.Attract(),
    "home": places.Home(),
    "languages": places.Languages(),
    "categories": places.Categories(),
    "services": places.Services(CategoryId("arrival")),
    "search": places.Search("a"),
    "search-nothing": places.Search("qqqq"),
    "found": places.Found("a"),
    "service": places.ServicePage(Slug("registration")),
    "resources": places.Resources(Slug("registration")),
    "take-home": places.TakeHome(
        "Spremberg/Grodk",
        "https://www.stadt-spremberg.de",
        "www.stadt-spremberg.de",
        service=Slug("registration"),
    ),
    "pathway": places.OnPathway(),
    "pathway-yes-or-no": places.OnPathway((HERE,)),
    "plan": places.OnPathway((HERE, CHILDREN)),
    "topics": places.Topics(),
    "confirm": places.Confirm(TopicId("residence"), LanguageCode("en")),
    "counselling-language": places.CounsellingLanguage(TopicId("residence")),
    "ticket": places.TicketShown(a_ticket()),
    "emergency": places.Emergency(),
    "trouble": places.Trouble(Mishap.NO_TICKETS),
}
LOOKS = {
    "calm-usual-en": ("calm", USUAL, "en"),
    "contrast-narrow-ar": ("contrast", NARROW, "ar"),
}
LARGE = {
    "calm-wide-ar": ("calm", WIDE, "ar"),
    "contrast-wide-en": ("contrast", WIDE, "en"),
}
Look = tuple[str, tuple[int, int], str]


def a_world() -> FakeWorld:
    waiting = Standing(TicketState.WAITING, 3, None, NOON)
    return FakeWorld(desk=FakeDesk(known=waiting), vocabulary=Catalogs(LOCALES))


def an_app(world: FakeWorld, theme: str) -> KioskApp:
    return KioskApp(world.ports(), theme=theme)


def standing_at(place: Place, language: str, *then: RunBefore) -> RunBefore:
    async def run_before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, KioskApp)
        app.heartbeat.pause()
        await pilot.pause()
        if place != places.Attract():
            code = LanguageCode(language)
            app.session = app.session.speaking(code, app.ports.vocabulary)
            await app.go(places.Home(), place, after=0)
        for step in then:
            await step(pilot)
        for _ in range(3):
            await pilot.pause()

    return run_before


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen(snap_compare: SnapCompare, screen: str, look: Look) -> None:
    theme, size, language = look
    before = standing_at(SCREENS[screen], language)
    app = an_app(a_world(), theme)
    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("look", LARGE.values(), ids=LARGE.keys())
@pytest.mark.parametrize("screen", ["attract", "home", "service", "ticket"])
def test_large_screens(snap_compare: SnapCompare, screen: str, look: Look) -> None:
    theme, size, language = look
    before = standing_at(SCREENS[screen], language)
    app = an_app(a_world(), theme)
    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_a_terminal_out_of_order(snap_compare: SnapCompare, look: Look) -> None:
    theme, size, language = look
    world = a_world()
    world.sign.now = HungSign(
        {
            code: sign_text(SignTemplate.WORKED_ON, world.vocabulary.words(code))
            for code in map(LanguageCode, ("de", "en", "ar"))
        }
    )
    before = standing_at(places.OutOfOrder(), language)
    assert snap_compare(an_app(world, theme), terminal_size=size, run_before=before)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("screen", ["home", "typing", "cancelled"])
def test_appointments(snap_compare: SnapCompare, screen: str, look: Look) -> None:
    theme, size, language = look
    code = AppointmentCode("P0000001")
    gone = FoundAppointment(CheckInAnswer.CANCELLED, code)
    shown: dict[str, Place] = {
        "home": places.Home(),
        "typing": places.AppointmentTyping("P00"),
        "cancelled": places.NoAppointment(gone),
    }
    world = a_world()
    world.book.known = {code: gone}
    before = standing_at(shown[screen], language)
    assert snap_compare(an_app(world, theme), terminal_size=size, run_before=before)


def test_a_ticket_that_is_called(snap_compare: SnapCompare) -> None:
    world = a_world()
    world.desk.known = Standing(TicketState.CALLED, 0, DeskId("desk-2"), NOON)
    before = standing_at(SCREENS["ticket"], "ar")
    app = an_app(world, "calm")
    assert snap_compare(app, terminal_size=USUAL, run_before=before)


@pytest.mark.parametrize("theme", ["calm", "contrast"])
def test_the_focus(snap_compare: SnapCompare, theme: str) -> None:
    async def focus(pilot: Pilot[None]) -> None:
        pilot.app.screen.query_one("#browse").focus()

    before = standing_at(SCREENS["home"], "en", focus)
    app = an_app(a_world(), theme)
    assert snap_compare(app, terminal_size=USUAL, run_before=before)


@pytest.mark.parametrize(("size", "language"), [(NARROW, "ar"), (USUAL, "en")], ids=str)
def test_the_notices(
    snap_compare: SnapCompare, size: tuple[int, int], language: str
) -> None:
    async def idle(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, KioskApp)
        for _ in range(62):
            world.clock.advance(seconds=1)
            await app.tick()

    world = a_world()
    before = standing_at(SCREENS["ticket"], language, idle)
    app = an_app(world, "calm")
    assert snap_compare(app, terminal_size=size, run_before=before)


def test_whom_to_ask(snap_compare: SnapCompare) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await pilot.click("#help")

    before = standing_at(SCREENS["topics"], "en", ask)
    app = an_app(a_world(), "calm")
    assert snap_compare(app, terminal_size=NARROW, run_before=before)


def test_how_the_line_works(snap_compare: SnapCompare) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.click("#help")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskPersonScreen)

    before = standing_at(SCREENS["ticket"], "ar", ask)
    app = an_app(a_world(), "calm")
    assert snap_compare(app, terminal_size=NARROW, run_before=before)

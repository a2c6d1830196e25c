"""What can be taken home from one service."""

from __future__ import annotations

from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.widgets.cards import Cards
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import NARROW, Visit, visiting

REGISTRATION = places.Resources(Slug("registration"))


def cards(visit: Visit) -> list[str | None]:
    field = visit.app.screen.query_one("#resources", Cards)
    return [card.id for card in field.query(".-card, TouchButton") if card.id]


async def test_the_text_itself_comes_first_with_its_address() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        assert cards(visit)[:2] == ["text-for-phone", "resource-0"]
        text = visit.text()
        assert "This text on my phone" in text
        assert "willkommen.example.de/s/registration/en" in text


async def test_a_touch_on_it_shows_its_code_in_the_visitors_language() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("ar", REGISTRATION)
        await visit.touch("#text-for-phone")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.place.target == "HTTPS://WILLKOMMEN.EXAMPLE.DE/S/REGISTRATION/AR"
        assert visit.place.languages == ()


async def test_a_touch_on_a_resource_shows_the_code_of_that_one() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        await visit.touch("#resource-0")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.place.target == "https://www.stadt-spremberg.de"


async def test_where_phones_do_not_get_to_the_hub_it_is_not_offered() -> None:
    world = FakeWorld(desk=FakeDesk(reaches_phones=False))
    async with visiting(world, NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        assert cards(visit)[0] == "resource-0"

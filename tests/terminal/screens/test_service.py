"""One service to read, and what can be taken home from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.issuing import NotIssuing
from kiosk.ids import LanguageCode, Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.widgets.facts import FactsCard
from kiosk.terminal.widgets.paragraph import AddressLine
from kiosk.terminal.widgets.qr_code import QrCode
from tests.builders import a_catalogue
from tests.fakes.ports import FakeContents, FakeDesk, FakeWorld
from tests.fakes.visit import NARROW, USUAL, VAST, WIDE, visiting

EN, PL = LanguageCode("en"), LanguageCode("pl")
REGISTRATION = places.ServicePage(Slug("registration"))
CONTRACT = places.ServicePage(Slug("contract"))


async def test_title_and_summary_come_first() -> None:
    async with visiting() as visit:
        await visit.begin("en", REGISTRATION)
        assert visit.text().startswith("Register your home 12:00 Register.")


async def test_what_closes_while_somebody_reads_is_told_on_the_page_they_read() -> None:
    world = FakeWorld()
    world.clock.set(datetime(2026, 3, 3, 16, 59, tzinfo=UTC))
    async with visiting(world, NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        await visit.touch("#next-page")
        assert "Open now, until 18:00." in visit.text()
        world.clock.advance(minutes=1)
        await visit.hear_news()
        await visit.settle()
        assert "Opens on Tuesday, 10 March 2026 at 9:00." in visit.text()
        assert "2 / 2" in visit.text()


async def test_the_rest_is_a_touch_on_more_away() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        seen = visit.text()
        while visit.app.screen.query_one("#next-page").visible:
            await visit.touch("#next-page")
            seen += visit.text()
        for words in ("Bürgerbüro", "9:00–18:00", "Checked on"):
            assert words in seen


def where_phones_do_not_get_to() -> FakeWorld:
    return FakeWorld(desk=FakeDesk(reaches_phones=False))


async def test_on_a_vast_grid_the_code_of_the_text_stands_beside_it() -> None:
    async with visiting(size=VAST) as visit:
        await visit.begin("uk", REGISTRATION)
        code = visit.app.screen.query_one(QrCode)
        assert code.region.size == (37, 19)
        assert code.address == "HTTPS://WILLKOMMEN.EXAMPLE.DE/S/REGISTRATION/UK"
        assert "This text on my phone" in visit.text()
        address = visit.app.screen.query_one("#address", AddressLine)
        assert address.text == "willkommen.example.de/s/registration/uk"


async def test_where_phones_do_not_get_to_the_hub_it_is_that_of_a_resource() -> None:
    async with visiting(where_phones_do_not_get_to(), VAST) as visit:
        await visit.begin("en", REGISTRATION)
        code = visit.app.screen.query_one(QrCode)
        assert code.address == "https://www.stadt-spremberg.de"
        assert "www.stadt-spremberg.de" in visit.text()
        assert "my phone" not in visit.text()


@pytest.mark.parametrize("size", [NARROW, USUAL, WIDE], ids=str)
async def test_on_smaller_grids_the_code_is_one_touch_away(
    size: tuple[int, int],
) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", REGISTRATION)
        assert not visit.app.screen.query_one(QrCode).region.area
        assert "Take with you" in visit.text()


async def test_without_resources_the_text_itself_is_the_only_thing_to_take() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.ServicePage(Slug("contract")))
        await visit.touch("#take-with-you")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.place.target == "HTTPS://WILLKOMMEN.EXAMPLE.DE/S/CONTRACT/EN"


async def test_a_service_without_anything_to_take_offers_nothing() -> None:
    async with visiting(where_phones_do_not_get_to()) as visit:
        await visit.begin("en", places.ServicePage(Slug("contract")))
        assert not visit.app.screen.query("#take-with-you")


async def test_a_text_that_is_not_translated_says_so() -> None:
    async with visiting() as visit:
        await visit.begin("uk", places.ServicePage(Slug("contract")))
        assert "This text is only available in Deutsch." in visit.text()


@pytest.mark.parametrize("size", [USUAL, WIDE, VAST], ids=str)
async def test_whom_to_ask_and_whether_now_stands_on_a_card_beside_the_text(
    size: tuple[int, int],
) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", REGISTRATION)
        facts = visit.app.screen.query_one(FactsCard)
        assert facts.region.area
        assert [fact.picture for fact in facts.facts][:1] == ["people"]
        assert "Bürgerbüro" in visit.text()


async def test_on_the_smallest_grid_the_text_has_all_the_width() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        assert not visit.app.screen.query_one(FactsCard).region.area


async def test_a_service_that_nobody_is_named_for_has_no_card() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.ServicePage(Slug("contract")))
        assert not visit.app.screen.query(FactsCard)


async def test_one_touch_leads_to_the_check_in_with_the_topic_chosen() -> None:
    async with visiting() as visit:
        await visit.begin("en", CONTRACT)
        await visit.touch("#talk-about-this")
        assert visit.at(places.Confirm(TopicId("work"), EN, CONTRACT.slug))
        await visit.touch("#confirm")
        (ticket,) = visit.world.desk.issued
        assert (ticket.topic, ticket.about) == ("work", "contract")


async def test_where_nothing_can_be_taken_home_somebody_can_be_talked_to() -> None:
    async with visiting(where_phones_do_not_get_to(), NARROW) as visit:
        await visit.begin("pl", CONTRACT)
        assert not visit.app.screen.query("#take-with-you")
        await visit.touch("#talk-about-this")
        assert visit.at(places.Confirm(TopicId("work"), PL, CONTRACT.slug))


async def test_a_service_that_leads_to_no_topic_leads_to_their_choice() -> None:
    catalogue = replace(a_catalogue(), general_topic=None)
    world = FakeWorld(contents=FakeContents(catalogue))
    async with visiting(world) as visit:
        await visit.begin("en", REGISTRATION)
        await visit.touch("#talk-about-this")
        assert visit.at(places.Topics(REGISTRATION.slug))
        await visit.touch("#topic-family")
        assert visit.at(places.Confirm(TopicId("family"), EN, REGISTRATION.slug))
        await visit.touch("#back")
        assert visit.at(places.Topics(REGISTRATION.slug))


async def test_while_nobody_can_be_called_it_says_so_and_goes_on_from_there() -> None:
    world = FakeWorld(desk=FakeDesk(holding=NotIssuing.NOBODY_COUNSELS))
    async with visiting(world) as visit:
        await visit.begin("en", CONTRACT)
        await visit.touch("#talk-about-this")
        assert visit.at(places.NoNumbers(CONTRACT.slug))
        assert "No counsellor is here at the moment." in visit.text()
        world.desk.holding = None
        await visit.hear_news()
        await visit.touch("#talk")
        assert visit.at(places.Confirm(TopicId("work"), EN, CONTRACT.slug))
        await visit.touch("#back")
        assert visit.at(CONTRACT)

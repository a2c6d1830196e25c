"""The button that issues a number, on a disk that takes its time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kiosk.domain.issuing import NotIssuing
from kiosk.ids import AppointmentCode, LanguageCode, Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.widgets.face import LEDGE
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, USUAL, visiting

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket

CONFIRM = places.Confirm(TopicId("work"), LanguageCode("en"))


class SlowDesk(FakeDesk):
    """Its disk answers when the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = threading.Event()

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        self.disk.wait(60)
        return super().check_in(topic, language, screen_language, about, appointment)


async def test_whoever_must_wait_for_the_disk_is_told_so_and_gets_the_number() -> None:
    desk = SlowDesk()
    async with visiting(FakeWorld(desk=desk)) as visit:
        await visit.begin("en", CONFIRM)
        assert await visit.pilot.click("#confirm")
        await visit.until_it_says("One moment, please")
        desk.disk.set()
        await visit.settle()
        assert visit.at(places.TicketShown(desk.issued[0]))


async def test_nothing_leads_away_while_the_disk_is_at_work() -> None:
    desk = SlowDesk()
    async with visiting(FakeWorld(desk=desk)) as visit:
        await visit.begin("en", CONFIRM)
        assert await visit.pilot.click("#confirm")
        visit.world.clock.advance(seconds=1)
        assert await visit.pilot.click("#home")
        await visit.until_it_says("One moment, please")
        assert visit.at(CONFIRM)
        desk.disk.set()
        await visit.settle()
        assert len(desk.issued) == 1


ABOUT = places.Confirm(TopicId("work"), LanguageCode("en"), Slug("contract"))
PAGE = places.ServicePage(Slug("contract"))


async def test_who_comes_from_a_text_is_told_that_the_counsellor_sees_that() -> None:
    async with visiting() as visit:
        await visit.begin("en", ABOUT)
        assert "sees which text you were reading: Work contract." in visit.text()
        await visit.begin("en", CONFIRM)
        assert "which text" not in visit.text()


async def test_the_topic_that_a_text_chose_can_be_changed() -> None:
    async with visiting() as visit:
        await visit.begin("en", PAGE, ABOUT)
        await visit.touch("#counselling-language")
        await visit.touch("#talk-pl")
        polish = places.Confirm(TopicId("work"), LanguageCode("pl"), PAGE.slug)
        assert visit.at(polish)
        await visit.touch("#chosen-topic")
        await visit.touch("#topic-family")
        assert visit.at(replace(polish, topic=TopicId("family")))
        await visit.touch("#back")
        assert visit.at(PAGE)


async def test_no_number_there_leads_back_to_the_text() -> None:
    async with visiting() as visit:
        await visit.begin("en", PAGE, ABOUT)
        visit.world.desk.holding = NotIssuing.CLOSED
        await visit.hear_news()
        assert visit.at(places.NoNumbers(PAGE.slug))
        await visit.touch("#back")
        assert visit.at(PAGE)


async def test_none_while_the_topic_is_changed_leads_back_to_the_text_too() -> None:
    async with visiting() as visit:
        await visit.begin("en", PAGE, ABOUT)
        await visit.touch("#chosen-topic")
        visit.world.desk.holding = NotIssuing.CLOSED
        await visit.hear_news()
        await visit.touch("#back")
        assert visit.at(PAGE)


async def test_no_number_on_a_topic_that_the_content_has_lost_is_explained() -> None:
    async with visiting() as visit:
        visit.world.desk.holding = NotIssuing.CLOSED
        await visit.begin("en", places.NoNumbers(None, TopicId("gone")))
        assert "Counselling:" in visit.text()
        assert "gone" not in visit.text()


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_both_choices_fit_every_screen(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        for language in ("de", "en", "pl", "uk", "ar"):
            await visit.begin(language, ABOUT)
            assert complaints(visit.app.screen) == []


@pytest.mark.parametrize("place", [CONFIRM, ABOUT], ids=["chosen", "from a text"])
async def test_what_was_chosen_shows_its_picture_whole_on_a_tile(
    place: places.Confirm,
) -> None:
    async with visiting(size=USUAL) as visit:
        await visit.begin("en", place)
        for plate in ("#chosen-topic", "#counselling-language"):
            rows = visit.app.screen.query_one(plate).region.height - LEDGE
            assert rows >= PictureSize.M.rows


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_from_a_text_the_button_has_its_words_in_the_middle_of_two_rows(
    language: str,
) -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin(language, ABOUT)
        button = visit.app.screen.query_one("#confirm")
        above, middle, below = (
            strip.text for strip in button.render_lines(button.size.region)
        )
        assert {*above.strip()} == {"▗", "▄", "▖"}
        assert middle.strip()
        assert {*below} == {"▀"}

"""The button that issues a number, on a disk that takes its time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kiosk.ids import LanguageCode, TopicId
from kiosk.terminal import places
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket

CONFIRM = places.Confirm(TopicId("work"), LanguageCode("en"))


class SlowDesk(FakeDesk):
    """Its disk answers when the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = threading.Event()

    def check_in(
        self, topic: TopicId, language: LanguageCode, screen_language: LanguageCode
    ) -> Ticket:
        self.disk.wait(60)
        return super().check_in(topic, language, screen_language)


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

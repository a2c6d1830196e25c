"""A screen that breaks shows a sentence, never a trace, and the terminal goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ids import AppointmentCode, LanguageCode, Slug, TicketId, TopicId
from kiosk.terminal import places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.places import Mishap
from tests.builders import a_ticket
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    import pytest

    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket

UNEXPECTED = places.Trouble(Mishap.UNEXPECTED)


class BrokenDesk(FakeDesk):
    """Breaks in a way that nobody foresaw."""

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        raise ZeroDivisionError("private detail")

    def standing(self, ticket: TicketId) -> Standing | None:
        raise ZeroDivisionError("private detail")


async def test_a_check_in_that_breaks_shows_a_sentence_and_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = FakeWorld(desk=BrokenDesk())
    async with visiting(world, faults=1) as visit:
        await visit.begin("en", places.Confirm(TopicId("work"), LanguageCode("en")))
        await visit.pilot.click("#confirm")
        await visit.pilot.pause(0.2)
        await visit.pilot.pause()
        assert visit.at(UNEXPECTED)
        assert "private detail" not in visit.text()
        assert "go to the desk" in visit.text()
        await visit.touch("#start-again")
        assert visit.at(places.Attract())
        await visit.touch("#language-en")
        assert visit.at(places.Home())
    assert "private detail" in caplog.text


async def test_a_timer_that_breaks_shows_a_sentence_and_goes_on() -> None:
    world = FakeWorld(desk=BrokenDesk())
    async with visiting(world, faults=1) as visit:
        await visit.begin("en", places.TicketShown(a_ticket()))
        await visit.pilot.pause(0.1)
        assert visit.at(UNEXPECTED)
        await visit.touch("#start-again")
        await visit.touch("#language-en")
        assert visit.at(places.Home())


async def test_a_handler_of_the_app_that_breaks_does_not_end_it() -> None:
    async with visiting(faults=1) as visit:
        await visit.begin("en", places.Home())
        visit.app.post_message(Wanted("nowhere"))  # type: ignore[arg-type]
        await visit.pilot.pause(0.1)
        assert visit.at(UNEXPECTED)
        await visit.touch("#start-again")
        assert visit.at(places.Attract())


async def test_a_handler_of_a_screen_that_breaks_does_not_end_the_app() -> None:
    async with visiting(faults=1) as visit:
        await visit.begin("en", places.Home())
        visit.app.screen.call_later(lambda: 1 // 0)
        await visit.pilot.pause(0.1)
        assert visit.at(UNEXPECTED)
        await visit.touch("#start-again")
        await visit.touch("#language-en")
        assert visit.at(places.Home())


async def test_a_broken_way_back_to_the_greeting_is_told_too() -> None:
    async with visiting(faults=1) as visit:
        await visit.begin("en", places.Home())
        visit.app.call_later(lambda: 1 // 0)
        await visit.pilot.pause(0.1)
        assert visit.at(UNEXPECTED)
        assert visit.app.is_running


async def test_whoever_started_the_app_learns_that_it_gave_up() -> None:
    async with visiting() as visit:
        assert not visit.app.gave_up
        visit.app.panic("The screen library cannot go on.")
        assert visit.app.gave_up

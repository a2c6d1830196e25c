"""A visitor who leaves is forgotten; the next one finds everything as new."""

from __future__ import annotations

import pytest

from kiosk.ids import CategoryId, Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.idle import IdleTimes
from kiosk.terminal.screens.attract import AttractScreen
from kiosk.terminal.screens.still_there import StillThereScreen
from tests.builders import a_ticket
from tests.fakes.visit import Visit, visiting


def asked(visit: Visit) -> bool:
    return isinstance(visit.app.screen, StillThereScreen)


async def test_after_a_minute_the_terminal_asks_and_counts_down_in_words() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.wait(59)
        assert not asked(visit)
        await visit.wait(1)
        assert asked(visit)
        assert "In 20 seconds" in visit.text()
        await visit.wait(19)
        assert "In 1 second everything" in visit.text()


async def test_after_the_countdown_everything_is_as_for_a_new_visitor() -> None:
    async with visiting() as visit:
        await visit.begin("ar", places.Home(), places.ServicePage(Slug("doctor")))
        await visit.touch("#contrast")
        await visit.wait(80)
        assert visit.at(places.Attract())
        assert isinstance(visit.app.shown, AttractScreen)
        assert visit.app.session.code == "de"
        assert visit.app.theme == "calm"
        assert visit.app.focused is None


async def test_a_touch_on_yes_keeps_the_visitor_where_they_are() -> None:
    async with visiting() as visit:
        place = places.Services(CategoryId("health"))
        await visit.begin("en", places.Home(), place)
        await visit.wait(70)
        await visit.touch("#close")
        assert not asked(visit)
        assert visit.at(place)
        await visit.wait(59)
        assert not asked(visit)


async def test_any_key_keeps_the_visitor_too() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.wait(70)
        await visit.press("tab")
        await visit.wait(1)
        assert not asked(visit)


async def test_a_touch_beside_the_notice_is_no_sign_of_a_visitor() -> None:
    """A drop of water would hold a visit for ever."""
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.wait(70)
        await visit.pilot.click(offset=(1, 1))
        await visit.wait(1)
        assert asked(visit)


async def test_one_can_stay_for_ten_questions_in_a_row() -> None:
    async with visiting(idle=IdleTimes(quiet=3, warning=2)) as visit:
        await visit.begin("en", places.Home())
        for _ in range(10):
            await visit.wait(4)
            assert asked(visit)
            await visit.touch("#close")
        assert visit.at(places.Home())


async def test_the_greeting_asks_nobody() -> None:
    async with visiting(idle=IdleTimes(quiet=3, warning=2)) as visit:
        await visit.wait(10)
        assert isinstance(visit.app.shown, AttractScreen)


async def test_with_a_ticket_the_question_says_that_it_stays_valid() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.TicketShown(a_ticket()))
        await visit.wait(60)
        assert "Your number stays valid" in visit.text()


async def test_the_question_over_another_notice_forgets_both() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.touch("#help")
        await visit.wait(60)
        assert asked(visit)
        await visit.wait(20)
        assert isinstance(visit.app.shown, AttractScreen)
        assert len(visit.app.screen_stack) == 1


@pytest.mark.parametrize("language", ["de", "en", "pl", "uk", "ar"])
async def test_the_question_is_put_in_the_language_of_the_visitor(
    language: str,
) -> None:
    async with visiting() as visit:
        await visit.begin(language, places.Topics())
        await visit.wait(60)
        screen = visit.app.screen
        assert isinstance(screen, StillThereScreen)
        assert screen.session.code == language


async def test_a_page_turned_by_one_visitor_is_turned_back_for_the_next() -> None:
    async with visiting(size=(66, 19)) as visit:
        trail = (places.Home(), places.ServicePage(Slug("registration")))
        await visit.begin("en", *trail)
        await visit.touch("#next-page")
        assert "2 / " in visit.text()
        await visit.wait(80)
        await visit.begin("en", *trail)
        assert "1 / " in visit.text()


async def test_a_wish_of_one_visitor_is_not_the_wish_of_the_next() -> None:
    async with visiting() as visit:
        wish = places.CounsellingLanguage(TopicId("work"))
        await visit.begin("en", places.Home(), places.Topics(), wish)
        await visit.wait(80)
        await visit.touch("#language-en")
        await visit.touch("#talk")
        await visit.touch("#topic-work")
        assert isinstance(visit.place, places.Confirm)
        assert visit.place.language == "en"

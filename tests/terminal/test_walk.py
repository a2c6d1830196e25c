"""Every screen in every language and grid: nothing is cut, all can be touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.said import SaidWait, WaitRange
from kiosk.i18n.languages import language as language_of
from kiosk.ids import DeskId
from kiosk.terminal import places
from kiosk.terminal.ports import LinkState
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.keyboard import KeyField
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.builders import FIVE, a_catalogue
from tests.fakes.clock import NOON
from tests.fakes.every_place import a_last_ticket, every_place
from tests.fakes.inspector import complaints, visible
from tests.fakes.ports import FakeDesk, FakeLink, FakeWorld
from tests.fakes.visit import GRIDS, Visit, visiting
from tests.fakes.words import PseudoVocabulary, PseudoWords, SourceVocabulary

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode
    from kiosk.terminal.ports import Vocabulary

TARGETS = (TouchButton, KeyField)

grids = pytest.mark.parametrize("size", GRIDS, ids=["66x19", "83x24", "100x30"])
languages = pytest.mark.parametrize("language", FIVE)


async def look_at_every_page(visit: Visit) -> list[str]:
    found = complaints(visit.app.screen)
    screen = visit.app.screen
    for paged in (*screen.query(Cards), *screen.query(Prose)):
        for page in range(1, paged.pages):
            paged.page = page
            await visit.settle()
            found += [f"page {page}: {line}" for line in complaints(visit.app.screen)]
    return found


@grids
@languages
async def test_nothing_is_cut_and_everything_can_be_touched(
    language: str, size: tuple[int, int]
) -> None:
    await walk(SourceVocabulary(), language, size)


@grids
async def test_words_a_third_longer_still_fit(size: tuple[int, int]) -> None:
    await walk(ButtonsAsWritten(), "de", size)


SHORT = {
    *("Back", "Home", "Language", "Contrast", "Help", "Previous", "More"),
    "%(page)s / %(pages)s",
}


class ButtonsAsWritten(PseudoVocabulary):
    """Words a third longer but on the small buttons, whose words are short."""

    def words(self, language_code: LanguageCode) -> PseudoWords:
        return _ButtonsAsWritten(language_of(language_code))


class _ButtonsAsWritten(PseudoWords):
    def gettext(self, message: str) -> str:
        return message if message in SHORT else super().gettext(message)


async def walk(vocabulary: Vocabulary, language: str, size: tuple[int, int]) -> None:
    async with visiting(FakeWorld(vocabulary=vocabulary), size) as visit:
        found = {"attract": await look_at_every_page(visit)}
        for name, place in every_place(a_catalogue(), language).items():
            await visit.begin(language, place)
            found[name] = await look_at_every_page(visit)
        await visit.touch("#help")
        found["help"] = complaints(visit.app.screen)
        await visit.touch("#close")
        await visit.wait(60)
        found["still-there"] = complaints(visit.app.screen)
    assert {name: lines for name, lines in found.items() if lines} == {}


@grids
@pytest.mark.parametrize("state", list(TicketState))
async def test_a_ticket_is_whole_in_every_state(
    state: TicketState, size: tuple[int, int]
) -> None:
    wait = SaidWait(NOON, WaitRange(110, 115))
    standing = Standing(state, 12, DeskId("desk-2"), NOON, wait=wait)
    world = FakeWorld(
        desk=FakeDesk(known=standing),
        link=FakeLink(LinkState.DOWN, NOON),
        vocabulary=ButtonsAsWritten(),
    )
    async with visiting(world, size) as visit:
        await visit.begin("de", places.TicketShown(a_last_ticket("residence")))
        assert complaints(visit.app.screen) == []


@grids
async def test_the_access_bar_is_at_the_same_place_on_every_screen(
    size: tuple[int, int],
) -> None:
    async with visiting(size=size) as visit:
        places_of_help = set()
        for place in every_place(a_catalogue(), "en").values():
            await visit.begin("en", place)
            places_of_help.add(visit.app.screen.query_one("#help").region)
        assert len(places_of_help) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_screen_can_be_left_and_used_by_keyboard_alone(
    language: str,
) -> None:
    async with visiting(size=(66, 19)) as visit:
        for name, place in every_place(a_catalogue(), language).items():
            await visit.begin(language, places.Home(), place)
            shown = [w for w in visible(visit.app.screen) if isinstance(w, TARGETS)]
            await visit.pilot.press("tab")
            reached = {visit.app.focused}
            for _ in shown:  # as the key does, without the way that it takes
                visit.app.action_focus_next()
                reached.add(visit.app.focused)
            assert reached == set(shown), name
            if visit.app.screen.query("#back.-nowhere"):
                continue
            await visit.press("escape")
            assert visit.at(places.Home()), name


async def test_focus_is_seen_by_its_shape_and_not_by_colour_alone() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        button = visit.app.screen.query_one("#browse", TouchButton)
        before = shapes(visit, button)
        button.focus()
        await visit.settle()
        focused = shapes(visit, button)
        assert focused != before
        for word in ("Find", "information", "Health,", "family"):
            assert word in " ".join(focused)


def shapes(visit: Visit, button: TouchButton) -> list[str]:
    """What is written and drawn there, without any colour."""
    strips = visit.app.screen._compositor.render_strips()
    region = button.region
    rows = strips[region.y : region.bottom]
    return [row.crop(region.x, region.right).text for row in rows]


async def test_left_and_right_go_as_the_eye_sees_them() -> None:
    async with visiting() as visit:
        for language, key in (("en", "right"), ("ar", "left")):
            await visit.begin(language, places.Topics())
            visit.app.screen.query_one("#topic-residence").focus()
            await visit.settle()
            await visit.press(key)
            assert visit.app.focused is visit.app.screen.query_one("#topic-work")


async def test_a_number_can_be_had_by_keyboard_alone() -> None:
    async with visiting() as visit:
        for button in ("language-en", "talk", "topic-work", "confirm"):
            for _ in range(12):
                await visit.press("tab")
                if visit.app.focused is not None and visit.app.focused.id == button:
                    break
            await visit.press("enter")
        assert len(visit.world.desk.issued) == 1

"""A keyboard that somebody brought along types into the search, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from kiosk.terminal import places
from kiosk.terminal.idle import IdleTimes
from kiosk.terminal.listening import SILENCE
from kiosk.terminal.scanner import SLOWEST
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    from tests.fakes.visit import Visit

NAMES = {" ": "space"}


async def type_by_hand(visit: Visit, text: str, *keys: str) -> None:
    """As a hand does: each letter some time after the one before."""
    for place, letter in enumerate([*text, *keys]):
        character = letter if len(letter) == 1 else None
        key = events.Key(NAMES.get(letter, letter), character)
        key.time = 100 + place * SLOWEST * 1.5
        visit.app.post_message(key)
    await visit.pilot.pause(SILENCE * 1.5)
    await visit.settle()


@pytest.mark.parametrize(
    "text", ["arzt", "find a doctor", "Ärztin", "лікар", "طبيب", "đăng ký", "ăîșțâ"]
)
async def test_letters_of_every_script_stand_in_the_search(text: str) -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search())
        await type_by_hand(visit, text)
        assert visit.at(places.Search(text))


async def test_backspace_takes_the_last_letter_away() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search("doctor"))
        await type_by_hand(visit, "", "backspace", "backspace")
        assert visit.at(places.Search("doct"))


async def test_enter_leads_to_all_that_was_found_and_back_again() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home(), places.Search())
        await type_by_hand(visit, "doctor", "enter")
        assert visit.at(places.Found("doctor"))
        await visit.press("escape")
        assert visit.at(places.Search("doctor"))


async def test_enter_without_anything_found_does_nothing() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search())
        await type_by_hand(visit, "qqqq", "enter")
        assert visit.at(places.Search("qqqq"))


async def test_with_a_key_in_focus_enter_and_blank_press_that() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search("doctor"))
        visit.app.screen.query_one("#best-0").focus()
        await type_by_hand(visit, "", "enter")
        assert isinstance(visit.place, places.ServicePage)


async def test_arrows_still_lead_through_the_keys_on_the_screen() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search("doctor"))
        await visit.press("tab", "down", "down")
        focused = [visit.app.screen.focused]
        await type_by_hand(visit, "s")
        focused.append(visit.app.screen.focused)
        assert [one is None for one in focused] == [False, True]
        assert visit.at(places.Search("doctors"))


@pytest.mark.parametrize(
    "place", [places.Attract(), places.Home(), places.Topics()], ids=str
)
async def test_elsewhere_letters_do_nothing_and_hold_nobody(
    place: places.Place,
) -> None:
    async with visiting(idle=IdleTimes(quiet=3, warning=2)) as visit:
        await visit.begin("en", place)
        await visit.wait(2)
        await type_by_hand(visit, "ab", "backspace")
        assert visit.at(place)
        await visit.wait(3)
        assert visit.at(places.Attract())


async def test_below_a_notice_nothing_is_typed() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search("a"))
        await visit.touch("#help")
        await type_by_hand(visit, "bc", "backspace")
        await visit.touch("#close")
        assert visit.at(places.Search("a"))


async def test_whoever_types_is_there() -> None:
    async with visiting(idle=IdleTimes(quiet=3, warning=2)) as visit:
        await visit.begin("en", places.Search())
        await visit.wait(2)
        await type_by_hand(visit, "a")
        await visit.wait(2)
        assert len(visit.app.screen_stack) == 1

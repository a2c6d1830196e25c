"""Cards flow from the start side, fill pages, and never break a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.paging import TurnerWords
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.each import each
from tests.fakes.stage import Stage

if TYPE_CHECKING:
    from textual.geometry import Region

WORDS = TurnerWords("Before", "More")


def a_stage(
    count: int,
    *,
    label: str = "Card",
    detail: str = "",
    code: str = "en",
) -> Stage:
    def make() -> Cards:
        cards = [
            TouchButton(f"{label} {n}", detail=detail, id=f"card-{n}")
            for n in range(count)
        ]
        return Cards(cards, WORDS)

    return Stage(make, code)


def shown(stage: Stage) -> dict[str, Region]:
    return {
        str(card.id): card.region
        for card in stage.screen.query(TouchButton)
        if card.region.area and str(card.id).startswith("card")
    }


async def test_few_cards_need_no_turning() -> None:
    stage = a_stage(4)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert len(shown(stage)) == 4
        assert not stage.screen.query("#next-page")


async def test_the_first_card_is_where_reading_begins() -> None:
    for code, x in (("en", 0), ("ar", 31)):
        stage = a_stage(4, code=code)
        async with stage.run_test(size=(60, 16)) as pilot:
            await pilot.pause()
            assert shown(stage)["card-0"].x == x


async def test_all_cards_of_a_page_are_of_one_size_where_there_is_room() -> None:
    stage = a_stage(5)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert len({region.size for region in shown(stage).values()}) == 1


async def test_many_cards_are_turned_in_pages_and_none_is_lost() -> None:
    stage = a_stage(20)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        seen: set[str] = set()
        cards = stage.screen.query_one(Cards)
        for page in range(cards.pages):
            cards.page = page
            await pilot.pause()
            now = shown(stage)
            assert seen.isdisjoint(now)
            assert all(region.right <= 50 for region in each(now.values()))
            seen |= now.keys()
        assert len(seen) == 20


async def test_buttons_turn_the_page_and_stop_at_both_ends() -> None:
    stage = a_stage(20)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        cards = stage.screen.query_one(Cards)
        assert not stage.screen.query_one("#previous-page").visible
        for _ in range(cards.pages - 1):
            await pilot.click("#next-page")
            await pilot.pause()
        assert cards.page == cards.pages - 1
        assert not stage.screen.query_one("#next-page").visible
        await pilot.click("#previous-page")
        assert cards.page == cards.pages - 2


async def test_cards_of_other_pages_cannot_be_reached_by_keyboard() -> None:
    stage = a_stage(20)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        chain = {widget.id for widget in stage.screen.focus_chain}
        assert chain == {*shown(stage), "next-page"}


async def test_a_long_word_makes_cards_wider_rather_than_being_broken() -> None:
    stage = a_stage(4, label="Donaudampfschifffahrtsgesellschaft")
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert {region.width for region in shown(stage).values()} == {60}


async def test_a_smaller_window_shows_a_page_that_exists() -> None:
    stage = a_stage(20)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        cards = stage.screen.query_one(Cards)
        cards.page = cards.pages - 1
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert cards.pages == 1
        assert len(shown(stage)) == 20


async def test_details_make_cards_as_high_as_they_need() -> None:
    stage = a_stage(2, detail="word " * 20)
    async with stage.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert {region.height for region in shown(stage).values()} == {6}


async def test_the_cards_of_a_long_list_come_with_their_page() -> None:
    stage = a_stage(80)
    async with stage.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        cards = stage.screen.query_one(Cards)
        seen = set(shown(stage))
        assert len(stage.screen.query("TouchButton")) < 40
        for page in range(1, cards.pages):
            cards.page = page
            await pilot.pause()
            await pilot.pause()
            now = set(shown(stage))
            assert now, page
            assert not now & seen
            seen |= now
        assert len(seen) == 80

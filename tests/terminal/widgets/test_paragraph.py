"""Words in their script's order, at the side where reading begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph, address_lines
from tests.fakes.stage import Stage

if TYPE_CHECKING:
    from kiosk.terminal.widgets.paragraph import Align


async def rows(
    text: str,
    width: int,
    code: str = "en",
    align: Align = "start",
) -> list[str]:
    stage = Stage(lambda: Paragraph(text, align=align), code)
    async with stage.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        return stage.rows()


async def test_long_lines_wrap_between_words() -> None:
    assert (await rows("one two three", 8))[:2] == ["one two", "three"]


async def test_it_is_as_high_as_its_text() -> None:
    stage = Stage(lambda: Paragraph("one two three\nfour"))
    async with stage.run_test(size=(8, 6)) as pilot:
        await pilot.pause()
        assert stage.screen.query_one(Paragraph).size.height == 3


async def test_a_new_text_takes_a_new_height() -> None:
    stage = Stage(lambda: Paragraph("one"))
    async with stage.run_test(size=(8, 6)) as pilot:
        stage.screen.query_one(Paragraph).text = "one two three"
        await pilot.pause()
        assert stage.screen.query_one(Paragraph).size.height == 2
        assert stage.rows()[:2] == ["one two", "three"]


async def test_in_right_to_left_text_stands_on_the_right_in_visual_order() -> None:
    [first, *_] = await rows("\u0628\u062a 112", 10, "ar")
    assert first == "   112 \ufe96\ufe91".rjust(10)


async def test_the_middle_is_the_middle() -> None:
    assert (await rows("ab", 6, align="center"))[0] == "  ab"


async def test_an_address_is_broken_after_dots_and_slashes() -> None:
    stage = Stage(lambda: AddressLine("willkommen.example.de/s/registration/uk"))
    async with stage.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        shown = [row for row in stage.rows() if row]
    assert shown == ["willkommen.example.", "de/s/registration/uk"]


async def test_a_part_of_an_address_that_has_no_room_is_broken_anywhere() -> None:
    stage = Stage(lambda: AddressLine("abcdefghijkl.de"))
    async with stage.run_test(size=(8, 6)) as pilot:
        await pilot.pause()
        shown = [row for row in stage.rows() if row]
    assert "".join(shown) == "abcdefghijkl.de"
    assert all(len(row) <= 8 for row in shown)


def test_an_address_is_broken_at_a_hyphen_before_a_word_of_it_is() -> None:
    lines = address_lines("www.stadt-spremberg.de", 13)
    assert lines == ["www.stadt-", "spremberg.de"]

"""Longer texts, wrapped and turned in pages without losing a word."""

from __future__ import annotations

from kiosk.domain.services import Block, BlockKind
from kiosk.terminal.widgets.paging import TurnerWords
from kiosk.terminal.widgets.prose import Prose
from tests.fakes.stage import Stage

WORDS = TurnerWords("Previous", "More")
H, P, B, N = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.BULLET,
    BlockKind.NUMBERED,
)


def a_stage(*blocks: Block, code: str = "en") -> Stage:
    return Stage(lambda: Prose(blocks, WORDS), code)


async def rows(stage: Stage, size: tuple[int, int]) -> list[str]:
    async with stage.run_test(size=size) as pilot:
        await pilot.pause()
        return stage.rows()


async def test_a_short_text_stands_as_it_is() -> None:
    shown = await rows(
        a_stage(Block(H, "Title"), Block(P, "One."), Block(P, "Two.")), (40, 10)
    )
    assert shown[:4] == ["Title", "One.", "", "Two."]


async def test_lists_hang_below_their_marks() -> None:
    shown = await rows(
        a_stage(Block(B, "a long item"), Block(B, "b"), Block(N, "c", 1)), (10, 10)
    )
    assert shown[:5] == ["• a long", "  item", "• b", "", "1. c"]


async def test_in_right_to_left_the_marks_are_on_the_right() -> None:
    shown = await rows(
        a_stage(
            Block(B, "\u0628"),
            Block(N, "\u062a", 1),
            code="ar",
        ),
        (10, 10),
    )
    assert shown[0].endswith("\ufe8f •")
    assert shown[2].endswith("\ufe95 .1")


async def test_lines_are_not_longer_than_one_can_read() -> None:
    shown = await rows(a_stage(Block(P, "word " * 100)), (120, 20))
    assert max(map(len, shown)) <= Prose.WIDEST


async def test_every_word_is_on_some_page() -> None:
    words = [f"w{number}" for number in range(200)]
    stage = a_stage(Block(P, " ".join(words)))
    async with stage.run_test(size=(40, 14)) as pilot:
        await pilot.pause()
        prose = stage.screen.query_one(Prose)
        assert prose.pages > 2
        seen: list[str] = []
        for page in range(prose.pages):
            prose.page = page
            await pilot.pause()
            seen += " ".join(stage.rows()[:10]).split()
        assert seen == words


async def test_no_heading_stays_alone_at_the_foot_of_a_page() -> None:
    blocks = [Block(P, "a " * 70), Block(H, "Title"), Block(P, "b " * 90)]
    stage = a_stage(*blocks)
    async with stage.run_test(size=(20, 13)) as pilot:
        await pilot.pause()
        prose = stage.screen.query_one(Prose)
        for page in range(prose.pages):
            prose.page = page
            await pilot.pause()
            text = [row for row in stage.rows()[:9] if row]
            assert not text[-1].startswith("Title")


async def test_a_page_does_not_begin_with_a_blank_line() -> None:
    stage = a_stage(*[Block(P, f"p{number}") for number in range(20)])
    async with stage.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        prose = stage.screen.query_one(Prose)
        for page in range(prose.pages):
            prose.page = page
            await pilot.pause()
            assert stage.rows()[0]


async def test_other_words_are_shown_at_once_on_the_page_one_reads() -> None:
    stage = a_stage(*[Block(P, f"old{number}") for number in range(20)])
    async with stage.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        prose = stage.screen.query_one(Prose)
        prose.page = 1
        await pilot.pause()
        prose.say([Block(P, f"new{number}") for number in range(20)])
        await pilot.pause()
        assert prose.page == 1
        assert stage.rows()[0].startswith("new")
        assert "old" not in "".join(stage.rows())


async def test_fewer_words_leave_nobody_on_a_page_that_is_gone() -> None:
    stage = a_stage(*[Block(P, f"p{number}") for number in range(20)])
    async with stage.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        prose = stage.screen.query_one(Prose)
        prose.page = prose.pages - 1
        await pilot.pause()
        prose.say([Block(P, "all there is")])
        await pilot.pause()
        await pilot.pause()
        assert (prose.page, prose.pages) == (0, 1)
        assert stage.rows()[0] == "all there is"
        assert not any("/" in row for row in stage.rows())

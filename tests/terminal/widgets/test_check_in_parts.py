"""What a check-in shows: how far one is, the stub, the line, the call."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.bidi.shaping import visual
from kiosk.catalogue.loader import load
from kiosk.domain.localized import Direction
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.ids import LanguageCode
from kiosk.terminal.canvas import FULL
from kiosk.terminal.drawn import display_face
from kiosk.terminal.drawn.digits import digits
from kiosk.terminal.drawn.parts import Parts, drawing_with, parts
from kiosk.terminal.widgets.called_board import CalledBoard
from kiosk.terminal.widgets.countdown import Countdown
from kiosk.terminal.widgets.progress import Progress
from kiosk.terminal.widgets.ticket_stub import TicketStub, WaitingLine
from tests.fakes.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

A_DESK = load(paths.shipped("content")).desks[0]


async def rows(
    make: Callable[[], Widget], size: tuple[int, int], code: str = "en"
) -> list[str]:
    def sized() -> Widget:
        widget = make()
        widget.styles.height = size[1]
        return widget

    stage = Stage(sized, code)
    async with stage.run_test(size=size) as pilot:
        await pilot.pause()
        return stage.rows()


def drawn(text: str, high: int) -> list[str]:
    lines = digits(text, high)
    assert lines is not None
    return [line.replace(FULL, " ").strip() for line in lines]


def steps() -> Progress:
    return Progress(["Topic", "Language", "Number"], 1)


async def test_done_now_and_to_come_are_told_apart_without_any_colour() -> None:
    above, names, below = await rows(steps, (60, 3))
    assert names.split() == ["✓", "Topic", "2", "Language", "3", "Number"]
    assert "▄" in above
    assert {"━", "▀", "╌"} <= set(below)


async def test_on_one_row_the_signs_stay() -> None:
    [names] = await rows(steps, (60, 1))
    assert names.split() == ["✓", "Topic", "2", "Language", "3", "Number"]


async def test_readers_from_the_right_begin_at_the_right() -> None:
    _, names, _ = await rows(steps, (60, 3), "ar")
    assert names.index("✓") > names.index("3")


@pytest.mark.parametrize(("width", "height", "high"), [(60, 17, 14), (40, 12, 9)])
async def test_the_number_is_as_high_as_the_stub_lets_it_be(
    width: int, height: int, high: int
) -> None:
    shown = await rows(lambda: TicketStub("A 017", "Residence"), (width, height))
    assert [row.strip() for row in shown[2:high]] == drawn("A 017", high)[1:-1]
    assert "Residence" in shown[-1]


async def test_with_coarser_parts_the_number_is_drawn_too() -> None:
    with drawing_with(Parts.QUADRANTS):
        shown = await rows(lambda: TicketStub("A 017", "Residence"), (60, 8))
        assert [row.strip() for row in shown[2:5]] == drawn("A 017", 5)[1:-1]


def a_line(before: int | None) -> WaitingLine:
    line = WaitingLine()
    line.before = before
    return line


async def test_a_person_stands_for_each_who_waits_and_an_arrow_at_oneself() -> None:
    alone = await rows(lambda: a_line(0), (60, 3))
    third = await rows(lambda: a_line(2), (60, 3))
    assert alone[2].index("◀") + 2 * WaitingLine.STEP == third[2].index("◀")
    assert "▶" in (await rows(lambda: a_line(2), (60, 3), "ar"))[2]


@pytest.mark.parametrize("before", [None, 40])
async def test_what_is_not_known_or_too_many_is_not_drawn(before: int | None) -> None:
    shown = await rows(lambda: a_line(before), (60, 3))
    assert not "".join(shown).strip()


def a_board(desk: str, sentence: str = "It is your turn.") -> CalledBoard:
    board = CalledBoard("A 017", sentence)
    board.desk = desk
    return board


@pytest.mark.parametrize("size", [(54, 15), (71, 20), (86, 24), (142, 39)])
async def test_number_and_desk_are_drawn_and_not_written(size: tuple[int, int]) -> None:
    shown = "\n".join(await rows(lambda: a_board("Desk 2"), size))
    assert "017" not in shown
    assert "Desk" not in shown
    assert ("It is your turn." in shown) is (size[1] < 17)


@pytest.mark.parametrize("size", [(54, 15), (71, 20), (86, 24)])
@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_shipped_desks_are_drawn_in_every_language(
    code: LanguageCode, size: tuple[int, int]
) -> None:
    """Read from three metres: the way matters more than the number's height."""
    desk = A_DESK.title.shown(code).text
    shown = "\n".join(await rows(lambda: a_board(desk), size, code))
    for word in desk.split():
        assert word not in shown
        assert visual(word, Direction.RIGHT_TO_LEFT) not in shown


def stands_in(shown: list[str], code: LanguageCode, text: str) -> bool:
    """Whether this is drawn there, in one line of large letters."""
    for high, times in product((4, 5, 6), (1, 2)):
        found = display_face.drawn(text, high, language(code))
        assert found is not None
        lines = found.enlarged(times).lines(parts())
        fullest = max(lines, key=lambda line: len("".join(line.split())))
        if any(fullest.replace(FULL, " ").strip() in row for row in shown):
            return True
    return False


@pytest.mark.parametrize("size", [(54, 15), (71, 20), (86, 23), (142, 38)])
async def test_a_desk_stands_in_one_line_in_every_language(
    size: tuple[int, int],
) -> None:
    for code in LANGUAGES:
        desk = A_DESK.title.shown(code).text
        shown = await rows(partial(a_board, desk), size, code)
        assert stands_in(shown, code, desk), (code, desk)


async def test_where_there_is_room_the_desk_is_as_large_as_the_number() -> None:
    shown = await rows(lambda: a_board("Bàn 1"), (142, 38), "vi")
    twice = display_face.drawn("Bàn 1", 6, language("vi"))
    assert twice is not None
    first, *_ = [line for line in twice.enlarged(2).lines(parts()) if line.strip()]
    assert any(first.replace(FULL, " ").strip() in row for row in shown)
    assert any(drawn("A 017", 14)[3] in row for row in shown)


async def test_the_bell_gives_way_to_a_sentence_that_is_drawn_only_then() -> None:
    said = "Sie sind an der Reihe."
    shown = await rows(lambda: a_board("Platz 1", said), (71, 20), "de")
    assert stands_in(shown, LanguageCode("de"), said)


async def test_a_desk_that_has_no_room_in_large_letters_is_written() -> None:
    desk = "Counselling room of the Welcome Center on the second floor"
    shown = " ".join(" ".join(await rows(lambda: a_board(desk), (71, 20))).split())
    for word in desk.split():
        assert word in shown


async def test_the_seconds_go_and_the_bar_becomes_shorter() -> None:
    def at(seconds: int) -> Countdown:
        countdown = Countdown("Are you still there?", 20)
        countdown.seconds = seconds
        return countdown

    lengths = []
    for seconds in (20, 10, 0):
        shown = await rows(lambda seconds=seconds: at(seconds), (60, 16))  # type: ignore[misc]
        lengths.append(shown[-1].count("━"))
        assert str(seconds) not in "".join(shown)
    assert lengths == [60, 30, 0]


@pytest.mark.parametrize("rows_high", [8, 9, 10, 11, 12, 16, 24])
async def test_the_seconds_are_drawn_before_the_hand_is_large(rows_high: int) -> None:
    def fifteen() -> Countdown:
        return Countdown("Are you still there?", 15)

    shown = await rows(fifteen, (60, rows_high))
    assert "15" not in "".join(shown)

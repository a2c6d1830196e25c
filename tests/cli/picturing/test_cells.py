from __future__ import annotations

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import Static

from kiosk.cli.picturing.cells import BLACK, WHITE, Cell, grid_of, text_of

RED, BLUE = (255, 0, 0), (0, 0, 255)


class Words(App[None]):
    """Three lines, each with a catch."""

    CSS = "Static { width: 10; height: 1; color: #ff0000; background: #0000ff; }"

    def compose(self) -> ComposeResult:
        yield Static("plain")
        yield Static(Text("日本e\u0301!"))
        yield Static(Text("bold", style="bold reverse"))


async def grid() -> list[list[Cell]]:
    app = Words()
    async with app.run_test(size=(20, 5)):
        return grid_of(app)


async def test_there_is_a_cell_for_every_place_on_the_screen() -> None:
    cells = await grid()
    assert len(cells) == 5
    assert {len(row) for row in cells} == {20}


async def test_a_cell_has_its_letter_and_both_colours() -> None:
    first = (await grid())[0][0]
    assert first == Cell("p", RED, BLUE)


async def test_a_wide_letter_takes_two_cells_and_a_mark_none() -> None:
    row = (await grid())[1]
    assert [cell.text for cell in row[:6]] == ["日", "", "本", "", "e\u0301", "!"]


async def test_bold_and_reversed_are_seen() -> None:
    bold = (await grid())[2][0]
    assert bold.bold
    assert (bold.ink, bold.paper) == (BLUE, RED)


async def test_the_text_can_be_read_without_its_frame() -> None:
    assert text_of(await grid()).splitlines()[:3] == ["plain", "日本e\u0301!", "bold"]


def test_the_usual_colours_are_those_of_a_terminal() -> None:
    assert (BLACK, WHITE) == ((0, 0, 0), (255, 255, 255))

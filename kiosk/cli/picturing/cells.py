"""What stands in each cell of the terminal's screen, as an eye would see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.color import Color
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App
    from textual.strip import Strip

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
Rgb = tuple[int, int, int]


class Cell(NamedTuple):
    text: str
    """One character with its marks; nothing where a wide one reaches over."""
    ink: Rgb
    paper: Rgb
    bold: bool = False


Grid = list[list[Cell]]


def grid_of(app: App[None]) -> Grid:
    """Rows of cells, exactly what would be sent to a terminal program."""
    strips = painted(app)
    return [[cell for segment in strip for cell in _cells(segment)] for strip in strips]


def painted(app: App[None]) -> list[Strip]:
    """Every line of the screen, painted now."""
    return app.screen._compositor.render_strips()


def text_of(grid: Grid) -> str:
    return "\n".join("".join(cell.text for cell in row).rstrip() for row in grid)


def _cells(segment: Segment) -> list[Cell]:
    ink, paper, bold = _look(segment.style)
    cells: list[Cell] = []
    for character in segment.text:
        width = cell_len(character)
        if not width and cells:
            cells[-1] = cells[-1]._replace(text=cells[-1].text + character)
            continue
        cells.append(Cell(character, ink, paper, bold))
        cells += [Cell("", ink, paper)] * (width - 1)
    return cells


def _look(style: Style | None) -> tuple[Rgb, Rgb, bool]:
    if style is None:
        return WHITE, BLACK, False
    ink, paper = _rgb(style.color, WHITE), _rgb(style.bgcolor, BLACK)
    if style.reverse:
        ink, paper = paper, ink
    return ink, paper, bool(style.bold)


def _rgb(color: Color | None, otherwise: Rgb) -> Rgb:
    if color is None or color.is_default:
        return otherwise
    triplet = color.get_truecolor()
    return (triplet.red, triplet.green, triplet.blue)

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import cv2
import pytest

from kiosk.cli.touring.blocks import BLOCKS
from kiosk.cli.touring.cells import BLACK, WHITE, Cell
from kiosk.cli.touring.pictures import HEIGHT, WIDTH, Album, svg
from kiosk.errors import DataFolderUnusable

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.touring.cells import Grid

SVG = "{http://www.w3.org/2000/svg}"
RED = (255, 0, 0)


def line(text: str) -> Grid:
    return [[Cell(character, BLACK, WHITE) for character in text]]


def parts(grid: Grid, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(svg(grid)).iter(f"{SVG}{tag}"))


def test_a_picture_is_as_large_as_its_cells() -> None:
    root = ET.fromstring(svg([*line("abc"), *line("def")]))
    assert root.get("width") == str(3 * WIDTH)
    assert root.get("height") == str(2 * HEIGHT)


def test_every_letter_stands_in_its_own_cell() -> None:
    letters = parts(line("ab c"), "text")
    assert [(x.text, x.get("x")) for x in letters] == [
        ("a", "0"),
        ("b", str(WIDTH)),
        ("c", str(3 * WIDTH)),
    ]


def test_what_means_something_in_xml_is_written_as_letters() -> None:
    assert [x.text for x in parts(line("<&>"), "text")] == ["<", "&", ">"]


def test_a_bold_letter_is_bold() -> None:
    [letter] = parts([[Cell("a", BLACK, WHITE, bold=True)]], "text")
    assert letter.get("font-weight") == "bold"


def test_paper_of_one_colour_is_one_rectangle_without_gaps() -> None:
    grid = [[Cell(" ", BLACK, paper) for paper in (WHITE, WHITE, RED, WHITE)]]
    found = [(r.get("x"), r.get("width"), r.get("fill")) for r in parts(grid, "rect")]
    assert found == [
        ("0", str(2 * WIDTH), "#ffffff"),
        (str(2 * WIDTH), str(WIDTH), "#ff0000"),
        (str(3 * WIDTH), str(WIDTH), "#ffffff"),
    ]


def test_a_half_block_is_a_rectangle_and_no_letter() -> None:
    grid = line("▄")
    assert parts(grid, "text") == []
    ink = parts(grid, "rect")[1]
    assert (ink.get("y"), ink.get("height")) == (str(HEIGHT // 2), str(HEIGHT // 2))


@pytest.mark.parametrize("block", BLOCKS)
def test_no_block_reaches_over_its_cell(block: str) -> None:
    for left, top, width, height in BLOCKS[block]:
        assert 0 <= left < left + width <= 1
        assert 0 <= top < top + height <= 1


def test_the_lines_of_a_frame_meet() -> None:
    corner, beside, below = (BLOCKS[line] for line in "┏━┃")
    assert max(left + width for left, _, width, _ in corner) == 1
    assert min(left for left, *_ in beside) == 0
    assert max(top + height for _, top, _, height in corner) == 1
    assert min(top for _, top, *_ in below) == 0


def test_an_album_numbers_its_pictures_by_chapter(tmp_path: Path) -> None:
    album = Album(tmp_path / "out")
    album.take("de", "home", line("a"))
    album.take("ar", "home", line("a"))
    album.take("de", "ticket", line("b"))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["ar-01-home.svg", "de-01-home.svg", "de-02-ticket.svg"]


def test_pictures_are_developed_as_png_that_looks_the_same(tmp_path: Path) -> None:
    album = Album(tmp_path)
    assert album.has_png
    album.take("de", "home", [[Cell("▀", BLACK, RED)]])
    album.develop()
    pixels = cv2.imread(str(tmp_path / "de-01-home.png"))
    assert pixels is not None
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    assert pixels[0, 0].tolist() == [0, 0, 0]
    assert pixels[-1, -1].tolist() == [0, 0, 255]  # blue, green, red


def test_without_the_converter_there_is_svg_all_the_same(tmp_path: Path) -> None:
    album = Album(tmp_path)
    album.has_png = False
    album.take("de", "home", line("a"))
    album.develop()
    assert [path.suffix for path in tmp_path.iterdir()] == [".svg"]


def test_without_a_folder_no_picture_is_taken() -> None:
    album = Album(None)
    album.take("de", "home", line("a"))
    album.develop()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="No pictures can be put"):
        Album(tmp_path / "out")

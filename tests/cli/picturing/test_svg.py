from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kiosk.cli.picturing.cells import BLACK, WHITE, Cell
from kiosk.cli.picturing.svg import HEIGHT, WIDTH, svg

if TYPE_CHECKING:
    from kiosk.cli.picturing.cells import Grid

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


@pytest.mark.parametrize("letter", ["\x00", "\x08", "\x1b", "\ufffe", "\ud800"])
def test_what_xml_cannot_say_does_not_spoil_the_picture(letter: str) -> None:
    [shown] = parts(line(letter), "text")
    assert shown.text == "\N{REPLACEMENT CHARACTER}"


def test_nothing_in_a_picture_is_fetched_or_run() -> None:
    drawn = svg(line("<script> url(https://fonts.example/)")).lower()
    root = ET.fromstring(drawn)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    names = {name for element in root.iter() for name in element.attrib}
    assert tags == {"svg", "rect", "text"}
    assert not any("href" in name or name.startswith("on") for name in names)
    assert not any("url(" in v for e in root.iter() for v in e.attrib.values())

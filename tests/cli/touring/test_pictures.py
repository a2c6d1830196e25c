from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import pytest

from kiosk.cli.picturing.cells import BLACK, WHITE, Cell
from kiosk.cli.picturing.svg import HEIGHT, WIDTH
from kiosk.cli.touring.pictures import Album
from kiosk.errors import DataFolderUnusable

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.picturing.cells import Grid

RED = (255, 0, 0)


def line(text: str) -> Grid:
    return [[Cell(character, BLACK, WHITE) for character in text]]


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

"""Pictograms by name and size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.pictures import PICTURES
from kiosk.terminal.drawn.drawings import DATA, Drawings
from kiosk.terminal.drawn.parts import Parts, drawing_with
from kiosk.terminal.drawn.pictures import PictureBook, PictureSize, picture_of

if TYPE_CHECKING:
    from pathlib import Path

EVERY = Drawings(DATA / "pictures.txt", DATA / "pictures.hand.txt")


@pytest.mark.parametrize("parts", Parts)
@pytest.mark.parametrize("size", [PictureSize.S, PictureSize.M, PictureSize.L])
def test_a_picture_is_as_large_as_its_cells(size: PictureSize, parts: Parts) -> None:
    with drawing_with(parts):
        picture = picture_of("health", size)
    assert picture is not None
    lines = picture.lines(parts)
    assert [len(line) for line in lines] == [size.columns] * size.rows


def test_health_is_a_cross_that_stays_when_mirrored() -> None:
    with drawing_with(Parts.SEXTANTS):
        picture = picture_of("health", PictureSize.M)
    assert picture is not None
    assert picture.mirrored() == picture


@pytest.mark.parametrize(
    "name", ["", "unicorn", "health M sextants", "../digits", "a\n"]
)
def test_an_unknown_name_has_no_picture_and_is_logged_once(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert picture_of(name + " ", PictureSize.L) is None
    assert picture_of(name + " ", PictureSize.L) is None
    assert len(caplog.messages) == 1


def test_a_picture_that_is_not_there_in_a_size_is_no_fault(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert picture_of("health", PictureSize.XL) is None
    assert caplog.messages == []


def test_a_picture_of_another_size_than_its_cells_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "pictures.txt"
    path.write_text("= tree XS sextants\n" + "........\n" * 5)
    book = PictureBook(Drawings(path))
    assert book.picture("tree", PictureSize.XS, Parts.SEXTANTS) is None
    assert book.picture("tree", PictureSize.XS, Parts.SEXTANTS) is None
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("name", EVERY.names())
def test_every_picture_shipped_is_whole(name: str) -> None:
    picture, size, parts = name.split()
    found = PictureBook(EVERY).picture(picture, PictureSize[size], Parts(parts))
    assert found is not None
    assert any("#" in row for row in found.rows)


def test_every_picture_is_there_for_every_terminal_program() -> None:
    book = PictureBook(EVERY)
    names = {name.split()[0] for name in EVERY.names()}
    assert len(names) > 35
    for name in names:
        sextants = book.sizes(name, Parts.SEXTANTS)
        of_cells = set(book.sizes(name, Parts.QUADRANTS))
        assert set(sextants) - of_cells <= {PictureSize.S}, name


@pytest.mark.parametrize("name", PICTURES)
def test_what_content_may_name_is_drawn_for_lists_tiles_and_heads(name: str) -> None:
    book = PictureBook(EVERY)
    three = {PictureSize.S, PictureSize.M, PictureSize.L}
    assert three <= set(book.sizes(name, Parts.SEXTANTS))
    assert three - {PictureSize.S} <= set(book.sizes(name, Parts.QUADRANTS))


def test_no_two_pictures_of_a_size_look_the_same() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for name in EVERY.names():
        found = EVERY.drawing(name)
        assert found is not None
        assert seen.setdefault(found.rows, name) == name

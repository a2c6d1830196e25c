"""Files of drawings, whole and damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.terminal.drawn.drawings import LARGEST_FILE, MOST_POINTS, Drawings

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "= tree\n.##.\n####\n= house\n.##.\n#..#\n"


def written(folder: Path, text: str | bytes, name: str = "some.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_drawing_is_found_by_its_name(tmp_path: Path) -> None:
    drawings = Drawings(written(tmp_path, WHOLE))
    found = drawings.drawing("house")
    assert found is not None
    assert found.rows == (".##.", "#..#")
    assert drawings.names() == ("tree", "house")


def test_nothing_is_read_before_something_is_asked_for(tmp_path: Path) -> None:
    drawings = Drawings(tmp_path / "some.txt")
    written(tmp_path, WHOLE)
    assert "tree" in drawings


def test_a_later_file_stands_for_an_earlier_one(tmp_path: Path) -> None:
    by_hand = written(tmp_path, "= tree\n#..#\n.##.\n", "hand.txt")
    drawings = Drawings(written(tmp_path, WHOLE), by_hand)
    found = drawings.drawing("tree")
    assert found is not None
    assert found.rows == ("#..#", ".##.")
    assert drawings.drawing("house") is not None


def test_an_unknown_name_is_no_drawing(tmp_path: Path) -> None:
    assert Drawings(written(tmp_path, WHOLE)).drawing("boat") is None


@pytest.mark.parametrize(
    "damaged",
    [
        "= tree\n",
        "= tree\n.##.\n###\n",
        "= tree\n.##.\n##x#\n",
        "= tree\n.##.\n####\n.##",
        f"= tree\n{'#' * (MOST_POINTS + 1)}\n",
        "= tree\n" + "#\n" * (MOST_POINTS + 1),
        "= tree\n.##.\n<<<<<<< ours\n####\n",
    ],
    ids=["empty", "short", "strange", "torn", "wide", "high", "conflict"],
)
def test_a_damaged_drawing_is_left_out_and_logged_once(
    damaged: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drawings = Drawings(written(tmp_path, f"= house\n.##.\n#..#\n{damaged}"))
    assert drawings.drawing("tree") is None
    assert drawings.drawing("tree") is None
    assert drawings.drawing("house") is not None
    [line] = caplog.messages
    assert "'tree'" in line
    assert "some.txt" in line


@pytest.mark.parametrize(
    "text",
    [None, b"\xff\xfe= tree\n##\n", b"= tree\n##\n" + b"#" * LARGEST_FILE],
    ids=["missing", "no-text", "endless"],
)
def test_a_file_that_cannot_be_read_is_logged_once(
    text: bytes | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "some.txt" if text is None else written(tmp_path, text)
    drawings = Drawings(path)
    assert drawings.drawing("tree") is None
    assert drawings.drawing("house") is None
    [line] = caplog.messages
    assert "some.txt" in line


@pytest.mark.parametrize("text", ["", "no head\n##\n", "\n\n", "=tree\n##\n"])
def test_a_file_without_drawings_has_none(text: str, tmp_path: Path) -> None:
    assert Drawings(written(tmp_path, text)).names() == ()

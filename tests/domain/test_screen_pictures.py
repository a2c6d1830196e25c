"""Only letters and rectangles, as our own drawing writes them, pass for a picture."""

from __future__ import annotations

import pytest

from kiosk.cli.picturing.cells import Cell
from kiosk.cli.picturing.svg import svg
from kiosk.domain.screen_pictures import LARGEST, is_picture

INK, PAPER = (1, 2, 3), (250, 251, 252)
LETTERS = "A<&>\"'ك▀█ế\x1b\u200d"
DRAWN = svg([[Cell(letter, INK, PAPER, bold=True) for letter in LETTERS]] * 2)


def test_what_we_draw_is_one() -> None:
    assert is_picture(DRAWN)


@pytest.mark.parametrize(
    "smuggled",
    [
        "<script>alert(1)</script>",
        '<image href="https://elsewhere.example/x.png"/>',
        "<foreignObject/>",
        '<rect x="0" y="0" width="1" height="1" fill="url(https://elsewhere.example)"/>',
        '<rect x="0" y="0" width="1" height="1" fill="#000000" onload="alert(1)"/>',
        '<text x="0" y="0" fill="#000000">ab</text>',
        '<text x="0" y="0" fill="#000000">&#60;</text>',
        '<text x="0" y="0" fill="#000000"><tspan/></text>',
        "<!-- -->",
        "<style>*{}</style>",
        "",
    ],
)
def test_with_anything_else_in_it_it_is_none(smuggled: str) -> None:
    first, rest = DRAWN.split("\n", 1)
    assert not is_picture(f"{first}\n{smuggled}\n{rest}")


def test_another_beginning_or_end_is_none() -> None:
    assert not is_picture(DRAWN.replace("<svg ", '<svg onload="alert(1)" '))
    assert not is_picture('<?xml version="1.0"?>\n' + DRAWN)
    assert not is_picture(DRAWN + "\n<script/>")
    assert not is_picture("")


def test_it_has_a_bound() -> None:
    first, rest = DRAWN.split("\n", 1)
    part = '<rect x="0" y="0" width="1" height="1" fill="#000000"/>\n'
    assert is_picture(f"{first}\n{part * 1000}{rest}")
    assert not is_picture(f"{first}\n{part * (LARGEST // len(part))}{rest}")

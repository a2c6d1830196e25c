"""A window is sent only characters that it can draw."""

from __future__ import annotations

import pytest

from kiosk.cli import window_parts
from kiosk.terminal.drawn.parts import Parts, drawing_with, parts


@pytest.mark.parametrize(
    ("environment", "these"),
    [
        ({"TERM": "foot"}, Parts.SEXTANTS),
        ({"TERM": "foot-direct"}, Parts.SEXTANTS),
        ({"TERM": "xterm-256color"}, Parts.QUADRANTS),
        ({}, Parts.QUADRANTS),
    ],
)
def test_what_the_window_can_draw_is_chosen(
    environment: dict[str, str], these: Parts
) -> None:
    with drawing_with(parts()):
        window_parts.choose(environment)
        assert parts() is these

"""A window in colours is not painted in greys."""

from __future__ import annotations

import pytest

from kiosk.cli import colours

XTERM = {"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}


@pytest.mark.parametrize(
    ("environment", "system"),
    [
        (XTERM, "truecolor"),
        (XTERM | {"TERM": "xterm-256color"}, "truecolor"),
        (XTERM | {"XTERM_VERSION": "XTerm(330)"}, "256"),
        (XTERM | {"XTERM_VERSION": "something else"}, "256"),
        ({"TERM": "xterm"}, "256"),
    ],
)
def test_what_an_xterm_can_do_is_known(
    environment: dict[str, str], system: str
) -> None:
    colours.learn(environment)
    assert environment["TEXTUAL_COLOR_SYSTEM"] == system


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "xterm-256color"},
        {"TERM": "linux"},
        XTERM | {"TERM": "tmux-256color"},
        XTERM | {"COLORTERM": "truecolor"},
        XTERM | {"TEXTUAL_COLOR_SYSTEM": "standard"},
        XTERM | {"NO_COLOR": "1"},
    ],
)
def test_what_a_window_or_its_owner_says_is_left_alone(
    environment: dict[str, str],
) -> None:
    before = dict(environment)
    colours.learn(environment)
    assert environment == before

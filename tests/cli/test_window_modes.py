"""What is asked of the terminal program before the screen library is there."""

from __future__ import annotations

import subprocess
import sys

from kiosk.cli import window_modes


def test_keys_come_plain_and_sizes_from_the_system() -> None:
    environment = {"TEXTUAL_SMOOTH_SCROLL": "1", "TERM": "foot"}
    window_modes.choose(environment)
    assert environment == {**window_modes.MODES, "TERM": "foot"}


def test_the_screen_library_heeds_both() -> None:
    """Names of Textual's own settings: one that it gives up would be missed here."""
    script = (
        "from textual import constants as c;print(c.DISABLE_KITTY_KEY, c.SMOOTH_SCROLL)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env=window_modes.MODES,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["True", "False"]

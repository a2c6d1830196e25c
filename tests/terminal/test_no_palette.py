"""The terminal starts without Textual's command palette, and never misses it."""

from __future__ import annotations

import subprocess
import sys

BEGIN = "import sys; from kiosk.terminal import no_palette as n; n.leave_out_palette()"


def said_by(*lines: str) -> str:
    """By a process of its own: this one has long loaded the palette."""
    program = "\n".join((BEGIN, *lines))
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return ended.stdout.strip()


def test_nothing_of_the_terminal_loads_it_or_the_widgets_that_it_brings() -> None:
    loaded = said_by(
        "import kiosk.cli.terminal_run, kiosk.terminal.routing",
        "print([m for m in sys.modules if m.startswith('textual.widgets._')])",
        "print(type(sys.modules[n.PALETTE]).__name__)",
    ).splitlines()
    assert "_input" not in loaded[0]
    assert "_tree" not in loaded[0]
    assert loaded[1] == "NoPalette", "Textual asks for a name that is not in NAMED"


def test_who_asks_for_more_gets_the_real_one() -> None:
    said = said_by(
        "import textual.app",
        "from textual.command import Matcher, CommandPalette",
        "print(Matcher.__module__, CommandPalette.__module__)",
    )
    assert said == "textual.fuzzy textual.command"


def test_afterwards_nothing_happens() -> None:
    import textual.command  # as every test has

    from kiosk.terminal import no_palette

    no_palette.leave_out_palette()
    assert sys.modules[no_palette.PALETTE] is textual.command

"""Whatever is typed at a terminal, and however its window changes: it goes on."""

from __future__ import annotations

import random
import re
import signal

import pytest

from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES
from tests.cli.test_terminal import ATTRACTING, paired, terminal
from tests.fakes.command import PROJECT, Machine
from tests.fakes.window import BACK_FROM_FULL_SCREEN, Window
from tests.terminal.test_driver import BREAKS

__all__ = ["paired"]

pytestmark = pytest.mark.real
HELP = "\x1b[<0;5;22M\x1b[<0;5;22m"
"""A touch of the lowest button of the bar."""
KITTY = r"\x1b\[>\d+u"
"""Asks for keys of the kitty protocol."""
CATALOGS = Catalogs(PROJECT / "locales")
ASKING = {CATALOGS.words(code).gettext("Ask a person") for code in LANGUAGES}


def answers(opened: Window) -> None:
    """Whether a touch still does what it should."""
    for _ in range(20):
        opened.press_bytes(b"\x1b")  # a burst may have been read as a scan
        opened.watch(0.5)
        before = len(opened.raw)
        opened.type(HELP)
        for _ in range(6):  # a busy machine paints late
            opened.watch(0.5)
            if any(title in opened.raw[before:] for title in ASKING):
                return
        assert opened.alive(), opened.text[-2000:]
    raise AssertionError(f"deaf:\n{opened.text[-2000:]}")


def test_no_bytes_end_the_terminal_or_make_it_deaf(paired: Machine) -> None:
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        opened.watch(1)
        for data in BREAKS.values():
            opened.press_bytes(data)
        answers(opened)
        chance = random.Random(7)
        for _ in range(40):
            opened.press_bytes(chance.randbytes(400))
            opened.watch(0.05)
        answers(opened)
        assert BACK_FROM_FULL_SCREEN not in opened.raw
        assert "Traceback" not in opened.raw
        assert not re.search(KITTY, opened.raw)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


def test_no_storm_of_sizes_ends_it(paired: Machine) -> None:
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        chance = random.Random(7)
        for _ in range(100):
            opened.resize(chance.randrange(1, 200), chance.randrange(1, 60))
            opened.watch(0.01)
        opened.resize(83, 24)
        answers(opened)


def test_what_is_pasted_by_the_megabyte_is_let_go(paired: Machine) -> None:
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        opened.watch(1)
        for _ in range(25):
            opened.press_bytes(b"\x1b[200~" + b"kiosk" * 800 + b"\x1b[201~")
            opened.press_bytes(b"abcdefghi" * 100)
            opened.watch(0.05)
        answers(opened)

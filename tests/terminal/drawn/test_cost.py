"""What drawings cost: nothing before the first is needed, and little memory."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

from kiosk.terminal.drawn.display_face import HEIGHTS
from kiosk.terminal.drawn.drawings import DATA, Drawings

MOST_MEMORY = 5 << 20
"""Bytes, for all of them at once; no terminal needs them all."""
WATCHED = """
import sys
opened = []
sys.addaudithook(
    lambda event, args: opened.append(str(args[0])) if event == "open" else None
)
from kiosk.terminal.drawn import digits, display_face, parts, pictures
before = [name for name in opened if "drawn/data" in name]
digits.digits("A 017", 5)
after = [name for name in opened if "drawn/data" in name]
print(len(before), len(after))
"""


def test_nothing_is_read_before_something_is_drawn() -> None:
    root = Path(__file__).parents[3]
    told = subprocess.run(
        [sys.executable, "-c", WATCHED],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    assert told.stdout.split() == ["0", "1"]


def test_all_drawings_together_take_little_memory() -> None:
    files = sorted(DATA.glob("*.txt"))
    assert len(files) == 3 + sum(map(len, HEIGHTS.values()))
    tracemalloc.start()
    try:
        kept = [Drawings(file) for file in files]
        drawn = [each.drawing(name) for each in kept for name in each.names()[:50]]
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert all(drawn)
    assert taken < MOST_MEMORY

"""Ctrl+C and Enter the moment the prompt is there."""

from __future__ import annotations

import os
import select
import sys
from contextlib import contextmanager
from pty import fork
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMPT, PRESSES, PATIENCE = b"Press Enter", 300, 60.0
PROGRAM = """
from kiosk.cli import enter
while True:
    try:
        enter.wait("Press Enter")
        print("went on", flush=True)
    except KeyboardInterrupt:
        print("left", flush=True)
    except EOFError:
        break
"""


class Line:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._seen = b""

    def until(self, words: bytes) -> None:
        """Forgets what was before them."""
        while words not in self._seen:
            ready, _, _ = select.select([self._descriptor], [], [], PATIENCE)
            assert ready, f"{words!r} never came after {self._seen!r}"
            self._seen += os.read(self._descriptor, 4096)
        self._seen = self._seen.partition(words)[2]

    def type(self, keys: bytes) -> None:
        os.write(self._descriptor, keys)


@contextmanager
def somebody_asked(program: str = PROGRAM) -> Iterator[Line]:
    process, descriptor = fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-c", program])
    try:
        yield Line(descriptor)
    finally:
        os.close(descriptor)
        os.waitpid(process, 0)


def test_no_ctrl_c_is_lost_however_early_it_comes() -> None:
    with somebody_asked() as line:
        for _ in range(PRESSES):
            line.until(PROMPT)
            line.type(b"\x03")
            line.until(b"left")


def test_enter_goes_on() -> None:
    with somebody_asked() as line:
        line.until(PROMPT)
        line.type(b"\n")
        line.until(b"went on")


def test_where_nobody_presses_it_goes_on_by_itself() -> None:
    program = PROGRAM.replace('"Press Enter"', '"Press Enter", 0.05')
    with somebody_asked(program) as line:
        for _ in range(3):
            line.until(PROMPT)
            line.until(b"went on")

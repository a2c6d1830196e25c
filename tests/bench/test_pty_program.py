"""A program in a pseudo-terminal, and how it is told to end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.pty_program import PtyProgram

pytestmark = pytest.mark.real

HERE = Path(__file__).parent
WITH_A_FAREWELL = """
import signal, sys, time
def leave(*_):
    sys.stdout.write("good bye " * 20_000)
    sys.stdout.flush()
    open(sys.argv[1], "w").close()
    sys.exit()
signal.signal(signal.SIGTERM, leave)
print("here", flush=True)
time.sleep(60)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("here", flush=True)
time.sleep(60)
"""


def running(program: str, *arguments: str) -> PtyProgram:
    return PtyProgram([sys.executable, "-c", program, *arguments], HERE, 80, 24)


def test_a_program_that_paints_its_farewell_is_read_until_it_has_ended(
    tmp_path: Path,
) -> None:
    left = tmp_path / "left"
    program = running(WITH_A_FAREWELL, str(left))
    program.until(b"here")

    program.close()

    assert left.exists()


def test_a_program_that_does_not_hear_is_killed_after_a_while() -> None:
    program = running(DEAF)
    program.until(b"here")

    program.close(patience=0.2)

    assert not Path(f"/proc/{program.pid}").exists()

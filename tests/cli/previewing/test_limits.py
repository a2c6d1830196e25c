"""What the process that draws may take: tried in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli.previewing import limits

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0
MIB = 1024 * 1024


def begun(script: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", f"from kiosk.cli.previewing import limits\n{script}"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def said(script: str) -> str:
    with begun(script) as process:
        output, _ = process.communicate(timeout=PATIENCE)
    return output.decode().strip()


def test_it_stands_behind_all_others() -> None:
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    script = "import os; limits.step_back(7, 2**31); print(os.nice(0))"
    assert int(said(script)) == min(19, usual + 7)


def test_it_gets_no_more_memory_than_it_may_have() -> None:
    script = (
        f"limits.step_back(0, {512 * MIB})\n"
        f"try: b'x' * {1024 * MIB}\n"
        "except MemoryError: print('refused')"
    )
    assert said(script) == "refused"


def test_it_is_the_first_to_go_when_memory_runs_out() -> None:
    script = (
        "limits.step_back(0, 2**31); print(open('/proc/self/oom_score_adj').read())"
    )
    assert said(script) == limits.FIRST_TO_GO


def test_it_writes_no_large_file(tmp_path: Path) -> None:
    script = (
        "limits.step_back(0, 2**31)\n"
        f"try: open({str(tmp_path / 'large')!r}, 'wb').write(b'x' * {2 * MIB})\n"
        "except OSError: print('refused')"
    )
    assert said(script) == "refused"


def test_its_time_ends_even_while_it_does_nothing_but_count() -> None:
    script = "limits.step_back(0, 2**31); limits.end_within(0.2)\nsum(range(10**12))"
    with begun(script) as process:
        assert process.wait(PATIENCE) == -signal.SIGALRM


def test_its_time_can_be_given_back() -> None:
    script = (
        "limits.end_within(60); limits.end_within(0)\n"
        "import signal; print(signal.getitimer(signal.ITIMER_REAL)[0])"
    )
    assert said(script) == "0.0"


def test_it_ends_with_who_started_it_whatever_it_does() -> None:
    script = (
        "import time; limits.end_with_parent(0); print('on', flush=True)\n"
        "while True: time.sleep(0.01)"
    )
    with begun(script) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"on\n"
        process.stdin.write(b"a request")
        process.stdin.flush()
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


def test_it_knows_how_large_it_is() -> None:
    assert limits.resident() > 10 * MIB

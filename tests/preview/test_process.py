"""A worker that misbehaves: what is told of it, and that the next one is answered."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from kiosk.preview.messages import ProbedAnswer, ProbeRequest
from kiosk.preview.process import PreviewProcess, WorkerLate, WorkerLost
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
ASKED = ProbeRequest(folder="/content", now=NOON, seconds=PATIENCE)
PREAMBLE = """
import os, sys, time
from kiosk.preview import frames, messages
from kiosk.preview.messages import *
inbox = frames.FrameReader(0)
def say(answer):
    frames.write(1, messages.encode(answer))
def done(n=1):
    say(ProbedAnswer(languages=n, screens=n, texts=n, painted=n))
"""
READY = "say(WorkerReady())\n"
USUAL = READY + "while inbox.next(): done()\n"


@pytest.fixture
def started() -> Iterator[Callable[..., PreviewProcess]]:
    made: list[PreviewProcess] = []

    def start(script: str, **environment: str) -> PreviewProcess:
        command = (sys.executable, "-c", PREAMBLE + script)
        process = PreviewProcess(command, {"PYTHONPATH": str(ROOT), **environment})
        made.append(process)
        return process

    yield start
    for process in made:
        process.close()


def workers() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [child for child in children if "ProbedAnswer" in " ".join(child.cmdline())]


def answered(process: PreviewProcess, seconds: float = PATIENCE) -> ProbedAnswer:
    answer = process.ask(ASKED, seconds)
    assert isinstance(answer, ProbedAnswer)
    return answer


def test_nothing_is_started_before_somebody_asks(
    started: Callable[..., PreviewProcess],
) -> None:
    process = started(USUAL)
    assert workers() == []
    answered(process)
    assert len(workers()) == 1
    process.close()
    assert workers() == []


def test_one_worker_answers_one_after_the_other(
    started: Callable[..., PreviewProcess],
) -> None:
    process = started(USUAL)
    answered(process)
    [first] = workers()
    answered(process)
    assert workers() == [first]


def test_those_who_ask_at_once_are_all_answered(
    started: Callable[..., PreviewProcess],
) -> None:
    process = started(USUAL)
    found: list[ProbedAnswer] = []
    threads = [
        threading.Thread(target=lambda: found.append(answered(process)))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(found) == 5


def test_one_that_was_killed_meanwhile_is_started_again_unnoticed(
    started: Callable[..., PreviewProcess],
) -> None:
    process = started(USUAL)
    answered(process)
    [worker] = workers()
    os.kill(worker.pid, signal.SIGKILL)
    psutil.wait_procs([worker], PATIENCE)
    answered(process)


def test_one_that_dies_at_work_is_told_with_where_it_was(
    started: Callable[..., PreviewProcess],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    once = tmp_path / "once"
    script = READY + (
        "inbox.next(); say(ProbingAt(screen='home', language='pl'))\n"
        f"if not os.path.exists({str(once)!r}):\n"
        f"    open({str(once)!r}, 'w').close(); sys.exit('its last words')\n"
        "done()\n"
    )
    process = started(script)
    with caplog.at_level(logging.ERROR), pytest.raises(WorkerLost) as lost:
        process.ask(ASKED, PATIENCE)
    assert lost.value.at is not None
    assert (lost.value.at.screen, lost.value.at.language) == ("home", "pl")
    assert "its last words" in caplog.text
    answered(process)


def test_one_that_hangs_is_ended_in_time(
    started: Callable[..., PreviewProcess],
) -> None:
    hangs = "inbox.next(); say(ProbingAt(screen='home', language='pl'))\n"
    process = started(READY + hangs + "while True: pass\n")
    with pytest.raises(WorkerLate) as late:
        process.ask(ASKED, 0.5)
    assert late.value.at is not None
    assert workers() == []


@pytest.mark.parametrize(
    "says",
    [
        "os.write(1, b'Traceback (most recent call last)')",
        "frames.write(1, b'not json')",
        "frames.write(1, b'{}')",
        "os.write(1, (2**31).to_bytes(4))",
        "os.write(1, b'\\x00\\x00\\x00\\x09half'); sys.exit()",
    ],
)
def test_one_that_babbles_is_ended(
    started: Callable[..., PreviewProcess], says: str
) -> None:
    process = started(f"{READY}inbox.next()\n{says}\ninbox.next()\n")
    with pytest.raises(WorkerLost):
        process.ask(ASKED, PATIENCE)
    assert workers() == []


@pytest.mark.parametrize("begins", ["sys.exit(3)", "done()", "os.write(1, b'hello')"])
def test_one_that_does_not_begin_as_it_should_is_told(
    started: Callable[..., PreviewProcess], begins: str
) -> None:
    with pytest.raises(WorkerLost):
        started(begins + "\n").ask(ASKED, PATIENCE)
    assert workers() == []


def test_one_without_memory_says_so(started: Callable[..., PreviewProcess]) -> None:
    process = started(READY + "inbox.next(); sys.exit(71)\n")
    with pytest.raises(WorkerLost, match="memory"):
        process.ask(ASKED, PATIENCE)


def test_a_program_that_is_not_there_is_told() -> None:
    process = PreviewProcess(("/nowhere/kiosk",), {})
    with pytest.raises(WorkerLost, match="cannot be started"):
        process.ask(ASKED, PATIENCE)


def test_it_knows_what_it_is_told_and_nothing_else_of_our_environment(
    started: Callable[..., PreviewProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_SECRET", "hunter2")
    process = started(
        READY + "inbox.next(); done(len([k for k in os.environ if k[:3] != 'LC_']))\n",
        KNOWN="yes",
    )
    assert answered(process).languages == 2  # where its modules are, and KNOWN


def test_who_waits_is_told_at_once_when_all_ends(
    started: Callable[..., PreviewProcess],
) -> None:
    process = started(READY + "inbox.next(); done(); inbox.next(); time.sleep(600)\n")
    answered(process)
    failed: list[WorkerLost] = []

    def wait() -> None:
        try:
            process.ask(ASKED, PATIENCE)
        except WorkerLost as lost:
            failed.append(lost)

    thread = threading.Thread(target=wait)
    thread.start()
    process.close()
    thread.join(PATIENCE)
    assert len(failed) == 1
    with pytest.raises(WorkerLost):
        process.ask(ASKED, PATIENCE)


def test_a_request_that_is_too_large_is_sent_to_nobody(
    started: Callable[..., PreviewProcess],
) -> None:
    large = ProbeRequest(folder="/" + "x" * 20_000, now=NOON, seconds=1)
    with pytest.raises(WorkerLost, match="larger"):
        started(USUAL).ask(large, PATIENCE)
    assert workers() == []

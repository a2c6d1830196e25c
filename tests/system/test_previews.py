"""The real worker: it draws the shipped content, and outlives whatever it is given."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from kiosk.cli import preview_process
from kiosk.cli.preview_process import COMMAND, environment, probe_in_process
from kiosk.domain.previews import PreviewScreen, PreviewWanted
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import NotFound, PreviewFailed, UpdateRefused
from kiosk.ids import LanguageCode
from kiosk.preview import frames, messages
from kiosk.preview.drawing import Preview
from kiosk.preview.frames import FrameReader
from kiosk.preview.messages import ProbeRequest, WorkerFailed, WorkerReady
from tests import content_folder
from tests.content_folder import put
from tests.fakes.clock import NOON, FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.preview.process import PreviewProcess

pytestmark = pytest.mark.real

SHIPPED = Path(__file__).parents[2] / "content"
PATIENCE = 60.0
LONG = 600.0
"""Seconds for all of the shipped content, on a machine that does much else."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return content_folder.write(tmp_path / "content")


@pytest.fixture
def process() -> Iterator[PreviewProcess]:
    made = preview_process.preview_process()
    yield made
    made.close()


@pytest.fixture
def preview(process: PreviewProcess) -> Preview:
    return Preview(process, FixedClock(), "https://hub.example.org")


def the_worker() -> psutil.Process:
    [found] = [
        child for child in psutil.Process().children() if COMMAND[-1] in child.cmdline()
    ]
    return found


def service(slug: str, language: str = "pl") -> PreviewWanted:
    return PreviewWanted(PreviewScreen.SERVICE, LanguageCode(language), slug)


def test_it_draws_the_shipped_content_and_is_warm_for_the_next(
    preview: Preview,
) -> None:
    first = preview.picture(SHIPPED, "1", service("register-home"))
    assert "Zameldowanie" in first.text
    worker = the_worker()
    spent = sum(worker.cpu_times()[:2])
    second = preview.picture(SHIPPED, "1", service("register-home", "ar"))
    assert sum(worker.cpu_times()[:2]) - spent < 1.0  # however busy the machine is
    assert "تسجيل" in second.text
    assert worker.nice() > psutil.Process().nice()
    assert set(worker.environ()) == set(environment(os.environ))


async def test_the_hub_gets_pictures_through_its_port(folder: Path) -> None:
    port = preview_process.previews(FixedClock(), "https://hub.example.org")
    try:
        wanted = [service(slug, "ar") for slug in ("registration", "doctor")]
        drawn = [port.picture(folder, "1", each) for each in (*wanted, *wanted)]
        first, second, *same = await asyncio.gather(*drawn)
        assert [first, second] == same
        assert first.text
    finally:
        port.close()
    with pytest.raises(PreviewFailed):
        await port.picture(folder, "2", wanted[0])


def test_one_that_is_killed_at_work_is_told_and_the_next_is_drawn(
    preview: Preview, folder: Path
) -> None:
    preview.picture(folder, "1", service("registration"))
    worker = the_worker()
    os.kill(worker.pid, signal.SIGSTOP)
    killer = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -9 {worker.pid}"])
    with pytest.raises(PreviewFailed):
        preview.picture(folder, "1", service("doctor"))
    killer.wait(PATIENCE)
    assert preview.picture(folder, "1", service("doctor")).text
    assert the_worker() != worker


def test_what_the_content_does_not_have_is_told_and_costs_no_worker(
    preview: Preview, folder: Path
) -> None:
    preview.picture(folder, "1", service("registration"))
    worker = the_worker()
    with pytest.raises(NotFound):
        preview.picture(folder, "1", service("nowhere"))
    assert the_worker() == worker


def test_one_without_memory_says_so() -> None:
    poor = preview_process.preview_process("--memory-mb", "90")
    try:
        with pytest.raises(PreviewFailed):
            Preview(poor, FixedClock()).picture(SHIPPED, "1", service("register-home"))
    finally:
        poor.close()


def test_it_ends_with_whoever_started_it(process: PreviewProcess) -> None:
    """Killed, that one cannot say good-bye."""
    script = (
        "import os, signal; from pathlib import Path\n"
        "from kiosk.cli.preview_process import preview_process\n"
        "from kiosk.preview.messages import ProbeRequest\n"
        "from kiosk.clock import SystemClock\n"
        "p = preview_process()\n"
        "now = SystemClock().now()\n"
        "p.ask(ProbeRequest(folder='/nowhere', now=now, seconds=30), 30)\n"
        "print(p._worker.process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=SHIPPED.parent,
        timeout=PATIENCE,
        check=False,
    )
    worker = int(said.stdout)
    ended = time.monotonic() + PATIENCE
    while psutil.pid_exists(worker) and is_alive(worker):
        assert time.monotonic() < ended, "the worker outlives its hub"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize(
    "garbage", [b"", b"\xff" * 100, b"{}", b'{"type":"draw"}', b"GET / HTTP/1.1"]
)
def test_garbage_is_answered_as_such(garbage: bytes) -> None:
    worker = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(os.environ),
        cwd=SHIPPED.parent,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    reader = FrameReader(worker.stdout.fileno())
    until = time.monotonic() + PATIENCE
    assert messages.answer(reader.next(until)) == WorkerReady()
    frames.write(worker.stdin.fileno(), garbage)
    assert isinstance(messages.answer(reader.next(until)), WorkerFailed)
    worker.stdin.close()
    assert worker.wait(PATIENCE) == 0
    worker.stdout.close()


def test_the_shipped_content_can_be_shown_whole_in_two_languages() -> None:
    """One from each side; `test_shipped_content.py` looks at every screen of all."""
    languages = [LanguageCode("de"), LanguageCode("ar")]
    result = probe_in_process(SHIPPED, LONG, languages, FixedClock())
    assert result.languages == 2
    assert result.texts == 2 * len(list((SHIPPED / "services").iterdir()))
    assert result.screens > 40


def test_a_release_with_a_broken_text_is_refused_by_its_file(folder: Path) -> None:
    put(folder / "services" / "doctor" / "uk.md", "+++\nof = 7\n+++\n")
    with pytest.raises(UpdateRefused, match=r"services/doctor/uk\.md") as refused:
        probe_in_process(folder, PATIENCE)
    assert refused.value.reason == UpdateRefusal.PROBE_FAILED
    assert refused.value.remedy


def test_content_that_takes_too_long_is_refused_where_that_was_seen() -> None:
    with pytest.raises(UpdateRefused, match=r"1 s \(at .+, .+\)") as refused:
        probe_in_process(SHIPPED, 1.0)
    assert refused.value.reason == UpdateRefusal.PROBE_TIMED_OUT
    assert refused.value.remedy


def test_a_text_that_is_no_file_holds_nobody_up(folder: Path) -> None:
    """A pipe that nobody writes into: whoever reads it waits for ever."""
    text = folder / "services" / "doctor" / "uk.md"
    text.unlink()
    os.mkfifo(text)
    with pytest.raises(UpdateRefused, match=r"services/doctor/uk\.md"):
        probe_in_process(folder, PATIENCE)


def test_a_folder_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UpdateRefused) as refused:
        probe_in_process(tmp_path / "gone", PATIENCE)
    assert refused.value.reason == UpdateRefusal.PROBE_FAILED


def test_many_services_are_probed_in_bounded_time(folder: Path) -> None:
    """Every text is built, and of the screens a sample."""
    room = folder / "services" / "registration"
    for number in range(300):
        shutil.copytree(room, folder / "services" / f"more-{number}")
    result = probe_in_process(folder, LONG, [LanguageCode("de"), LanguageCode("en")])
    assert result.texts == 2 * 302
    assert result.painted == 240


def test_after_a_probe_no_process_is_left(folder: Path) -> None:
    request = ProbeRequest(folder=str(folder), now=NOON, seconds=PATIENCE)
    assert messages.request(messages.encode(request)) == request
    probe_in_process(folder, PATIENCE, [LanguageCode("de")])
    children = psutil.Process().children()
    assert not [child for child in children if COMMAND[-1] in child.cmdline()]

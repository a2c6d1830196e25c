"""How the tests are spread over the cores, and in which order they run."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from kiosk.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
REAL = TESTS / "system"
OF_REAL = "tests/system/"

# How long an example takes is the machine's affair, not the code's.
hypothesis.settings.register_profile(
    "kiosk",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("kiosk")


MEMORY = Path("/dev/shm")
"""A disk in memory: thousands of databases are made here, each commit to be written."""
ROOM_WANTED = 2 * 1024**3
"""Bytes free; all tests together leave a tenth of it."""

ALONE = (
    "tests/cli/",
    "tests/system/",
    "tests/terminal/test_shipped_content.py",
    "tests/terminal/test_walk.py",
    "tests/terminal/test_glass.py",
    "tests/terminal/test_pressed.py",
)
"""Each test of these takes long, and shares with others nothing that does."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """The tests of a file share what it prepares, but those that start programs.

    Half of the processes begin with real programs, the others with all else: whoever
    waits leaves its core to who reckons, and never do all wait, or all at once start.
    """

    def _assign_work_unit(self, node: Any) -> None:
        begins_with_real = int(node.gateway.id.removeprefix("gw")) % 2 == 0
        for scope in self.workqueue:
            if scope.startswith(OF_REAL) is begins_with_real:
                self.workqueue.move_to_end(scope, last=False)
                break
        super()._assign_work_unit(node)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        shares_a_browser = "browser" in file
        return nodeid if file.startswith(ALONE) and not shares_a_browser else file


def _in_memory() -> bool:
    """Whether tests may keep their files there, and start programs from there."""
    if not os.access(MEMORY, os.W_OK):
        return False
    room = os.statvfs(MEMORY)
    runs = not room.f_flag & os.ST_NOEXEC
    return runs and room.f_bavail * room.f_frsize >= ROOM_WANTED


if _in_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


# What was read once is not compiled again, by every process that a test starts.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Screens and pages are made of many small parts that live long: looking for garbage
# among them every 700 took a fifth of the time of their tests.
gc.set_threshold(20_000, 20, 100)


def pytest_collection_finish() -> None:
    """The tests themselves are no garbage: each look among them takes half a second."""
    gc.collect()
    gc.freeze()


def pytest_sessionstart() -> None:
    """Who runs the tests in the background of a script runs them deaf to Ctrl+C, and
    deaf is then what they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """A few files are through before a second process is up. For folders two more than
    there are cores: whoever waits for a browser or a terminal leaves theirs to others.
    """
    if all(Path(argument.partition("::")[0]).is_file() for argument in config.args):
        return 0
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no core waits for another at the end."""
    for item in items:
        if REAL in item.path.parents or _engine_of(item) == "postgresql":
            item.add_marker(pytest.mark.real)
    items.sort(key=lambda item: not item.nodeid.startswith(ALONE))


def _engine_of(item: pytest.Item) -> object:
    """Which database the fixture `engine` gives it."""
    called_with = getattr(item, "callspec", None)
    return called_with.params.get("engine") if called_with else None


@pytest.fixture
def no_added_languages() -> Iterator[None]:
    """Of a test whose content adds some: the next one knows nothing of them."""
    LANGUAGES.forget_added()
    yield
    LANGUAGES.forget_added()

"""Runs tests on a copy of the project, each time in a fresh fork of a warm process.

Speaks JSON, a line a job, on standard input and output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

COPY = Path(__file__).parents[2]
FOREIGN = (
    *("textual.app", "textual.pilot", "litestar", "litestar.testing", "sqlalchemy"),
    *("httpx", "msgspec", "babel", "jinja2", "rapidfuzz", "holidays", "bidi"),
    *(
        "schemathesis.pytest.plugin",
        "pytest_textual_snapshot",
        "syrupy",
        "xdist.plugin",
    ),
    *("pytest_asyncio.plugin", "anyio.pytest_plugin", "_hypothesis_pytestplugin"),
    *("arabic_reshaper", "psycopg", "alembic.command", "psutil", "markdown_it"),
)
PLAIN = ("--assert=plain", "-p", "no:cacheprovider", "-n0")
OPTIONS = ("-q", "-x", *PLAIN, "-m", "not real")
NOTICED, UNNOTICED, TOO_LONG = "noticed", "unnoticed", "too long"


class Chosen:
    """Only these tests, in this order, and with the same examples each time."""

    def __init__(self, tests: list[str]) -> None:
        self._places = {test: place for place, test in enumerate(tests)}

    def pytest_configure(self) -> None:
        settings = hypothesis.settings(derandomize=True, database=None)
        hypothesis.settings.register_profile("mutants", settings)
        hypothesis.settings.load_profile("mutants")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._places]
        items.sort(key=lambda item: self._places[item.nodeid])


class Watching:
    """Notes how long each test takes, and which lines it runs."""

    def __init__(self, source: list[str]) -> None:
        from coverage import Coverage

        self.took: dict[str, float] = {}
        self._coverage = Coverage(
            data_file=None, include=[str(COPY / name) for name in source]
        )

    def start(self) -> None:
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        began = time.perf_counter()
        self._coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self._coverage.switch_context("")
            self.took[item.nodeid] = time.perf_counter() - began

    def lines(self) -> dict[str, dict[int, list[str]]]:
        """By file and line: the tests that run it; "" when it is imported."""
        self._coverage.stop()
        data = self._coverage.get_data()
        return {
            Path(file).relative_to(COPY).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }


def watched(job: dict[str, Any]) -> int:
    """In a fork: all tests of the room on the unchanged code."""
    watching = Watching(job["source"])
    watching.start()
    ended = pytest.main([*OPTIONS, *job["tests"]], plugins=[watching])
    said = {"ended": int(ended), "took": watching.took, "lines": watching.lines()}
    Path(job["report"]).write_text(json.dumps(said))
    return 0


def tried(job: dict[str, Any]) -> int:
    """In a fork: the tests that run the changed line, on the changed code."""
    files = sorted({test.partition("::")[0] for test in job["tests"]})
    return int(pytest.main([*OPTIONS, *files], plugins=[Chosen(job["tests"])]))


def _end_with(run: Callable[[dict[str, Any]], int], job: dict[str, Any]) -> NoReturn:
    """Nothing of the warm process may run on in its fork."""
    ended = 1
    try:
        ended = run(job)
    except BaseException:  # noqa: BLE001 - told in the log; the fork ends
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended)


def in_a_fork(
    job: dict[str, Any], run: Callable[[dict[str, Any]], int], limit: float
) -> str:
    process = os.fork()
    if process == 0:
        os.setsid()
        silence = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        _end_with(run, job)
    ended = time.monotonic() + limit
    while time.monotonic() < ended:
        gone, status = os.waitpid(process, os.WNOHANG)
        if gone:
            return NOTICED if os.waitstatus_to_exitcode(status) else UNNOTICED
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return TOO_LONG


def changed(job: dict[str, Any]) -> str:
    """Write the change, run, and put back what was there."""
    file = COPY / job["file"]
    was = file.read_bytes()
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()
    file.write_text(job["changed"], encoding="utf-8")
    try:
        return in_a_fork(job, tried, job["limit"])
    finally:
        file.write_bytes(was)


def main() -> None:
    for name in FOREIGN:
        import_module(name)
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for line in sys.stdin:
        job = json.loads(line)
        if "report" in job:
            outcome = in_a_fork(job, watched, job["limit"])
        else:
            outcome = changed(job)
        sys.stdout.write(json.dumps({"outcome": outcome}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

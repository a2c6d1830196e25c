"""Tries the tests of a room on each change, on copies of the project side by side."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from tests.mutants.rooms import PROJECT, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from tests.mutants.changes import Change

COPIED = ("kiosk", "tests", "content", "locales", "systemd", "docs")
SLOWNESS, SECONDS = 6.0, 20.0
"""A change that makes tests take so many times longer, and so many seconds, is noticed:
whoever runs them would."""
MOST_TESTS = 400


class NotGreenError(Exception):
    """The tests of a room fail on the unchanged code."""


class Copy:
    """A copy of the project with a warm process in it."""

    def __init__(self, folder: Path) -> None:
        for name in COPIED:
            shutil.copytree(
                PROJECT / name,
                folder / name,
                ignore=shutil.ignore_patterns("__pycache__"),
            )
        for file in PROJECT.iterdir():
            if file.is_file() and file.name != ".git":
                shutil.copy(file, folder)
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.mutants.worker"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, **job: object) -> str:
        assert self._process.stdin
        assert self._process.stdout
        job["log"] = str(self.folder / "out.txt")
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return str(json.loads(self._process.stdout.readline())["outcome"])

    def said(self) -> str:
        return (self.folder / "out.txt").read_text(errors="replace")[-3000:]

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(60)


@dataclass
class Copies:
    """As many as there are cores to use."""

    folder: Path
    number: int
    _free: SimpleQueue[Copy] = field(default_factory=SimpleQueue)
    _all: list[Copy] = field(default_factory=list)

    def __enter__(self) -> Copies:
        for number in range(self.number):
            copy = Copy(self.folder / str(number))
            self._all.append(copy)
            self._free.put(copy)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for copy in self._all:
            copy.close()

    def with_one(self, work: Callable[[Copy], Any]) -> Any:
        copy = self._free.get()
        try:
            return work(copy)
        finally:
            self._free.put(copy)


@dataclass
class Watched:
    """What the tests of a room do on the unchanged code."""

    took: dict[str, float]
    lines: dict[str, dict[str, list[str]]]
    of_all: tuple[str, ...] = ()
    """Files of tests that look at every file of the room."""

    def tests_of(self, change: Change) -> list[str]:
        """Those that run the line, the quickest first; all of the file's for a line
        that runs when it is imported, and those that mirror it or look at all: what a
        class sets where nothing is said runs none of its lines. If there are too many,
        those that are about another room go, not the slow ones of this one: they may be
        the point.
        """
        lines = self.lines.get(change.file, {})
        runs = lines.get(str(change.line), [""])
        folder, _, name = change.file.removeprefix("kiosk").rpartition("/")
        own = f"tests{folder}/"
        if "" in runs:
            mirrors = (f"{own}test_{name}::", *(f"{file}::" for file in self.of_all))
            runs = [test for tests in lines.values() for test in tests]
            runs += [test for test in self.took if test.startswith(mirrors)]
        found = {test for test in runs if test}
        nearest = sorted(
            found, key=lambda test: (not test.startswith(own), self.took[test])
        )
        return sorted(nearest[:MOST_TESTS], key=lambda test: self.took[test])

    def limit(self, tests: Iterable[str]) -> float:
        return SECONDS + SLOWNESS * sum(self.took[test] for test in tests)


def watch(copies: Copies, room: Room, limit: float) -> Watched:
    """On all copies at once, each with its share. Raises `NotGreenError`."""
    tests = room.test_files()
    shares = [tests[first :: copies.number] for first in range(copies.number)]

    def run(copy: Copy, share: list[str]) -> Watched:
        report = copy.folder / "report.json"
        report.unlink(missing_ok=True)
        job = {"tests": share, "source": room.files(), "report": str(report)}
        copy.do(**job, limit=limit)
        said: dict[str, Any] = {"ended": -1}
        if report.exists():
            said = json.loads(report.read_text())
        if said["ended"] != 0:
            raise NotGreenError(f"{room.name}: {copy.said()}")
        return Watched(said["took"], said["lines"], room.of_all)

    def one(share: list[str]) -> Watched:
        found = copies.with_one(lambda copy: run(copy, share))
        assert isinstance(found, Watched)
        return found

    with ThreadPoolExecutor(copies.number) as threads:
        return merged(list(threads.map(one, filter(None, shares))))


def merged(shares: Sequence[Watched]) -> Watched:
    """What all tests do, from what each share of them does."""
    whole = Watched({}, {}, shares[0].of_all)
    for share in shares:
        whole.took |= share.took
        for file, lines in share.lines.items():
            known = whole.lines.setdefault(file, {})
            for line, tests in lines.items():
                known[line] = [*dict.fromkeys((*known.get(line, ()), *tests))]
    return whole


def try_all(
    copies: Copies, watched: Watched, changes: list[Change]
) -> Iterable[tuple[Change, str]]:
    """Each with what became of it, in their order."""

    def run(copy: Copy, change: Change) -> str:
        tests = watched.tests_of(change)
        if not tests:
            return "no test runs it"
        return copy.do(
            file=change.file,
            changed=change.source,
            tests=tests,
            limit=watched.limit(tests),
        )

    def one(change: Change) -> str:
        return str(copies.with_one(lambda copy: run(copy, change)))

    with ThreadPoolExecutor(copies.number) as threads:
        yield from zip(changes, threads.map(one, changes), strict=True)

"""A disk of which one step fails, or is the last that the process does."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING

from kiosk.releases.disk import FsyncingDisk

if TYPE_CHECKING:
    from pathlib import Path


class KilledHere(BaseException):
    """As kill -9 and a power cut end a process."""


class FailingReleaseDisk(FsyncingDisk):
    """One that fails never, unless it is told when: `at` that step, from 0."""

    def __init__(
        self, at: int = sys.maxsize, *, dying: bool = False, number: int = errno.ENOSPC
    ) -> None:
        self._left = at
        self._dying = dying
        self._number = number
        self.done: list[str] = []

    def make(self, folder: Path) -> None:
        self._step("make")
        super().make(folder)

    def write(self, path: Path, data: bytes) -> None:
        if self._comes_to_its_end():
            path.write_bytes(data[: len(data) // 2])
        self._step("write")
        super().write(path, data)

    def settle(self, path: Path) -> None:
        """No test can cut the power, so nothing is waited for."""
        self._step("settle")

    def replace(self, old: Path, new: Path) -> None:
        self._step("replace")
        super().replace(old, new)

    def remove(self, folder: Path) -> None:
        self._step("remove")
        super().remove(folder)

    def _comes_to_its_end(self) -> bool:
        return self._left == 0

    def _step(self, name: str) -> None:
        self.done.append(name)
        self._left -= 1
        if self._left < 0:
            if self._dying:
                raise KilledHere
            self._left = sys.maxsize  # what comes after works again
            raise OSError(self._number, "the disk refuses")

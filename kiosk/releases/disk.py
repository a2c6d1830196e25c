"""What is done to the files of releases; a test can let each step be the last."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o700


class ReleaseDisk(Protocol):
    """All raise `OSError`."""

    def make(self, folder: Path) -> None:
        """With all above it; it may be there."""
        ...

    def write(self, path: Path, data: bytes) -> None: ...

    def settle(self, path: Path) -> None:
        """Return when a file, or the names in a folder, have reached the disk."""
        ...

    def replace(self, old: Path, new: Path) -> None:
        """Rename, in one step."""
        ...

    def remove(self, folder: Path) -> None:
        """With all in it; it may be gone."""
        ...


class FsyncingDisk:
    def make(self, folder: Path) -> None:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)

    def settle(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, old: Path, new: Path) -> None:
        old.replace(new)

    def remove(self, folder: Path) -> None:
        if folder.exists():
            shutil.rmtree(folder)

"""How a small file beside the journal is written: all of it on disk, or nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_all(descriptor: int, content: bytes) -> None:
    """The system may take less at a time than it was given. Raises OSError."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def replace(path: Path, content: bytes) -> None:
    """Return when it is on disk, for this account alone. Raises OSError."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        write_all(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fresh.replace(path)
    _settle(path.parent)


def remove(path: Path) -> None:
    """Return when it will not come back. Raises OSError."""
    try:
        path.unlink()
    except FileNotFoundError:
        return
    _settle(path.parent)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""How a draft's folder changes: a whole new one is made beside it, then both swap.

At every moment there is the old draft or the new one, never a mixture; what an editor
has put there is carried over byte for byte. The draft before stays as `NAME.before`.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import DataFolderUnusable, ImportFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_EXCHANGE = 2
_HERE = -100
REMEDY = "Make its folder writable and its disk not full; the draft is as it was."


class Disk(Protocol):
    """What is done to files; a test can let any of it fail."""

    def copy(self, old: Path, new: Path) -> None: ...

    def write(self, path: Path, data: bytes) -> None: ...

    def remove(self, path: Path) -> None: ...

    def settle(self, folder: Path) -> None:
        """Return when all below has reached the disk."""
        ...

    def exchange(self, one: Path, other: Path) -> None:
        """Swap two names at once."""
        ...

    def rename(self, old: Path, new: Path) -> None: ...


class RealDisk:
    def copy(self, old: Path, new: Path) -> None:
        shutil.copytree(old, new, symlinks=True)

    def write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def settle(self, folder: Path) -> None:
        for root, _folders, names in os.walk(folder):
            for name in (*names, "."):
                _sync(os.path.join(root, name))  # noqa: PTH118
        _sync(str(folder.parent))

    def exchange(self, one: Path, other: Path) -> None:
        """Raises `OSError` where the file system cannot (`renameat2`)."""
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if libc.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    def rename(self, old: Path, new: Path) -> None:
        old.rename(new)


class DraftFolder:
    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self.path = path
        self.before = path.with_name(f"{path.name}.before")
        self._new = path.with_name(f".{path.name}.new")
        self._disk = disk or RealDisk()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep a second import out, and mend what a killed one left behind.

        Raises `ImportFailed` when another one runs.
        """
        lock = self.path.with_name(f".{self.path.name}.lock")
        with _told(self.path):
            lock.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ImportFailed(
                    f"Another import into {self.path} is running.",
                    remedy="Wait for its end, or choose another folder with --into.",
                ) from None
            with _told(self.path):
                self._mend()
            yield
        finally:
            os.close(descriptor)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Name the file that cannot be read. Raises `DataFolderUnusable`."""
        try:
            yield
        except OSError as error:
            raise DataFolderUnusable(
                f"{error.filename or self.path} cannot be read:"
                f" {error.strerror or error}.",
                remedy="Put back what was there, or remove what is in its place;"
                " the draft is as it was.",
            ) from error

    def replace(self, written: Mapping[str, bytes], removed: frozenset[str]) -> None:
        """Swap in the draft with some files new and some gone, all others as they are.

        Raises `DataFolderUnusable`; then the old one stands unchanged.
        """
        with _told(self.path):
            try:
                self._build(written, removed)
                self._swap()
            except (OSError, ImportFailed):
                with suppress(OSError):  # it may be what fills the disk
                    _forget(self._new)
                raise

    def _build(self, written: Mapping[str, bytes], removed: frozenset[str]) -> None:
        if self.path.is_dir():
            self._disk.copy(self.path, self._new)
        for name in removed:
            self._disk.remove(self._inside(name))
        for name, data in written.items():
            self._disk.write(self._inside(name), data)
        self._disk.settle(self._new)

    def _inside(self, name: str) -> Path:
        """Never through a symbolic link to somewhere else."""
        path = self._new / name
        if not path.resolve().is_relative_to(self._new.resolve()):
            raise ImportFailed(
                f"{self.path / name} leads out of the draft.",
                remedy="Replace the symbolic link by the file itself.",
            )
        return path

    def _swap(self) -> None:
        if not self.path.is_dir():
            self._disk.rename(self._new, self.path)
            return
        try:
            self._disk.exchange(self._new, self.path)
        except (OSError, AttributeError):
            self._swap_in_two_steps()
            return
        with suppress(OSError):  # the new draft is in place; the next import tidies
            _forget(self.before)
            self._disk.rename(self._new, self.before)

    def _swap_in_two_steps(self) -> None:
        """Where names cannot be exchanged; `_mend` puts right what a kill leaves."""
        _forget(self.before)
        self._disk.rename(self.path, self.before)
        try:
            self._disk.rename(self._new, self.path)
        except OSError:
            self.before.rename(self.path)
            raise

    def _mend(self) -> None:
        """Put back a draft that was moved aside, and throw a half-made one away.

        Without a new one beside it a draft is missing because somebody deleted it.
        """
        moved = self._new.is_dir() and self.before.is_dir()
        if moved and not self.path.exists():
            self.before.rename(self.path)
        _forget(self._new)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, shutil.Error) as error:
        told = getattr(error, "strerror", None) or error
        raise DataFolderUnusable(
            f"The draft {path} cannot be written: {told}.", remedy=REMEDY
        ) from error


def _forget(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)


def _sync(name: str) -> None:
    if os.path.islink(name):  # noqa: PTH114
        return
    descriptor = os.open(name, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

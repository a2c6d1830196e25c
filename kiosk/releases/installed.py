"""Which content this machine has: the present release, the one before, the shipped one.

A release is staged whole beside the others and settled on the disk; then one small file
that names the present one is replaced. At every moment it is the old or the new one.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import logging
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from kiosk.domain.releases import SHIPPED, ReleaseAbout, UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.releases import pointer as pointers
from kiosk.releases.disk import FsyncingDisk
from kiosk.releases.limits import USUAL_LIMITS
from kiosk.releases.packing import ABOUT, LARGEST_ABOUT, read_about
from kiosk.releases.unpacking import open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.releases.disk import ReleaseDisk
    from kiosk.releases.limits import ReleaseLimits
    from kiosk.releases.pointer import ReleasePointer
    from kiosk.releases.unpacking import ReleaseArchive

HASH = 12
"""Hexadecimal digits of an archive's SHA-256 in the name of its folder."""
_STAGING = ".staging"
_LOCK = ".lock"
_CHUNK = 1024 * 1024
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InstalledRelease:
    """A content folder that never changes."""

    about: ReleaseAbout
    folder: Path

    @property
    def version(self) -> int:
        return self.about.version

    @property
    def is_shipped(self) -> bool:
        return self.version == SHIPPED


@dataclass(frozen=True, slots=True)
class RefusedRelease:
    """One that was shown and given up; it is not shown again."""

    name: str
    """As `name_of` says it."""
    reason: str
    """An `UpdateRefusal`, or a word of a newer program."""

    @property
    def version(self) -> int:
        return int(self.name.partition("-")[0])


class InstalledReleases:
    """Safe to be used by several processes at once; only one of them changes it."""

    def __init__(
        self,
        folder: Path,
        shipped: Path,
        disk: ReleaseDisk | None = None,
        limits: ReleaseLimits = USUAL_LIMITS,
    ) -> None:
        """`folder` is made when it is needed; `shipped` is what is shown without."""
        self.folder = folder
        self._shipped = InstalledRelease(
            ReleaseAbout(SHIPPED, _LONG_AGO, "kiosk"), shipped
        )
        self._disk = disk or FsyncingDisk()
        self._limits = limits

    def current(self) -> InstalledRelease:
        """Never raises: without a good one it is the one before, or the shipped one."""
        pointer = pointers.read(self.folder)
        there = self._release(pointer.now) or self._release(pointer.before)
        return there or self._shipped

    def before(self) -> InstalledRelease:
        """What `fall_back` would lead to. Never raises."""
        pointer = pointers.read(self.folder)
        return self._release(pointer.before) or self._shipped

    @property
    def shipped(self) -> InstalledRelease:
        return self._shipped

    def refused(self) -> list[RefusedRelease]:
        """The newest last."""
        pointer = pointers.read(self.folder)
        return [RefusedRelease(name, reason) for name, reason in pointer.refused]

    def named(self, name: str) -> InstalledRelease | None:
        """A release that is here, whole, whether or not it is shown. Never raises."""
        return self._release(name)

    def refuse(self, name: str, reason: UpdateRefusal) -> None:
        """Never take this one, which was not shown yet. Raises `UpdateRefused`."""
        with self._changing():
            pointer = pointers.read(self.folder).refusing(name, reason)
            pointers.write(self.folder, pointer, self._disk)

    def stage(self, archive: Path) -> InstalledRelease:
        """Unpack it beside the others, whole and settled; what is shown stays.

        Raises `UpdateRefused`: bounds, names, disk; then nothing is left of it.
        """
        with self._changing(), archive.open("rb") as file:
            opened = open_archive(file, self._limits)
            name = _name(opened.about, file)
            known = self._release(name)
            if known is not None:
                return known
            self._unpack(opened, name)
            staged = self._release(name)
        if staged is None:
            raise UpdateRefused(
                f"Release {name} cannot be read after it was written.",
                "Check the disk.",
                reason=UpdateRefusal.HALF_WRITTEN,
            )
        return staged

    def swap(self, release: InstalledRelease) -> None:
        """Show it from now on, also after a power cut. Raises `UpdateRefused`."""
        with self._changing():
            if self._release(release.folder.name) is None:
                raise UpdateRefused(
                    f"Release {release.folder.name} is not whole.",
                    "Install it again.",
                    reason=UpdateRefusal.HALF_WRITTEN,
                )
            pointer = self._pointer().to(release.folder.name)
            pointers.write(self.folder, pointer, self._disk)

    def fall_back(self, reason: UpdateRefusal) -> InstalledRelease:
        """Give up the present one for the one before, then for the shipped one.

        Raises `UpdateRefused` for the disk; then the present one stays.
        """
        with self._changing():
            pointer = self._pointer().back(reason)
            pointers.write(self.folder, pointer, self._disk)
        return self.current()

    def tidy(self, *staged: InstalledRelease) -> None:
        """Remove all but the present one, the one before, and what is `staged`.

        What cannot be removed is logged and stays.
        """
        try:
            with self._changing():
                pointer = pointers.read(self.folder)
                kept = {pointer.now, pointer.before, pointers.NAME, _LOCK}
                kept |= {release.folder.name for release in staged}
                for entry in sorted(self.folder.iterdir()):
                    if entry.is_dir() and entry.name not in kept:
                        self._disk.remove(entry)
        except UpdateRefused as error:
            log.warning("old releases stay: %s", error)

    def _pointer(self) -> ReleasePointer:
        """Without names of what is there no more: what is shown is what is named."""
        said = pointers.read(self.folder)
        there = [
            name for name in (said.now, said.before) if self._release(name) is not None
        ]
        now, before, *_ = (*there, None, None)
        return pointers.ReleasePointer(now, before, said.refused)

    def _release(self, name: str | None) -> InstalledRelease | None:
        """Its folder has this name only when it is whole; None where there is none."""
        if name is None:
            return None
        try:
            with (self.folder / name / ABOUT).open("rb") as file:
                about = read_about(file.read(LARGEST_ABOUT))
        except (OSError, UpdateRefused):
            return None
        return InstalledRelease(about, self.folder / name)

    def _unpack(self, archive: ReleaseArchive, name: str) -> None:
        staging = self.folder / _STAGING
        self._disk.remove(staging)
        self._disk.remove(self.folder / name)  # without a readable `release.json`
        try:
            self._write(archive, staging)
            self._disk.replace(staging, self.folder / name)
            self._disk.settle(self.folder)
        except (OSError, UpdateRefused):
            with suppress(OSError):  # it may be what fills the disk
                self._disk.remove(staging)
            raise

    def _write(self, archive: ReleaseArchive, staging: Path) -> None:
        """All files first: the disk settles them faster together."""
        folders = {staging: True}
        written = []
        self._disk.make(staging)
        for name, data in archive.files():
            path = staging / name
            for parent in reversed(path.relative_to(staging).parents):
                folder = staging / parent
                if folder not in folders:
                    self._disk.make(folder)
                    folders[folder] = True
            self._disk.write(path, data)
            written.append(path)
        for path in (*written, *reversed(folders)):
            self._disk.settle(path)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Alone, with what the disk refuses said by name."""
        try:
            self._disk.make(self.folder)
            lock = os.open(
                self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
            finally:
                os.close(lock)
        except OSError as error:
            raise disk_refused(error, self.folder) from error


def disk_refused(error: OSError, folder: Path) -> UpdateRefused:
    full = error.errno in _NO_SPACE
    return UpdateRefused(
        f"{error.filename or folder} cannot be written or read:"
        f" {error.strerror or error}.",
        "Make room on the disk."
        if full
        else "Make its folder writable, and check the disk.",
        reason=UpdateRefusal.DISK_FULL if full else UpdateRefusal.DISK_FAILED,
    )


def name_of(version: int, sha256: str) -> str:
    """What a release is called here: its version, and how its archive's hash begins."""
    return f"{version}-{sha256[:HASH]}"


def _name(about: ReleaseAbout, archive: IO[bytes]) -> str:
    archive.seek(0)
    digest = hashlib.sha256()
    while chunk := archive.read(_CHUNK):
        digest.update(chunk)
    return name_of(about.version, digest.hexdigest())

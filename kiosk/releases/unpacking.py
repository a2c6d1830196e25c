"""What may come out of an archive that somebody else made: bounded before it does.

Sizes, counts and names are looked at first; then each file is unpacked to the size that
was said, and its checksum must hold.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from kiosk.domain.releases import ReleaseAbout, UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.releases.limits import SMALL_FILE, USUAL_LIMITS, ReleaseLimits
from kiosk.releases.packing import ABOUT, LARGEST_ABOUT, read_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = (".toml", ".md", ".json")
_PART = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
_NAME = re.compile(rf"{_PART}(?:/{_PART})*")
_END = struct.Struct("<4s4H2LH")
"""The record that ends a zip of one disk without a comment."""
_LARGER_END = b"PK\x06\x07"
"""Before it, in a zip of another kind, whose directory may be of any size."""
_LARGER_END_SIZE = 20
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, RuntimeError, ValueError),
)
"""What the library raises for no zip, a damaged or cut one, and another packing or a
password, which are a `RuntimeError` both; a name in no encoding is a `ValueError`."""
_HEAD = 30
"""Bytes of the smallest head of a file in an archive."""
_RECORD = 46
"""Bytes of the smallest entry of its directory."""


class ReleaseArchive:
    """An archive whose directory was found harmless; `files` unpacks it."""

    def __init__(self, opened: zipfile.ZipFile, limits: ReleaseLimits) -> None:
        self._opened = opened
        self._entries = opened.infolist()
        _check(self._entries, limits)
        _check_apart(self._entries, opened.start_dir)
        self.about: ReleaseAbout = read_about(self._data(self._entries[0]))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each in turn, `release.json` first.

        Raises `UpdateRefused`.
        """
        for entry in self._entries:
            yield entry.filename, self._data(entry)

    def _data(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._opened.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except DAMAGED as error:
            raise _no_archive(f"{entry.filename} is damaged: {error}") from error
        if len(data) != entry.file_size:
            raise _no_archive(f"{entry.filename} is shorter than it says")
        return data


def open_archive(
    file: IO[bytes], limits: ReleaseLimits = USUAL_LIMITS
) -> ReleaseArchive:
    """Raises `UpdateRefused`; nothing was unpacked then."""
    count = _check_end(file, limits)
    try:
        opened = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise _no_archive(str(error)) from error
    archive = ReleaseArchive(opened, limits)
    if len(opened.infolist()) != count:
        raise _no_archive("it has another number of files than it says")
    return archive


def read_archive(
    file: IO[bytes], limits: ReleaseLimits = USUAL_LIMITS
) -> tuple[ReleaseAbout, dict[str, bytes]]:
    """All of it at once, in memory, without `release.json`. Raises `UpdateRefused`."""
    archive = open_archive(file, limits)
    files = dict(archive.files())
    del files[ABOUT]
    return archive.about, files


def _check_end(file: IO[bytes], limits: ReleaseLimits) -> int:
    """How many files it says it has.

    Its directory is read as a whole, so how large that is must be known before.
    """
    size = file.seek(0, 2)
    if size > limits.archive:
        raise UpdateRefused(
            f"The archive has {size} bytes, more than {limits.archive}.",
            _ANOTHER,
            reason=UpdateRefusal.TOO_LARGE,
        )
    if size < _END.size:
        raise _no_archive("it is too short")
    file.seek(max(0, size - _END.size - _LARGER_END_SIZE))
    before = file.read(_LARGER_END_SIZE)
    file.seek(size - _END.size)
    mark, disk, first, here, count, length, start, comment = _END.unpack(
        file.read(_END.size)
    )
    if before[:4] == _LARGER_END:
        raise _no_archive("it is of the large kind")
    if mark != b"PK\x05\x06" or comment or disk or first or here != count:
        raise _no_archive("it does not end like one")
    if start + length != size - _END.size:
        raise _no_archive("its directory does not stand before its end")
    if count > limits.files or length > limits.files * (_RECORD + limits.name):
        raise UpdateRefused(
            f"The archive has {count} files, more than {limits.files}.",
            _ANOTHER,
            reason=UpdateRefusal.TOO_MANY_FILES,
        )
    file.seek(0)
    return int(count)


_ANOTHER = "Nothing was unpacked. Take a release that this program has packed."


def _check(entries: Sequence[zipfile.ZipInfo], limits: ReleaseLimits) -> None:
    if not entries or entries[0].filename != ABOUT:
        raise _no_archive(f"{ABOUT} does not stand first")
    if entries[0].file_size > LARGEST_ABOUT:
        raise _refused(entries[0], UpdateRefusal.TOO_LARGE, "too large")
    if len(entries) > limits.files:
        raise _refused(entries[-1], UpdateRefusal.TOO_MANY_FILES, "one file too many")
    _check_names([entry.filename for entry in entries])
    total = 0
    for entry in entries:
        _check_entry(entry, limits)
        total += entry.file_size
        if total > limits.total:
            raise _refused(entry, UpdateRefusal.TOO_LARGE, "more than all may be")


def _check_names(names: Sequence[str]) -> None:
    """No name twice, as a file system sees it, and none that is a folder too."""
    folded = [name.casefold() for name in names]
    folders = {
        name[:end] for name in folded for end, mark in enumerate(name) if mark == "/"
    }
    if len(set(folded)) < len(folded) or not folders.isdisjoint(folded):
        raise UpdateRefused(
            "The archive has two files of one name.",
            _ANOTHER,
            reason=UpdateRefusal.BAD_PATH,
        )


def _check_entry(entry: zipfile.ZipInfo, limits: ReleaseLimits) -> None:
    name, mode = entry.filename, entry.external_attr >> 16
    if (
        entry.orig_filename != name
        or len(name) > limits.name
        or name.count("/") >= limits.depth
        or _NAME.fullmatch(name) is None
        or stat.S_IFMT(mode) not in {0, stat.S_IFREG}
    ):
        raise _refused(entry, UpdateRefusal.BAD_PATH, "no plain file below it")
    if not name.endswith(SUFFIXES):
        raise _refused(entry, UpdateRefusal.BAD_SUFFIX, "no text of the content")
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        raise _no_archive(f"{name} is packed in another way")
    if entry.file_size > limits.file:
        raise _refused(entry, UpdateRefusal.TOO_LARGE, "too large")
    spread = entry.file_size > limits.ratio * entry.compress_size
    if spread and entry.file_size > SMALL_FILE:
        raise _refused(entry, UpdateRefusal.ZIP_BOMB, "far larger than it looks")


def _check_apart(entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    """No two files share bytes: a few of them could fill any disk."""
    begins = [entry.header_offset for entry in entries] + [end]
    for entry, (begin, after) in zip(entries, pairwise(begins), strict=True):
        if begin + _HEAD + len(entry.filename) + entry.compress_size > after:
            raise _refused(entry, UpdateRefusal.ZIP_BOMB, "packed over another")


def _refused(entry: zipfile.ZipInfo, reason: UpdateRefusal, what: str) -> UpdateRefused:
    return UpdateRefused(
        f"{entry.filename[:80]!r} of the archive is {what}.", _ANOTHER, reason=reason
    )


def _no_archive(what: str) -> UpdateRefused:
    return UpdateRefused(
        f"This is no archive of a release: {what}.",
        _ANOTHER,
        reason=UpdateRefusal.NOT_AN_ARCHIVE,
    )

"""How a content folder becomes one archive: the same content gives the same bytes.

A zip with sorted names, one time and one mode for all, `release.json` first. What the
catalogue does not read stays outside.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from datetime import datetime  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING, Annotated

import msgspec

from kiosk.catalogue.places import is_read
from kiosk.domain.releases import (
    LONGEST_BY,
    LONGEST_COMMENT,
    ReleaseAbout,
    UpdateRefusal,
)
from kiosk.errors import UpdateRefused
from kiosk.releases.limits import USUAL_LIMITS, ReleaseLimits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ABOUT = "release.json"
LARGEST_ABOUT = 16 * 1024
"""Bytes."""
MOST_LEFT_OUT = 1_000
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = (stat.S_IFREG | 0o644) << 16

Version = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


class AboutFile(msgspec.Struct, frozen=True):
    """`release.json`; a newer hub may say more."""

    version: Version
    published_at: Annotated[datetime, msgspec.Meta(tz=True)]
    by: Annotated[str, msgspec.Meta(max_length=LONGEST_BY)]
    comment: Annotated[str, msgspec.Meta(max_length=LONGEST_COMMENT)] = ""
    rolls_back_to: Version | None = None


def pack(folder: Path, about: ReleaseAbout) -> bytes:
    """The archive. Raises `UpdateRefused` for what no machine would take."""
    return pack_files(read_folder(folder), about)


def pack_files(files: Mapping[str, bytes], about: ReleaseAbout) -> bytes:
    """Of files by their names, relative and with `/`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as to:
        to.writestr(_entry(ABOUT), about_file(about))
        for name in sorted(files):
            to.writestr(_entry(name), files[name])
    return packed.getvalue()


def read_folder(folder: Path, limits: ReleaseLimits = USUAL_LIMITS) -> dict[str, bytes]:
    """What of a folder belongs to the content, by name. Raises `UpdateRefused`."""
    files: dict[str, bytes] = {}
    total = 0
    try:
        for name in _names(folder):
            data = _content_of(folder / name, name, limits)
            files[name] = data
            total += len(data)
            if len(files) >= limits.files:
                raise _refused(UpdateRefusal.TOO_MANY_FILES, folder, "too many files")
            if total > limits.total:
                raise _refused(UpdateRefusal.TOO_LARGE, folder, "too much text")
    except OSError as error:
        raise _unreadable(error, folder) from error
    if not files:
        raise _refused(UpdateRefusal.BROKEN_CONTENT, folder, "no content")
    return files


def left_out(folder: Path) -> tuple[str, ...]:
    """The names of files that are no content and nobody hid, in order: somebody may
    believe that they are read. Raises `UpdateRefused`."""
    found: list[str] = []
    try:
        for root, folders, names in os.walk(folder, onerror=_raise):
            folders[:] = [name for name in folders if not _is_hidden(name)]
            for name in names:
                relative = os.path.relpath(os.path.join(root, name), folder)  # noqa: PTH118
                if not is_read(relative) and not _is_hidden(name):
                    found.append(relative)
            if len(found) > MOST_LEFT_OUT:
                break
    except OSError as error:
        raise _unreadable(error, folder) from error
    return tuple(sorted(found)[:MOST_LEFT_OUT])


def about_file(about: ReleaseAbout) -> bytes:
    return msgspec.json.format(
        msgspec.json.encode(
            AboutFile(
                about.version,
                about.published_at,
                about.by[:LONGEST_BY],
                about.comment[:LONGEST_COMMENT],
                about.rolls_back_to,
            )
        )
    )


def read_about(data: bytes) -> ReleaseAbout:
    """Raises `UpdateRefused`."""
    try:
        said = msgspec.json.decode(data[:LARGEST_ABOUT], type=AboutFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UpdateRefused(
            f"{ABOUT} of the release cannot be read: {error}.",
            "Publish it again.",
            reason=UpdateRefusal.NOT_AN_ARCHIVE,
        ) from error
    return ReleaseAbout(
        said.version, said.published_at, said.by, said.comment, said.rolls_back_to
    )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry


def _names(folder: Path) -> Iterator[str]:
    """Symbolic links to folders are not gone into."""
    for root, _folders, names in os.walk(folder, onerror=_raise):
        for name in names:
            relative = os.path.relpath(os.path.join(root, name), folder)  # noqa: PTH118
            if is_read(relative):
                yield relative


def _raise(error: OSError) -> None:
    raise error


def _is_hidden(name: str) -> bool:
    """Of a program beside: `.git`, the list of an export, what an editor keeps."""
    return name.startswith(".") or name.endswith("~")


def _unreadable(error: OSError, folder: Path) -> UpdateRefused:
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return UpdateRefused(
            f"There is no folder {folder}.",
            "Name the folder in which the content's files are.",
            reason=UpdateRefusal.DISK_FAILED,
        )
    return UpdateRefused(
        f"{error.filename or folder} cannot be read: {error.strerror}.",
        "Let the user who runs kiosk read it.",
        reason=UpdateRefusal.DISK_FAILED,
    )


def _content_of(path: Path, name: str, limits: ReleaseLimits) -> bytes:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise _refused(UpdateRefusal.BAD_PATH, path, "no file, or a link to one")
    if status.st_size > limits.file:
        raise _refused(UpdateRefusal.TOO_LARGE, path, f"more than {limits.file} bytes")
    with path.open("rb") as file:
        return file.read(limits.file)


def _refused(reason: UpdateRefusal, where: Path, what: str) -> UpdateRefused:
    return UpdateRefused(
        f"{where} cannot be published: there is {what}.",
        "Say kiosk content check, and mend what it names.",
        reason=reason,
    )

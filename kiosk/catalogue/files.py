"""Which files of a content folder are read at all: small, regular ones in UTF-8.

What was typed as a letter and its marks comes back as one character (NFC), so that it
is found, measured and shown as the same letter from any other keyboard.
"""

from __future__ import annotations

import stat
import unicodedata
from typing import TYPE_CHECKING

from kiosk.sentences import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.catalogue.problems import Findings

LARGEST = 1024 * 1024
"""Bytes; a text that long was not written for a visitor."""


def read_text(root: Path, name: str, findings: Findings) -> str | None:
    """The text of a file below `root`; None when a problem was found instead."""
    path = root / name
    try:
        if not _is_plain(path, name, findings):
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        findings.error(
            name, None, sentence("The file is missing."), sentence("Write it.")
        )
        return None
    except OSError as error:
        findings.error(
            name,
            None,
            sentence("Cannot be read: {strerror}.", strerror=error.strerror),
            sentence("Give read permission."),
        )
        return None
    return _decoded(data, name, findings)


def normalised(text: str) -> str:
    """Without the mark before it, with one end of line and one spelling."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", plain)


def rooms(root: Path, name: str, findings: Findings) -> list[str]:
    """The sorted names of all folders in a folder; anything else there is a problem."""
    return [
        entry.name
        for entry in _entries(root, name, findings)
        if _is_room(entry, f"{name}/{entry.name}", findings)
    ]


def file_names(root: Path, name: str, findings: Findings) -> list[str]:
    """The sorted names of everything in a folder but hidden files and back-ups."""
    return [entry.name for entry in _entries(root, name, findings)]


def _entries(root: Path, name: str, findings: Findings) -> list[Path]:
    folder = root / name
    if folder.is_symlink() or not folder.is_dir():
        findings.error(
            name,
            None,
            sentence("There is no such folder."),
            sentence("Make the folder."),
        )
        return []
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        findings.error(
            name,
            None,
            sentence("Cannot be read: {strerror}.", strerror=error.strerror),
            sentence("Give read permission."),
        )
        return []
    return [e for e in entries if not e.name.startswith(".") and e.name[-1] != "~"]


def _is_room(entry: Path, name: str, findings: Findings) -> bool:
    if entry.is_symlink():
        _refuse_link(name, findings)
        return False
    if not entry.is_dir():
        findings.warning(
            name,
            None,
            sentence("Nobody reads this file."),
            sentence("Move it out of the content."),
        )
        return False
    return True


def _is_plain(path: Path, name: str, findings: Findings) -> bool:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        _refuse_link(name, findings)
        return False
    if not stat.S_ISREG(status.st_mode):
        findings.error(
            name, None, sentence("This is no file."), sentence("Put a text file there.")
        )
        return False
    if status.st_size > LARGEST:
        findings.error(
            name,
            None,
            sentence("The file is larger than 1 MiB."),
            sentence("Keep it to a page of text."),
        )
        return False
    return True


def _refuse_link(name: str, findings: Findings) -> None:
    findings.error(
        name,
        None,
        sentence("This is a symbolic link, it could lead out of the content."),
        sentence("Put the file itself there."),
    )


def _decoded(data: bytes, name: str, findings: Findings) -> str | None:
    if (at := data.find(b"\0")) >= 0 and not _is_of_two_bytes(data):
        findings.error(
            name,
            data.count(b"\n", 0, at) + 1,
            sentence("The invisible character U+{code:04X} is not allowed.", code=0),
            sentence("Delete it, and type the words around it again."),
        )
        return None
    try:
        return normalised(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        findings.error(
            name,
            data.count(b"\n", 0, error.start) + 1,
            sentence("The text is not UTF-8."),
            sentence("Save the file with the encoding UTF-8."),
        )
        return None


def _is_of_two_bytes(data: bytes) -> bool:
    """As UTF-16 begins, where every other byte is empty."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))

"""From which versions of the draft a folder was written, and how that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kiosk.domain.drafts import DraftStep
from kiosk.errors import BadContent, DataFolderUnusable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kiosk.domain.drafts import DraftEntry

LIST = ".kiosk-draft.json"
"""Of the versions from which a folder was written; hidden, so no content reads it."""
LARGEST_LIST = 16 * 1024 * 1024
"""Bytes."""


class ExportList(msgspec.Struct, frozen=True):
    """`.kiosk-draft.json`."""

    revision: int
    files: dict[str, int]
    """Version by path."""


def read_list(folder: Path) -> ExportList:
    """An empty one where there is none. Raises `BadContent` for one that is broken."""
    try:
        with (folder / LIST).open("rb") as file:
            data = file.read(LARGEST_LIST)
        return msgspec.json.decode(data, type=ExportList)
    except FileNotFoundError:
        return ExportList(0, {})
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadContent(
            f"{folder / LIST} cannot be read: {error}.",
            remedy="Remove it: then what was typed on the hub is never replaced.",
        ) from error


def write_list(folder: Path, known: ExportList) -> None:
    data = msgspec.json.format(msgspec.json.encode(known)) + b"\n"
    write_file(folder / LIST, data)


def renew_list(folder: Path, revision: int, entries: Iterable[DraftEntry]) -> None:
    """The next import builds on what this one has made; only where there was one."""
    if not (folder / LIST).exists():
        return
    entries = list(entries)
    files = read_list(folder).files | {entry.path: entry.version for entry in entries}
    removed = {e.path for e in entries if e.step is DraftStep.REMOVED}
    kept = {path: version for path, version in files.items() if path not in removed}
    write_list(folder, ExportList(revision, kept))


def write_file(path: Path, data: bytes) -> None:
    """Whole or not at all. Raises `DataFolderUnusable`."""
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        raise DataFolderUnusable(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Make its folder writable and its disk not full.",
        ) from error

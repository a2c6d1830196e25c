"""Words as they were read before: a start reads one small file instead of a catalog.

What is kept follows from the catalog alone and is made anew when it is lost, broken, or
of another catalog; nobody needs to know of it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from kiosk.errors import DataFolderUnusable
from kiosk.paths import write_private

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

LAYOUT = 2
"""Counts up when the same catalog is to be kept in another way."""

Messages = dict[str, tuple[str, ...]]
"""By message: one text, or one for each plural form."""


class _Kept(msgspec.Struct):
    layout: int
    of: str
    messages: Messages


def find(file: Path, catalog: Path) -> Messages | None:
    """The words of this very catalog, if `file` has them."""
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
        of_this = kept.layout == LAYOUT and kept.of == _digest(catalog)
    except (OSError, msgspec.DecodeError):
        return None
    return kept.messages if of_this else None


def keep(file: Path, catalog: Path, messages: Messages) -> None:
    """For the next start; that it cannot be written is no trouble to anybody."""
    kept = _Kept(LAYOUT, _digest(catalog), messages)
    try:
        file.parent.mkdir(exist_ok=True)
        write_private(file, msgspec.json.encode(kept).decode())
    except (OSError, DataFolderUnusable) as error:
        log.debug("words are not kept: %s", error)


def _digest(catalog: Path) -> str:
    """Against an older catalog, not against a forger: `hashlib` takes a millisecond
    of a start."""
    read = catalog.read_bytes()
    return f"{len(read)}-{crc32(read):08x}"

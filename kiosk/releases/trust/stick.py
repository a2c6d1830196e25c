"""Releases where there is no network: all a hub would answer, in one file on a stick.

What is on it is believed as what a hub says, and no longer: for a day.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from kiosk.errors import HubUnreachable, NotFound
from kiosk.releases.unpacking import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PART = 64 * 1024


def stick(files: Mapping[str, bytes]) -> bytes:
    """Of files by the paths under which they are asked for."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as to:
        for path in sorted(files):
            to.writestr(zipfile.ZipInfo(path), files[path])
    return packed.getvalue()


class StickSource:
    """A `ReleaseSource`; nothing is unpacked, and each file is read to its bound."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self, path: str) -> Iterator[bytes]:
        try:
            with zipfile.ZipFile(self._file) as opened, opened.open(path) as found:
                while part := found.read(PART):
                    yield part
        except KeyError as error:
            raise NotFound(
                f"{self._file} has no {path}.", remedy="Write it anew on the hub."
            ) from error
        except (*DAMAGED, OSError) as error:
            raise HubUnreachable(
                f"{self._file} cannot be read: {str(error) or 'it ends too early'}.",
                remedy="Write it anew on the hub: kiosk content stick.",
            ) from error

    def close(self) -> None:
        """Nothing is open between two files."""

"""Which release is shown, and which must not be: one small file, replaced whole."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.releases.disk import ReleaseDisk

NAME = "current"
MOST_REFUSED = 20
"""Of the newest; older ones come back no more."""
LARGEST = 16 * 1024
"""Bytes."""
_RELEASE = re.compile(r"[1-9][0-9]{0,9}-[0-9a-f]{12}")

log = logging.getLogger(__name__)


class ReleasePointer(Struct, frozen=True):
    """Names of release folders; None is the content that came with the program."""

    now: str | None = None
    before: str | None = None
    refused: tuple[tuple[str, str], ...] = ()
    """Each with its `UpdateRefusal`, the newest last."""

    def to(self, name: str) -> ReleasePointer:
        if name == self.now:
            return self
        return replace(self, now=name, before=self.now)

    def back(self, reason: str) -> ReleasePointer:
        """To the one before, and from that to what came with the program."""
        if self.now is None:
            return self
        refused = self.refusing(self.now, reason).refused
        return ReleasePointer(self.before, None, refused)

    def refusing(self, name: str, reason: str) -> ReleasePointer:
        """With this one among those that are not shown, and nothing else changed."""
        others = tuple(each for each in self.refused if each[0] != name)
        return replace(self, refused=(*others, (name, reason))[-MOST_REFUSED:])


def read(folder: Path) -> ReleasePointer:
    """Of a folder of releases; where there is none, or it is damaged, of no release."""
    try:
        with (folder / NAME).open("rb") as file:
            data = file.read(LARGEST)
        said = msgspec.json.decode(data, type=ReleasePointer)
    except FileNotFoundError:
        return ReleasePointer()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        log.error("%s is of no use: %s", folder / NAME, error)
        return ReleasePointer()
    return replace(said, now=_known(said.now), before=_known(said.before))


def present(folder: Path) -> Path | None:
    """Where the present release lies; None without one. For who has no time for more.

    What is in there may be broken; `InstalledReleases.current` looks.
    """
    pointer = read(folder)
    names = [name for name in (pointer.now, pointer.before) if name is not None]
    there = [folder / name for name in names if (folder / name).is_dir()]
    return there[0] if there else None


def write(folder: Path, pointer: ReleasePointer, disk: ReleaseDisk) -> None:
    """Raises `OSError`; then the one before holds, or this one."""
    new = folder / f"{NAME}.new"
    disk.write(new, msgspec.json.encode(pointer))
    disk.settle(new)
    disk.replace(new, folder / NAME)
    disk.settle(folder)


def _known(name: str | None) -> str | None:
    """Only what was written here: a name from a damaged file leads nowhere else."""
    return name if name is not None and _RELEASE.fullmatch(name) else None

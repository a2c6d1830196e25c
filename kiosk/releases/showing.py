"""How often the program died with the release that it shows: a note beside it.

It is written at each start and taken back at an orderly end and after ten calm minutes.
Three starts that came to no good, of one running of the machine, are a crash loop: then
the release before is shown, then the one that came with the program. A power cut is no
fault of a release, so a start after one is not counted.
"""

from __future__ import annotations

import logging
from datetime import datetime  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "shown.json"
MOST_CRASHES = 3
CALM_SECONDS = 600.0
"""After so long a release has proved itself."""
LARGEST = 4096
"""Bytes."""

log = logging.getLogger(__name__)


class Showing(Struct, frozen=True):
    name: str | None
    """The folder of the release; None: what came with the program."""
    since: datetime
    crashes: int = 0
    boot: str = ""
    """Which running of the machine that was."""
    is_tried: bool = False
    """Whether a start has not come to a good end yet."""


class ShowingNote:
    """Of one terminal. Nothing raises: without a disk nothing is counted."""

    def __init__(self, folder: Path, boot: str, running: Callable[[], float]) -> None:
        """`folder` is that of the terminal's releases; `running` counts seconds."""
        self._file = folder / NAME
        self._boot = boot
        self._running = running
        self._begun = running()
        self._known: Showing | None = self._read()

    def begin(self, name: str | None, now: datetime) -> bool:
        """A start that will show this one; whether it has died too often with it."""
        known = self._known
        if known is None or known.name != name:
            known = Showing(name, now)
        elif known.is_tried and known.boot == self._boot:
            known = replace(known, crashes=known.crashes + 1)
        self._write(replace(known, boot=self._boot, is_tried=True))
        return name is not None and known.crashes >= MOST_CRASHES

    def swapped(self, name: str | None, now: datetime) -> None:
        """Another one is shown from now on; it has to prove itself."""
        self._begun = self._running()
        self._write(Showing(name, now, boot=self._boot, is_tried=True))

    def look(self) -> None:
        """Now and then: after the calm it has proved itself."""
        is_calm = self._running() - self._begun >= CALM_SECONDS
        if is_calm and self._known is not None and self._known.is_tried:
            self._write(replace(self._known, crashes=0, is_tried=False))

    def ended(self) -> None:
        """In an orderly way: that start does not count."""
        if self._known is not None and self._known.is_tried:
            self._write(replace(self._known, is_tried=False))

    @property
    def since(self) -> datetime | None:
        return self._known.since if self._known else None

    def _read(self) -> Showing | None:
        try:
            with self._file.open("rb") as file:
                return msgspec.json.decode(file.read(LARGEST), type=Showing)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _write(self, said: Showing) -> None:
        """Not settled on the disk: it tells of crashes, and after a power cut of none.

        A start must not wait for a slow disk, either.
        """
        self._known = said
        new = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_bytes(msgspec.json.encode(said))
            new.replace(self._file)
        except OSError as error:
            log.warning("crashes are not counted: %s", error)

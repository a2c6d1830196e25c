"""Where a terminal's token is looked for, and under which file's name staff know it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk import paths
from kiosk.errors import DataFolderUnusable, KioskError, NoToken
from kiosk.ids import RandomIds

if TYPE_CHECKING:
    from kiosk.cli.options import Setup

COPIED_FROM = "NEXUS_KIOSK_TOKEN_COPIED_FROM"
"""A variable of the environment: the file whose copy the service was given."""
NEXT = ".next"
"""Behind the name of the token's file: the one that it will hold."""
MOST_REVOKED = 20
"""Tokens that are kept, one below the other."""
COPIED_AT_START = " Then: systemctl restart 'kiosk-terminal@*'"


def needed_token(place: Setup) -> str:
    """Raises `NoToken` or `DataFolderUnusable`, with the file that staff know."""
    token = said_token(place)
    if token:
        return token
    series = place.settings.terminal.series
    raise NoToken(
        f"There is no token in {_called(place)}: this terminal is not paired.",
        remedy=f"On the hub: kiosk pair --series {series},"
        f" then put the token into that file.{_after()}"
        " Or start it with --stay: it shows a code to type on the hub.",
    )


def said_token(place: Setup) -> str | None:
    """That of the file that is named; else the one it was paired with by a code.

    One that the hub has revoked counts no more once another has taken its place.
    Raises `NoToken` for what cannot be one, and `DataFolderUnusable`.
    """
    return _of_named_file(place) or paths.read_token(place.folder.token)


def set_aside(place: Setup, token: str) -> None:
    """A revoked token is not used again, wherever it lies; it stays for whoever wants
    to know which it was. Raises `DataFolderUnusable`."""
    known = _revoked(place)
    if token not in known:
        kept = [*known, token][-MOST_REVOKED:]
        paths.write_private(place.folder.revoked_tokens, "\n".join(kept) + "\n")


class OwnToken(Struct, frozen=True):
    """Implements `kiosk.sync.token_renewal.KeepsToken`: where the token came from."""

    place: Setup

    def draw(self, used: str) -> str:
        file = self._file(used)
        coming = file.with_name(file.name + NEXT)
        drawn = paths.read_token(coming)
        if drawn is None or drawn == used:
            drawn = RandomIds().secret()
            paths.write_private(coming, drawn)
        return drawn

    def keep(self, used: str) -> None:
        file = self._file(used)
        paths.put_in_place(file.with_name(file.name + NEXT), file)

    def _file(self, used: str) -> Path:
        """Raises `DataFolderUnusable` where nothing that is written there would last,
        and where somebody has put in another token meanwhile."""
        file = self.place.settings.terminal.token_file
        if file is None or _of_named_file(self.place) is None:
            file = self.place.folder.token
        elif os.environ.get(COPIED_FROM):
            raise DataFolderUnusable(
                f"The token in {_called(self.place)} cannot be renewed from here.",
                remedy="Empty that file, and pair this terminal by the code it shows.",
            )
        if paths.read_token(file) != used:
            raise DataFolderUnusable(
                f"{file} holds another token than the one that is used.",
                remedy="Start the terminal again.",
            )
        return file.resolve()


def _of_named_file(place: Setup) -> str | None:
    """What the settings name, unless that was revoked and replaced."""
    file = place.settings.terminal.token_file
    if file is None:
        return None
    try:
        token = paths.read_token(file, _called(place))
    except KioskError as error:
        error.remedy += _after()
        raise
    return None if token in _revoked(place) else token


def _revoked(place: Setup) -> list[str]:
    """The oldest first; none where the data folder is nothing that can be read: then
    people are told of that, and not of a file that most terminals never have."""
    try:
        return (paths.read_private(place.folder.revoked_tokens) or "").split()
    except DataFolderUnusable:
        return []


def _called(place: Setup) -> Path:
    original = os.environ.get(COPIED_FROM)
    file = place.settings.terminal.token_file or place.folder.token
    return Path(original) if original else file


def _after() -> str:
    """What is to be done once the file is right."""
    return COPIED_AT_START if os.environ.get(COPIED_FROM) else ""


def token_mark(token: str) -> str:
    """Tells a token from others without opening anything."""
    import hashlib  # after the first paint

    return hashlib.sha256(token.encode()).hexdigest()[:16]

"""Where things lie: the data folder and its rooms, and what came with the program."""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from msgspec import Struct

import kiosk
from kiosk import texts
from kiosk.errors import DataFolderUnusable, NoToken

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "nexus-kiosk"
TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,512}")
"""What an HTTP header can carry as a token (RFC 6750)."""
QUOTES = "\"'`"
PRIVATE = 0o700
"""Nobody else on the machine reads tickets and tokens."""


def usual_data_folder() -> Path:
    """Where this system keeps a program's data for the user who runs it."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


class DataFolder(Struct, frozen=True):
    """All that must be kept, and copied for a backup."""

    root: Path

    @property
    def settings(self) -> Path:
        return self.root / "kiosk.toml"

    @property
    def hub_database(self) -> Path:
        return self.root / "hub" / "hub.sqlite"

    @property
    def old_sessions(self) -> Path:
        """Where they were kept before the database took them."""
        return self.root / "hub" / "sessions"

    @property
    def form_secret(self) -> Path:
        return self.root / "hub" / "secret"

    @property
    def second_factor_key(self) -> Path:
        """Opens what the database keeps sealed; without it no app's codes are known."""
        return self.root / "hub" / "second-factor-key"

    @property
    def signing_keys(self) -> Path:
        """What signs releases; the root keys only until somebody puts them away."""
        return self.root / "hub" / "keys"

    @property
    def hub_address(self) -> Path:
        """Where the hub was reached when it last ran."""
        return self.root / "hub" / "address"

    @property
    def hub_lock(self) -> Path:
        return self.root / "hub" / "lock"

    @property
    def hub_releases(self) -> Path:
        """The content that the hub shows."""
        return self.root / "hub" / "releases"

    @property
    def hub_draft(self) -> Path:
        """A copy of the content on which editors work."""
        return self.root / "hub" / "draft"

    @property
    def terminal_releases(self) -> Path:
        """The content that the terminal shows: it changes when nobody is there."""
        return self.root / "terminal" / "releases"

    @property
    def journal(self) -> Path:
        return self.root / "terminal" / "journal.sqlite"

    @property
    def token(self) -> Path:
        return self.root / "terminal" / "token"

    @property
    def asked_token(self) -> Path:
        """With which the terminal asks to be paired; it is the token once it is."""
        return self.root / "terminal" / "token.asked"

    @property
    def revoked_tokens(self) -> Path:
        """Those that the hub took no more, and that another has replaced since."""
        return self.root / "terminal" / "token.revoked"

    @property
    def out_of_order(self) -> Path:
        """What visitors read while staff have taken the terminal out of service."""
        return self.root / "terminal" / "out-of-order.json"

    @property
    def release_trust(self) -> Path:
        """Whom the terminal believes about releases, and what it was told last."""
        return self.root / "terminal" / "trust"

    @property
    def words(self) -> Path:
        """The program's words as they were read last time; may be removed."""
        return self.root / "terminal" / "words"

    @property
    def terminal_lock(self) -> Path:
        return self.root / "terminal" / "lock"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    def make(self) -> None:
        """Make the folder and its rooms, and try to write. Raises `DataFolderUnusable`.

        Trying is the only sure way to know: rights, full disks and read-only mounts
        all look different from outside.
        """
        try:
            self.root.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            for room in ("hub", "terminal", "log"):
                (self.root / room).mkdir(mode=PRIVATE, exist_ok=True)
                with tempfile.TemporaryFile(dir=self.root / room) as probe:
                    probe.write(b"can this be written?")
        except OSError as error:
            raise DataFolderUnusable(
                f"The data folder {self.root} cannot be used:"
                f" {error.strerror or error}.",
                remedy="Make it writable and its disk not full, or choose another"
                " with --data.",
            ) from error


def write_private(path: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only from its first byte on."""
    if path.is_dir() or not path.name:
        raise DataFolderUnusable(
            f"{path} cannot be written: it is a folder.",
            remedy="Name a file in it.",
        )
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise DataFolderUnusable(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Make its folder writable and its disk not full.",
        ) from error


def put_in_place(new: Path, path: Path) -> None:
    """What lies in `new`, in the same folder, is `path` from now on, also after a
    power cut. Raises `DataFolderUnusable`."""
    try:
        new.replace(path)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise DataFolderUnusable(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Make its folder writable and its disk not full.",
        ) from error


def replace_text(path: Path, text: str) -> None:
    """Write a file anew at once, or leave it as it was; its rights stay."""
    new = path.with_name(path.name + ".new")
    try:
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(path.stat().st_mode)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise DataFolderUnusable(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Make its folder writable and its disk not full.",
        ) from error


def read_private(path: Path, called: Path | None = None) -> str | None:
    """What such a file says; None where there is none. Raises `DataFolderUnusable`.

    `called` is the file that people know, where this one is its copy.
    """
    known = called or path
    try:
        return texts.read(path).strip() or None
    except FileNotFoundError:
        return None
    except IsADirectoryError as error:
        raise DataFolderUnusable(
            f"{known} cannot be read: it is a folder.",
            remedy="Name the file itself, or put a file in its place.",
        ) from error
    except texts.NotUtf8 as error:
        raise DataFolderUnusable(
            f"{known} cannot be read: {error}.", remedy=texts.SAVE_AS_UTF_8
        ) from error
    except OSError as error:
        raise DataFolderUnusable(
            f"{known} cannot be read: {error.strerror or error}.",
            remedy="Let the user who runs kiosk read it.",
        ) from error


def read_token(path: Path, called: Path | None = None) -> str | None:
    """The token of `kiosk pair` that somebody has put there; None where there is none.

    Quotes around it are no part of it. Raises `NoToken` or `DataFolderUnusable`.
    """
    said = read_private(path, called)
    for quote in QUOTES:
        if said and len(said) > 1 and said[0] == said[-1] == quote:
            said = said[1:-1].strip()
    if said and not TOKEN.fullmatch(said):
        raise NoToken(
            f"{called or path} holds no token: it must be one word, as kiosk pair"
            " shows it.",
            remedy="Put only that word into the file, or pair the terminal again.",
        )
    return said or None


def shipped(name: str) -> Path:
    """`content` or `locales` as they came: in a wheel inside, in a checkout beside."""
    package = Path(kiosk.__file__).parent
    inside = package / "_shipped" / name
    return inside if inside.is_dir() else package.parent / name


@contextmanager
def held(lock: Path, holder: str, patience: float = 5.0) -> Iterator[None]:
    """Keep others out while this process lives, and no longer: even when killed.

    Whoever ends just now is waited for. Raises `DataFolderUnusable`.
    """
    ended = time.monotonic() + patience
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DataFolderUnusable(
            f"{lock} cannot be opened: {error.strerror or error}.",
            remedy="Make its folder writable.",
        ) from error
    try:
        while not _locked(descriptor):
            if time.monotonic() > ended:
                raise DataFolderUnusable(
                    f"{holder} runs on the data folder {lock.parents[1]} already.",
                    remedy="End it first, or choose another folder with --data.",
                )
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

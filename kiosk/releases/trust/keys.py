"""Which keys sign releases, and where on this machine each of them lies.

A key is a file of its own that only its owner may read, or a credential of systemd. It
is never in the database, and its name says its role and the beginning of its id, so
that the old key stays until the metadata that names the new one is stored.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner

from kiosk import paths
from kiosk.errors import DataFolderUnusable, KeyUnusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kiosk.releases.trust.roles import TrustRole

CREDENTIAL = "kiosk-"
"""How the names of our credentials begin: `LoadCredential=kiosk-targets.pem:...`."""
LARGEST_KEY = 16 * 1024
SHOWN_OF_ID = 8
OF_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class SigningKey:
    role: TrustRole
    signer: CryptoSigner
    file: Path | None = None
    """None: it was just made, and lies nowhere yet."""

    @property
    def id(self) -> str:
        return str(self.signer.public_key.keyid)

    @property
    def short_id(self) -> str:
        return self.id[:SHOWN_OF_ID]

    @property
    def file_name(self) -> str:
        return f"{self.role}-{self.short_id}.pem"

    @property
    def made_at(self) -> int:
        """In nanoseconds, to tell the newest of several; 0 where it lies nowhere."""
        return self.file.stat().st_mtime_ns if self.file else 0

    def is_open_to_others(self) -> bool:
        """Whether more than its owner may read its file."""
        return self.file is not None and bool(self.file.stat().st_mode & OF_OTHERS)


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """The keys that this machine has: in its data folder, and from systemd."""

    folder: Path
    credentials: Path | None = None
    """What systemd calls `$CREDENTIALS_DIRECTORY`."""

    def of(self, role: TrustRole) -> list[SigningKey]:
        """Every key of this role. Raises `KeyUnusable`."""
        return [read(role, file) for file in self._files(role)]

    def keep(self, key: SigningKey) -> SigningKey:
        """Write it down. Raises `DataFolderUnusable`."""
        return put_away(key, self.folder)

    def drop(self, role: TrustRole, but: Iterable[str]) -> None:
        """Remove those of this role from the folder, except of these ids."""
        kept = set(but)
        for key in self.of(role):
            if key.id not in kept and key.file and key.file.parent == self.folder:
                key.file.unlink(missing_ok=True)

    def _files(self, role: TrustRole) -> Iterator[Path]:
        if self.credentials is not None:
            yield from sorted(self.credentials.glob(f"{CREDENTIAL}{role}*.pem"))
        yield from sorted(self.folder.glob(f"{role}-*.pem"))


def new(role: TrustRole) -> SigningKey:
    return SigningKey(role, CryptoSigner.generate_ed25519())


def put_away(key: SigningKey, folder: Path) -> SigningKey:
    """Write it into this folder, readable by its owner only, and safe from a power cut.

    Raises `DataFolderUnusable`.
    """
    try:
        folder.mkdir(mode=paths.PRIVATE, parents=True, exist_ok=True)
        file = folder / key.file_name
        paths.write_private(file, key.signer.private_bytes.decode("ascii"))
        _settle(folder)
    except OSError as error:
        raise DataFolderUnusable(
            f"No key can be put into {folder}: {error.strerror or error}.",
            remedy="Name a folder that can be written.",
        ) from error
    return SigningKey(key.role, key.signer, file)


def read(role: TrustRole, file: Path) -> SigningKey:
    """Raises `KeyUnusable`."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_KEY)
        private = load_pem_private_key(content, None)
    except OSError as error:
        raise KeyUnusable(
            f"The key {file} cannot be read: {error.strerror or error}.",
            remedy="Name the right file, and let the user who runs kiosk read it.",
        ) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _no_key(file) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(file)
    return SigningKey(role, CryptoSigner(private), file)


def read_all(role: TrustRole, files: Sequence[Path]) -> list[SigningKey]:
    return [read(role, file) for file in files]


def _no_key(file: Path) -> KeyUnusable:
    return KeyUnusable(
        f"{file} is no key that signs releases.",
        remedy="Name a file that kiosk content keys has made.",
    )


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

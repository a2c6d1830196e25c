"""A hub whose repository is real and honest, and which may lie on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tuf.api.metadata import Metadata, Signed

from kiosk.domain.releases import ReleaseAbout
from kiosk.errors import HubUnreachable, NotFound
from kiosk.operations import release_signing
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.packing import pack_files
from kiosk.releases.trust.repository import Repository
from kiosk.releases.trust.roles import (
    TOP_ROLES,
    SignedTarget,
    TargetKind,
    TrustRole,
)
from kiosk.store.release_metadata import ReleaseMetadata
from tests.fakes.metadata_store import a_key_ring, at_hand

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.metadata_store import KeyRing

TIMESTAMP = "metadata/timestamp.json"
Lie = bytes | Iterable[bytes] | BaseException | None


class LyingHub:
    """A `ReleaseSource` over a database. Its lies are answers by path.

    A lie of None is a file that is not there.
    """

    def __init__(
        self, ctx: Context, ring: KeyRing | None = None, threshold: int = 1
    ) -> None:
        self.ctx = ctx
        self.ring = ring or a_key_ring()
        self.lies: dict[str, Lie] = {}
        self.asked: list[str] = []
        self.archives: dict[str, bytes] = {}
        self.is_down = False
        with self.repository() as repository:
            repository.begin(self.ring, threshold)

    @contextmanager
    def repository(self) -> Iterator[Repository]:
        """With all its keys, in one transaction."""
        with self.ctx.database.begin() as connection:
            yield Repository(
                ReleaseMetadata(connection), at_hand(self.ring), self.ctx.clock.now()
            )

    def publish(self, version: int, said: str = "") -> SignedTarget:
        """A release whose only text says this, or its version."""
        about = ReleaseAbout(version, self.ctx.clock.now(), "publisher")
        text = said or f"version {version}"
        return self.publish_archive(
            version, pack_files({"site.toml": text.encode()}, about)
        )

    def publish_archive(self, version: int, packed: bytes) -> SignedTarget:
        """Whatever it is, it gets a signature."""
        about = ReleaseAbout(version, self.ctx.clock.now(), "publisher")
        signing = HubSigning(at_hand(self.ring), self.ctx.clock)
        with self.ctx.database.begin() as connection:
            assert signing.sign(connection, about, packed)
        target = SignedTarget.of(TargetKind.RELEASE, version, packed)
        self.archives[f"targets/{target.file_name}"] = packed
        return target

    def renew(self) -> None:
        HubSigning(at_hand(self.ring), self.ctx.clock).renew(self.ctx.database)

    def newest(self, role: TrustRole) -> bytes:
        with self.ctx.database.read() as connection:
            content = ReleaseMetadata(connection).newest(role)
        assert content is not None
        return content

    def path(self, role: TrustRole) -> str:
        """Under which a terminal asks for the newest."""
        if role is TrustRole.TIMESTAMP:
            return TIMESTAMP
        return f"metadata/{self.version(self.newest(role))}.{role}.json"

    @staticmethod
    def version(metadata: bytes) -> int:
        """What any role's metadata says of itself."""
        return Metadata.from_bytes(metadata).signed.version

    def altered(
        self,
        role: TrustRole,
        change: Callable[[Signed], None],
        ring: KeyRing | None = None,
    ) -> bytes:
        """The newest of a role, changed and signed again with these keys."""
        metadata = Metadata.from_bytes(self.newest(role))
        change(metadata.signed)
        metadata.signatures.clear()
        for key in (ring or self.ring)[role]:
            metadata.sign(key.signer, append=True)
        return metadata.to_bytes()

    def remembered(self) -> dict[str, Lie]:
        """All it says now, to be said again later."""
        now: dict[str, Lie] = {self.path(role): self.newest(role) for role in TOP_ROLES}
        return now | self.archives

    def read(self, path: str) -> Iterator[bytes]:
        self.asked.append(path)
        if self.is_down:
            raise HubUnreachable("Nobody listens.")
        if path in self.lies:
            yield from _told(self.lies[path])
            return
        if path in self.archives:
            yield self.archives[path]
            return
        yield release_signing.metadata(self.ctx, path.removeprefix("metadata/"))


def _told(lie: Lie) -> Iterable[bytes]:
    if lie is None:
        raise NotFound("There is no such file.")
    if isinstance(lie, BaseException):
        raise lie
    return [lie] if isinstance(lie, bytes) else lie

"""How the hub vouches for its releases with the keys that lie on its machine.

What signs is imported when something is signed: it costs 120 ms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING

import msgspec

from kiosk.errors import NotFound
from kiosk.releases.trust.roles import (
    FRESH,
    TOLD_BEFORE,
    SignedTarget,
    TargetKind,
    TrustRole,
    is_half_over,
    named,
)
from kiosk.store import notices, releases
from kiosk.store.release_metadata import ReleaseMetadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kiosk.clock import Clock
    from kiosk.domain.releases import ReleaseAbout, ReleaseVersion
    from kiosk.operations.context import Context
    from kiosk.releases.trust.keys import SigningKey
    from kiosk.releases.trust.repository import Repository
    from kiosk.releases.trust.roles import RoleStanding
    from kiosk.store.database import Connection, Database

    Keys = Callable[[TrustRole], Sequence[SigningKey]]
    KeyRing = Mapping[TrustRole, Sequence[SigningKey]]

METADATA_FILE = re.compile(
    r"timestamp\.json|([1-9][0-9]{0,11})\.(root|snapshot|targets|notices)\.json"
)
RENEWED_BY_PEOPLE = (TrustRole.ROOT, TrustRole.TARGETS)
VERSIONED = (
    TrustRole.ROOT,
    TrustRole.SNAPSHOT,
    TrustRole.TARGETS,
    TrustRole.NOTICES,
)
CHANGING = "timestamp.json"
"""The one file of metadata that has no version in its name."""
TARGET_FILE = re.compile(r"([0-9a-f]{64})\.(.+)")


class _Signed(msgspec.Struct):
    expires: datetime


class _Envelope(msgspec.Struct):
    """As much of any role's metadata as says when it ends."""

    signed: _Signed


@dataclass(frozen=True, slots=True)
class HubSigning:
    """A `Signing`; without the targets key it leaves that to the publisher."""

    keys: Keys
    """Those of a role on this machine."""
    clock: Clock
    first: Callable[[], KeyRing] | None = None
    """Makes the keys of a hub that has none, before its first release is signed."""

    def sign(self, connection: Connection, about: ReleaseAbout, packed: bytes) -> bool:
        """Raises `KeyUnusable`."""
        target = SignedTarget.of(TargetKind.RELEASE, about.version, packed)
        return self._add(connection, target)

    def sign_notices(
        self, connection: Connection, version: int, content: bytes
    ) -> bool:
        """Raises `KeyUnusable`."""
        target = SignedTarget.of(TargetKind.NOTICES, version, content)
        return self._add(connection, target)

    def accept(
        self, connection: Connection, signed: bytes, target: SignedTarget | None
    ) -> None:
        """Raises `Conflict`, and `KeyUnusable` for the hub's own part of it."""
        self._repository(connection).accept(signed, target)

    def asked_notices_key(self, connection: Connection) -> str | None:
        """Raises `KeyUnusable`."""
        from kiosk.releases.trust.delegating import written

        asked = self._repository(connection).asks_to_let()
        return written(asked.signer.public_key) if asked else None

    def renew(self, database: Database) -> tuple[TrustRole, ...]:
        """Snapshot and timestamp, and where it may the notices. Raises `KeyUnusable`.

        Several hub processes renew once: each looks again while it alone may write.
        """
        with database.read() as connection:
            if not any(self._is_due(connection, role) for role in FRESH):
                return ()
        with database.begin() as connection:
            return self._repository(connection).renew_freshness()

    def standings(self, database: Database) -> tuple[RoleStanding, ...]:
        with database.read() as connection:
            return self._repository(connection).standings()

    def _add(self, connection: Connection, target: SignedTarget) -> bool:
        repository = self._repository(connection)
        if not repository.has_begun and self.first is not None:
            repository.begin(self.first())
        if not repository.has_begun or repository.can_sign(TrustRole.TARGETS):
            repository.add(target)
        elif target.kind is TargetKind.NOTICES and repository.can_sign(
            TrustRole.NOTICES
        ):
            repository.add_notices(target)
        else:
            return False
        return True

    def _is_due(self, connection: Connection, role: TrustRole) -> bool:
        expires = _end_of(connection, role)
        return expires is not None and is_half_over(role, expires, self.clock.now())

    def _repository(self, connection: Connection) -> Repository:
        from kiosk.releases.trust.repository import Repository

        return Repository(ReleaseMetadata(connection), self.keys, self.clock.now())


def metadata(ctx: Context, name: str) -> bytes:
    """What terminals ask for, as it was signed. Raises `NotFound`."""
    found = METADATA_FILE.fullmatch(name)
    content = None
    if found is not None:
        with ctx.database.read() as connection:
            kept = ReleaseMetadata(connection)
            if found[1] is None:
                content = kept.newest(TrustRole.TIMESTAMP)
            else:
                content = kept.of_version(found[2], int(found[1]))
    if content is None:
        raise NotFound("There is no such metadata.", "Ask for timestamp.json first.")
    return content


def target(ctx: Context, name: str) -> bytes:
    """A file that is vouched for, by its hash and name. Raises `NotFound`."""
    found = TARGET_FILE.fullmatch(name)
    meant = named(found[2]) if found else None
    content = None
    if found and meant:
        kind, version = meant
        with ctx.database.read() as connection:
            if kind is TargetKind.RELEASE:
                content = _archive(connection, version, found[1])
            else:
                content = notices.file(connection, version, found[1])
    if content is not None:
        return content
    raise NotFound("There is no such file.", "Ask for timestamp.json first.")


def newest_release(ctx: Context) -> ReleaseVersion | None:
    """The hint to terminals that there is something to look for; None: nothing yet."""
    with ctx.database.read() as connection:
        newest = releases.newest_public(connection)
    return newest.about.version if newest else None


def newest_notices(ctx: Context) -> int | None:
    """The same hint for the file of all notices."""
    with ctx.database.read() as connection:
        return notices.newest_public(connection)


def everything(ctx: Context) -> dict[str, bytes]:
    """All that a terminal needs for the newest release, and what the centre tells
    everybody now, by what it asks for.

    Raises `NotFound` before the first release.
    """
    with ctx.database.read() as connection:
        kept, newest = ReleaseMetadata(connection), releases.newest_public(connection)
        timestamp = kept.newest(TrustRole.TIMESTAMP)
        packed = releases.archive(connection, newest.about.version) if newest else None
        if timestamp is None or newest is None or packed is None:
            raise NotFound("There is no release yet.", "Publish one.")
        files = {f"metadata/{CHANGING}": timestamp}
        for role in VERSIONED:
            for version, content in kept.every(role):
                files[f"metadata/{version}.{role}.json"] = content
        told = notices.newest_public(connection)
        notice = notices.content(connection, told) if told else None
    target = SignedTarget.of(TargetKind.RELEASE, newest.about.version, packed)
    files[f"targets/{target.file_name}"] = packed
    if told is not None and notice is not None:
        of_notices = SignedTarget.of(TargetKind.NOTICES, told, notice)
        files[f"targets/{of_notices.file_name}"] = notice
    return files


def ends_soon(ctx: Context) -> datetime | None:
    """When what only people can renew is over, where that is soon."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        ends = {role: _end_of(connection, role) for role in RENEWED_BY_PEOPLE}
    soon = [end for role, end in ends.items() if end and end - now < TOLD_BEFORE[role]]
    return min(soon, default=None)


def _archive(connection: Connection, version: int, digest: str) -> bytes | None:
    known = releases.by_version(connection, version)
    if known is None or not known.is_public or known.sha256 != digest:
        return None
    return releases.archive(connection, version)


def _end_of(connection: Connection, role: TrustRole) -> datetime | None:
    """Read without what signs, which most looks do not need."""
    content = ReleaseMetadata(connection).newest(role)
    if content is None:
        return None
    return msgspec.json.decode(content, type=_Envelope).signed.expires

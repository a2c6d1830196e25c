"""Who signs what of a release, for how long it holds, and what each file is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class TrustRole(StrEnum):
    ROOT = "root"
    """Says which keys the others have; its own keys lie offline."""
    TARGETS = "targets"
    """Vouches for the content; its key lies on the hub, or with the publisher."""
    SNAPSHOT = "snapshot"
    TIMESTAMP = "timestamp"
    """Says what is the newest, anew each day."""
    NOTICES = "notices"
    """Vouches for notices alone, with a key of the hub, where the publisher of a strict
    site lets it; no other hub has this role."""


TOP_ROLES = (
    TrustRole.ROOT,
    TrustRole.TARGETS,
    TrustRole.SNAPSHOT,
    TrustRole.TIMESTAMP,
)
"""Those whose keys the root names."""
LIFETIMES: Mapping[TrustRole, timedelta] = {
    TrustRole.ROOT: timedelta(days=365),
    TrustRole.TARGETS: timedelta(days=90),
    TrustRole.SNAPSHOT: timedelta(days=7),
    TrustRole.TIMESTAMP: timedelta(days=1),
    TrustRole.NOTICES: timedelta(days=7),
}
TOLD_BEFORE: Mapping[TrustRole, timedelta] = {
    TrustRole.ROOT: timedelta(days=60),
    TrustRole.TARGETS: timedelta(days=30),
    TrustRole.SNAPSHOT: timedelta(days=1),
    TrustRole.TIMESTAMP: timedelta(hours=4),
    TrustRole.NOTICES: timedelta(days=1),
}
"""How long before its end staff are told of a role that nobody has renewed."""


FRESH = (TrustRole.NOTICES, TrustRole.SNAPSHOT, TrustRole.TIMESTAMP)
"""What the hub renews on its own."""


def is_half_over(role: TrustRole, expires: datetime, now: datetime) -> bool:
    """Whether it is time to renew it; also what a clock that was ahead has signed."""
    return not LIFETIMES[role] / 2 < expires - now <= LIFETIMES[role]


@dataclass(frozen=True, slots=True)
class RoleStanding:
    """How it is with one role, for staff."""

    role: TrustRole
    version: int
    expires: datetime
    key_ids: tuple[str, ...]
    threshold: int
    can_sign: bool
    """Whether enough of its keys are at hand."""

    def ends_soon(self, now: datetime) -> bool:
        return self.expires - now < TOLD_BEFORE[self.role]

    def is_over(self, now: datetime) -> bool:
        return self.expires <= now


class TargetKind(StrEnum):
    RELEASE = "release"
    NOTICES = "notices"


SUFFIXES: Mapping[TargetKind, str] = {
    TargetKind.RELEASE: ".zip",
    TargetKind.NOTICES: ".json",
}
TARGET = re.compile(r"(release|notices)-([1-9][0-9]{0,8})\.(zip|json)")


@dataclass(frozen=True, slots=True)
class SignedTarget:
    """A file that the targets role vouches for."""

    kind: TargetKind
    version: int
    length: int
    sha256: str
    """64 hexadecimal digits."""

    @classmethod
    def of(cls, kind: TargetKind, version: int, content: bytes) -> SignedTarget:
        return cls(kind, version, len(content), sha256(content).hexdigest())

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.version}{SUFFIXES[self.kind]}"

    @property
    def file_name(self) -> str:
        """As it is asked for: no two files ever have the same."""
        return f"{self.sha256}.{self.name}"


def named(name: str) -> tuple[TargetKind, int] | None:
    """Kind and version of a target by its name; None for any other name."""
    found = TARGET.fullmatch(name)
    if found is None or SUFFIXES[TargetKind(found[1])] != f".{found[3]}":
        return None
    return TargetKind(found[1]), int(found[2])


class MetadataStore(Protocol):
    """Where signed metadata is kept: each version once, bytes as they were signed."""

    def newest(self, role: str) -> bytes | None: ...

    def put(self, role: str, version: int, content: bytes) -> None: ...

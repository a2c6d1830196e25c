"""Signed metadata in memory, and how a repository over it is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.releases.trust import keys
from kiosk.releases.trust.repository import Repository
from kiosk.releases.trust.roles import TOP_ROLES, TrustRole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.releases.trust.keys import SigningKey
    from kiosk.releases.trust.roles import MetadataStore

KeyRing = dict[TrustRole, list["SigningKey"]]


class MemoryMetadata:
    """A `MetadataStore`; `kept` is by role and version."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, int], bytes] = {}

    def newest(self, role: str) -> bytes | None:
        versions = [version for known, version in self.kept if known == role]
        return self.kept[role, max(versions)] if versions else None

    def put(self, role: str, version: int, content: bytes) -> None:
        assert (role, version) not in self.kept
        self.kept[role, version] = content

    def copy(self) -> MemoryMetadata:
        """As a backup of this moment has it."""
        other = MemoryMetadata()
        other.kept = dict(self.kept)
        return other


def a_key_ring(root_keys: int = 2) -> KeyRing:
    counts = {TrustRole.ROOT: root_keys}
    return {
        role: [keys.new(role) for _ in range(counts.get(role, 1))] for role in TOP_ROLES
    }


def begun(
    store: MetadataStore,
    ring: KeyRing,
    now: datetime,
    threshold: int = 1,
) -> Repository:
    """Every key of the ring is at hand, also one that is put into it later."""
    Repository(store, at_hand(ring), now).begin(ring, threshold)
    return Repository(store, at_hand(ring), now)


def at_hand(ring: KeyRing) -> Callable[[TrustRole], list[SigningKey]]:
    return lambda role: ring.get(role, [])

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tuf.api.metadata import Metadata, Targets

from kiosk.errors import Conflict
from kiosk.releases.trust import publisher
from kiosk.releases.trust.repository import Repository
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.releases.trust.targets import targets_of
from tests.fakes.metadata_store import MemoryMetadata, a_key_ring, at_hand, begun

NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
FIRST = SignedTarget.of(TargetKind.RELEASE, 1, b"one")
NOTICES = SignedTarget.of(TargetKind.NOTICES, 3, b"{}")


def test_a_hub_without_the_key_takes_what_the_publisher_signs() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW).add(NOTICES)
    [key] = ring.pop(TrustRole.TARGETS)
    hub = Repository(store, at_hand(ring), NOW)
    signed = publisher.sign(key, store.newest("targets") or b"", FIRST, NOW)
    hub.accept(signed, FIRST)
    assert hub.vouched_for() == (NOTICES, FIRST)


def test_it_can_hold_longer_without_a_release() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    hub = begun(store, ring, NOW)
    hub.add(FIRST)
    [key] = ring[TrustRole.TARGETS]
    later = NOW + timedelta(days=80)
    signed = publisher.sign(key, store.newest("targets") or b"", None, later)
    read = Metadata[Targets].from_bytes(signed).signed
    assert read.expires == later + timedelta(days=90)
    assert targets_of(read) == (FIRST,)
    hub.accept(signed, None)


def test_what_a_stolen_hub_adds_is_not_signed() -> None:
    """It offers other notices in what the publisher is said to have signed before."""
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW).add(NOTICES)
    [key] = ring[TrustRole.TARGETS]
    good = store.newest("targets") or b""
    forged = good.replace(NOTICES.sha256.encode(), FIRST.sha256.encode())
    stranger = a_key_ring()
    other = MemoryMetadata()
    begun(other, stranger, NOW).add(NOTICES)
    for offered in (forged, other.newest("targets") or b"", b"", b"{}"):
        with pytest.raises(Conflict, match="not signed with this key"):
            publisher.sign(key, offered, FIRST, NOW)

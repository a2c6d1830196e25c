from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from kiosk.errors import Conflict, KeyUnusable
from kiosk.releases.trust import keys
from kiosk.releases.trust.repository import Repository
from kiosk.releases.trust.roles import (
    LIFETIMES,
    TOP_ROLES,
    SignedTarget,
    TargetKind,
    TrustRole,
)
from kiosk.releases.trust.targets import with_target
from tests.fakes.metadata_store import MemoryMetadata, a_key_ring, at_hand, begun

if TYPE_CHECKING:
    from tests.fakes.metadata_store import KeyRing

NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
FIRST = SignedTarget.of(TargetKind.RELEASE, 1, b"one")
SECOND = SignedTarget.of(TargetKind.RELEASE, 2, b"two")
NOTICES = SignedTarget.of(TargetKind.NOTICES, 1, b"{}")


def root_of(store: MemoryMetadata) -> Root:
    return Metadata[Root].from_bytes(store.newest("root") or b"").signed


def timestamp_of(store: MemoryMetadata) -> Timestamp:
    return Metadata[Timestamp].from_bytes(store.newest("timestamp") or b"").signed


def without(ring: KeyRing, *roles: TrustRole) -> KeyRing:
    return {role: held for role, held in ring.items() if role not in roles}


def test_everything_is_signed_by_the_key_of_its_role() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)
    root = root_of(store)
    for role in TOP_ROLES:
        read = Metadata.from_bytes(store.newest(role) or b"")
        root.verify_delegate(role, read.signed_bytes, read.signatures)
        assert read.signed.expires == NOW + LIFETIMES[role]
    assert root.consistent_snapshot
    assert len(root.roles["root"].keyids) == 2


def test_it_begins_once() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    with pytest.raises(Conflict):
        repository.begin(ring)


def test_nothing_is_signed_before_it_has_begun() -> None:
    repository = Repository(MemoryMetadata(), at_hand(a_key_ring()), NOW)
    assert not repository.has_begun
    assert not repository.can_sign(TrustRole.TARGETS)
    assert repository.standings() == ()
    with pytest.raises(KeyUnusable, match="no keys"):
        repository.add(FIRST)


def test_the_newest_of_each_kind_is_vouched_for_and_no_older_one() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    for target in (FIRST, NOTICES, SECOND):
        repository.add(target)
    assert repository.vouched_for() == (NOTICES, SECOND)
    snapshot = Metadata[Snapshot].from_bytes(store.newest("snapshot") or b"").signed
    targets = Metadata[Targets].from_bytes(store.newest("targets") or b"").signed
    assert snapshot.meta["targets.json"].version == targets.version
    assert timestamp_of(store).snapshot_meta.version == snapshot.version


def test_freshness_is_renewed_when_half_of_its_life_is_over() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)

    def later(**span: float) -> Repository:
        return Repository(store, at_hand(ring), NOW + timedelta(**span))

    assert later(hours=11).renew_freshness() == ()
    assert later(hours=12).renew_freshness() == (TrustRole.TIMESTAMP,)
    assert timestamp_of(store).expires == NOW + timedelta(hours=36)
    assert later(hours=13).renew_freshness() == ()
    assert later(days=4).renew_freshness() == (
        TrustRole.SNAPSHOT,
        TrustRole.TIMESTAMP,
    )


def test_freshness_of_a_clock_that_was_far_ahead_is_renewed() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW + timedelta(days=3650))
    repository = Repository(store, at_hand(ring), NOW)
    before = timestamp_of(store).version
    assert TrustRole.TIMESTAMP in repository.renew_freshness()
    assert timestamp_of(store).expires == NOW + LIFETIMES[TrustRole.TIMESTAMP]
    assert timestamp_of(store).version > before


def test_a_hub_from_a_backup_signs_with_higher_versions_than_before() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW).add(FIRST)
    backup = store.copy()
    Repository(store, at_hand(ring), NOW + timedelta(hours=1)).add(SECOND)
    Repository(backup, at_hand(ring), NOW + timedelta(hours=2)).add(SECOND)
    for role in ("targets", "snapshot", "timestamp"):
        lost = Metadata.from_bytes(store.newest(role) or b"").signed.version
        again = Metadata.from_bytes(backup.newest(role) or b"").signed.version
        assert again > lost


def test_a_hub_without_the_targets_key_does_not_sign() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)
    strict = Repository(store, at_hand(without(ring, TrustRole.TARGETS)), NOW)
    before = dict(store.kept)
    assert not strict.can_sign(TrustRole.TARGETS)
    with pytest.raises(KeyUnusable, match="targets") as refusal:
        strict.add(FIRST)
    assert "kiosk content sign" in refusal.value.remedy
    assert store.kept == before


def test_a_hub_with_a_key_that_no_root_names_does_not_sign() -> None:
    store = MemoryMetadata()
    begun(store, a_key_ring(), NOW)
    stranger = Repository(store, at_hand(a_key_ring()), NOW)
    assert not stranger.can_sign(TrustRole.TARGETS)
    with pytest.raises(KeyUnusable):
        stranger.add(FIRST)


def signed_elsewhere(
    store: MemoryMetadata, ring: KeyRing, target: SignedTarget, version: int
) -> bytes:
    known = Metadata[Targets].from_bytes(store.newest("targets") or b"").signed
    wanted = with_target(known, target)
    wanted.version, wanted.expires = version, NOW + timedelta(days=90)
    metadata = Metadata(wanted)
    for key in ring[TrustRole.TARGETS]:
        metadata.sign(key.signer, append=True)
    return metadata.to_bytes()


LATER = int(NOW.timestamp()) + 60


def test_what_the_publisher_signed_is_taken_by_a_hub_that_cannot() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)
    strict = Repository(store, at_hand(without(ring, TrustRole.TARGETS)), NOW)
    strict.accept(signed_elsewhere(store, ring, FIRST, LATER), FIRST)
    assert strict.vouched_for() == (FIRST,)


def test_a_signature_that_does_not_hold_is_refused() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    good = signed_elsewhere(store, ring, FIRST, LATER)
    strange = signed_elsewhere(store, a_key_ring(), FIRST, LATER)
    altered = good.replace(FIRST.sha256.encode(), SECOND.sha256.encode())
    before = dict(store.kept)
    for wrong in (strange, altered, b"", b"{}", b"[" * 100_000):
        with pytest.raises(Conflict, match="does not hold"):
            repository.accept(wrong, FIRST)
    assert store.kept == before


def test_a_signature_for_something_else_is_refused() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    other = signed_elsewhere(store, ring, SECOND, LATER)
    with pytest.raises(Conflict, match="something else"):
        repository.accept(other, FIRST)
    early = signed_elsewhere(store, ring, FIRST, 1)
    with pytest.raises(Conflict, match="older"):
        repository.accept(early, FIRST)


def test_the_publisher_can_let_it_hold_longer_without_a_release() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    repository.add(FIRST)
    repository.accept(signed_elsewhere(store, ring, FIRST, LATER), None)
    assert repository.vouched_for() == (FIRST,)


def test_a_stolen_key_is_replaced_and_what_it_signs_holds_no_more() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    repository.add(FIRST)
    (stolen,) = ring[TrustRole.TARGETS]
    fresh = keys.new(TrustRole.TARGETS)
    repository.rotate(TrustRole.TARGETS, [stolen.id], fresh)
    root = root_of(store)
    assert root.version == 2
    assert root.roles["targets"].keyids == [fresh.id]
    assert repository.vouched_for() == (FIRST,)
    forged = Metadata(Targets(version=LATER))
    forged.sign(stolen.signer)
    with pytest.raises(UnsignedMetadataError):
        root.verify_delegate("targets", forged.signed_bytes, forged.signatures)


def test_the_root_itself_is_rotated_by_its_own_keys() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW)
    lost, kept = ring[TrustRole.ROOT]
    fresh = keys.new(TrustRole.ROOT)
    repository.rotate(TrustRole.ROOT, [lost.id], fresh)
    second = Metadata[Root].from_bytes(store.kept["root", 2])
    first = Metadata[Root].from_bytes(store.kept["root", 1]).signed
    first.verify_delegate("root", second.signed_bytes, second.signatures)
    assert second.signed.roles["root"].keyids == [kept.id, fresh.id]


def test_without_root_keys_no_key_is_replaced() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)
    offline = Repository(store, at_hand(without(ring, TrustRole.ROOT)), NOW)
    before = dict(store.kept)
    with pytest.raises(KeyUnusable, match="root") as refusal:
        offline.rotate(TrustRole.TIMESTAMP, [], keys.new(TrustRole.TIMESTAMP))
    assert "--root-key" in refusal.value.remedy
    assert store.kept == before


def test_where_two_root_keys_must_sign_one_is_not_enough() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    repository = begun(store, ring, NOW, threshold=2)
    repository.renew(TrustRole.ROOT)
    one = {**ring, TrustRole.ROOT: ring[TrustRole.ROOT][:1]}
    with pytest.raises(KeyUnusable, match="root"):
        Repository(store, at_hand(one), NOW).renew(TrustRole.ROOT)


@pytest.mark.parametrize("role", TOP_ROLES)
def test_any_role_can_be_renewed_at_will(role: TrustRole) -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)
    later = NOW + timedelta(days=60)
    Repository(store, at_hand(ring), later).renew(role)
    renewed = Metadata.from_bytes(store.newest(role) or b"").signed
    assert renewed.expires == later + LIFETIMES[role]


def test_staff_learn_which_role_comes_near_its_end() -> None:
    store, ring = MemoryMetadata(), a_key_ring()
    begun(store, ring, NOW)
    later = NOW + timedelta(days=80)
    offline = without(ring, TrustRole.ROOT)
    standings = Repository(store, at_hand(offline), later).standings()
    by_role = {standing.role: standing for standing in standings}
    assert not by_role[TrustRole.ROOT].ends_soon(later)
    assert not by_role[TrustRole.ROOT].can_sign
    assert by_role[TrustRole.TARGETS].ends_soon(later)
    assert by_role[TrustRole.TARGETS].can_sign
    assert not by_role[TrustRole.TARGETS].is_over(later)
    assert by_role[TrustRole.TIMESTAMP].is_over(later)

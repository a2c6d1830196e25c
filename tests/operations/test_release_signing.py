from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError
from tuf.api.metadata import Metadata, Timestamp

from kiosk.domain.releases import ReleaseAbout
from kiosk.errors import KeyUnusable, NotFound
from kiosk.operations import release_signing
from kiosk.operations.release_signing import HubSigning
from kiosk.operations.signing import NoSigning
from kiosk.releases.trust.roles import TOP_ROLES, SignedTarget, TargetKind, TrustRole
from kiosk.store import releases
from kiosk.store.release_metadata import ReleaseMetadata
from tests.fakes.metadata_store import a_key_ring, at_hand

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.fakes.metadata_store import KeyRing


@pytest.fixture
def ring() -> KeyRing:
    return a_key_ring()


@pytest.fixture
def signing(ring: KeyRing, clock: FixedClock) -> HubSigning:
    """Of a hub whose keys are made with its first release."""
    return HubSigning(at_hand(ring), clock, first=lambda: ring)


def publish(
    ctx: Context, signing: HubSigning, version: int, packed: bytes
) -> SignedTarget:
    about = ReleaseAbout(version, ctx.clock.now(), "publisher")
    with ctx.database.begin() as connection:
        signed = signing.sign(connection, about, packed)
        releases.add(connection, about, packed, is_public=signed)
    return SignedTarget.of(TargetKind.RELEASE, version, packed)


def test_the_first_release_brings_the_keys_and_what_it_needs(
    ctx: Context, signing: HubSigning
) -> None:
    assert release_signing.newest_release(ctx) is None
    target = publish(ctx, signing, 1, b"one")
    assert release_signing.newest_release(ctx) == 1
    assert release_signing.target(ctx, target.file_name) == b"one"
    newest = Metadata[Timestamp].from_bytes(
        release_signing.metadata(ctx, "timestamp.json")
    )
    snapshot = newest.signed.snapshot_meta.version
    for name in ("1.root.json", f"{snapshot}.snapshot.json"):
        assert release_signing.metadata(ctx, name)
    assert {standing.role for standing in signing.standings(ctx.database)} == {
        *TOP_ROLES
    }


def test_a_release_that_is_not_stored_is_not_signed(
    ctx: Context, signing: HubSigning
) -> None:
    publish(ctx, signing, 1, b"one")
    before = release_signing.metadata(ctx, "timestamp.json")
    with pytest.raises(IntegrityError):
        publish(ctx, signing, 1, b"another one")
    assert release_signing.metadata(ctx, "timestamp.json") == before


def test_no_key_is_ever_in_the_database(
    ctx: Context, signing: HubSigning, ring: KeyRing
) -> None:
    publish(ctx, signing, 1, b"one")
    secrets = [
        key.signer.private_bytes.split(b"\n")[1] for role in ring for key in ring[role]
    ]
    with ctx.database.read() as connection:
        kept = ReleaseMetadata(connection)
        for role in TOP_ROLES:
            content = kept.newest(role) or b""
            assert b"PRIVATE" not in content
            assert not any(secret in content for secret in secrets)


def test_without_the_targets_key_a_release_waits(
    ctx: Context, signing: HubSigning, ring: KeyRing
) -> None:
    publish(ctx, signing, 1, b"one")
    del ring[TrustRole.TARGETS]
    waiting = publish(ctx, signing, 2, b"two")
    assert release_signing.newest_release(ctx) == 1
    with pytest.raises(NotFound):
        release_signing.target(ctx, waiting.file_name)


def test_a_hub_without_keys_says_how_to_get_them(
    ctx: Context, clock: FixedClock
) -> None:
    keyless = HubSigning(at_hand({}), clock)
    with pytest.raises(KeyUnusable) as refusal:
        publish(ctx, keyless, 1, b"one")
    assert "kiosk content keys init" in refusal.value.remedy


def test_freshness_is_renewed_once_by_however_many_processes(
    ctx: Context, signing: HubSigning, clock: FixedClock
) -> None:
    publish(ctx, signing, 1, b"one")
    assert signing.renew(ctx.database) == ()
    clock.advance(hours=13)
    with ThreadPoolExecutor(4) as pool:
        renewed = list(pool.map(lambda _: signing.renew(ctx.database), range(4)))
    assert sorted(map(len, renewed)) == [0, 0, 0, 1]


def test_nothing_is_renewed_before_there_is_something(
    ctx: Context, signing: HubSigning
) -> None:
    assert signing.renew(ctx.database) == ()
    assert NoSigning().renew(ctx.database) == ()
    assert NoSigning().standings(ctx.database) == ()


@pytest.mark.parametrize(
    "name",
    [
        "root.json",
        "0.root.json",
        "2.root.json",
        "1.timestamp.json",
        "timestamp.json/..",
        "../timestamp.json",
        "9" * 30 + ".root.json",
        "1.other.json",
        "",
    ],
)
def test_other_metadata_is_not_there(
    ctx: Context, signing: HubSigning, name: str
) -> None:
    publish(ctx, signing, 1, b"one")
    with pytest.raises(NotFound):
        release_signing.metadata(ctx, name)


def test_a_file_is_there_only_under_its_own_hash(
    ctx: Context, signing: HubSigning
) -> None:
    target = publish(ctx, signing, 1, b"one")
    for name in (
        target.name,
        f"{'0' * 64}.{target.name}",
        f"{target.sha256}.release-2.zip",
        f"{target.sha256}.notices-1.json",
        "x",
    ):
        with pytest.raises(NotFound):
            release_signing.target(ctx, name)


def test_an_old_archive_that_is_kept_no_longer_is_not_there(
    ctx: Context, signing: HubSigning
) -> None:
    first = publish(ctx, signing, 1, b"one")
    for version in range(2, releases.KEPT + 2):
        publish(ctx, signing, version, b"more")
    with pytest.raises(NotFound):
        release_signing.target(ctx, first.file_name)

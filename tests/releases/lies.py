"""What a hub that lies is made to say, and what a terminal does that is not fooled."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete
from tuf.api.metadata import Metadata

from kiosk.errors import UpdateRefused
from kiosk.releases.trust.roles import LIFETIMES, TrustRole
from kiosk.store.release_metadata import ReleaseMetadata
from kiosk.store.schema import release_metadata
from tests.fakes.disk import FailingReleaseDisk
from tests.fakes.lying_hub import TIMESTAMP, LyingHub
from tests.fakes.trusting_terminal import TrustingTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.domain.releases import UpdateRefusal
    from tests.fakes.clock import FixedClock


@contextmanager
def refuses(terminal: TrustingTerminal, reason: UpdateRefusal) -> Iterator[None]:
    """It goes on as it was, and says why."""
    before = terminal.shows
    with pytest.raises(UpdateRefused) as refusal:
        yield
    assert refusal.value.reason == reason
    assert refusal.value.remedy
    assert terminal.shows == before


def nothing(_signed: Any) -> None:
    pass


def next_version(signed: Any) -> None:
    signed.version += 1


def vouch_anew(hub: LyingHub, change: Any) -> None:
    """A snapshot changed so, and a timestamp that names it, with the hub's keys."""
    snapshot = hub.altered(TrustRole.SNAPSHOT, change)
    version = Metadata.from_bytes(snapshot).signed.version
    hub.lies[f"metadata/{version}.snapshot.json"] = snapshot

    def name_it(signed: Any) -> None:
        signed.version += 1
        meta = signed.snapshot_meta
        meta.version, meta.length, meta.hashes = version, None, None

    hub.lies[TIMESTAMP] = hub.altered(TrustRole.TIMESTAMP, name_it)


def sign_targets(hub: LyingHub, change: Any) -> None:
    """Targets changed so, and all that vouches for them, with the hub's keys."""

    def newer(signed: Any) -> None:
        change(signed)
        signed.version += 1

    forged = hub.altered(TrustRole.TARGETS, newer)
    version = Metadata.from_bytes(forged).signed.version
    hub.lies[f"metadata/{version}.targets.json"] = forged
    name_in_what_vouches_for_it(hub, TrustRole.TARGETS, version)


def name_in_what_vouches_for_it(hub: LyingHub, role: TrustRole, version: int) -> None:
    def name_targets(signed: Any) -> None:
        signed.version += 1
        meta = signed.meta["targets.json"]
        meta.version, meta.length, meta.hashes = version, None, None

    def name_snapshot(signed: Any) -> None:
        signed.version += 1
        meta = signed.snapshot_meta
        meta.version, meta.length, meta.hashes = version, None, None

    if role is TrustRole.TARGETS:
        vouch_anew(hub, name_targets)
    elif role is TrustRole.SNAPSHOT:
        hub.lies[TIMESTAMP] = hub.altered(TrustRole.TIMESTAMP, name_snapshot)


def expire(hub: LyingHub, role: TrustRole) -> None:
    def over(signed: Any) -> None:
        signed.expires -= LIFETIMES[role]

    hub.lies[hub.path(role)] = hub.altered(role, over)


def restore(hub: LyingHub, backup: Any) -> None:
    """The hub's database is again what it was then."""
    emptied(hub)
    with hub.ctx.database.begin() as connection:
        kept = ReleaseMetadata(connection)
        for path, content in backup.items():
            if path.startswith("metadata/"):
                signed = Metadata.from_bytes(content).signed
                kept.put(signed.type, signed.version, content)


def emptied(hub: LyingHub) -> Any:
    with hub.ctx.database.begin() as connection:
        connection.execute(delete(release_metadata))
    return hub.ctx


def steps_of_an_update(tmp_path: Path, hub: LyingHub, clock: FixedClock) -> int:
    disk = FailingReleaseDisk()
    assert TrustingTerminal(tmp_path / "counted", hub, clock, disk=disk).update()
    return len(disk.done)

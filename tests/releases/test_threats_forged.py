"""What nobody signed who may, and what a stolen key signs, is shown nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tuf.api.metadata import Metadata

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import KeyUnusable
from kiosk.releases.trust import keys
from kiosk.releases.trust.roles import TOP_ROLES, TrustRole
from tests.fakes.lying_hub import TIMESTAMP, LyingHub
from tests.fakes.metadata_store import a_key_ring
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.releases.lies import (
    emptied,
    name_in_what_vouches_for_it,
    next_version,
    nothing,
    refuses,
    vouch_anew,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.clock import FixedClock
    from tests.fakes.metadata_store import KeyRing

PAGE = b"<!DOCTYPE html><title>Sign in to this network</title>"


def test_an_honest_hub_is_believed(hub: LyingHub, terminal: TrustingTerminal) -> None:
    """Without this the others would prove nothing."""
    assert not terminal.update()
    hub.publish(1)
    assert terminal.update()
    assert terminal.shows == "version 1"
    hub.publish(2)
    assert terminal.update()
    assert not terminal.update()
    assert terminal.shows == "version 2"


# forged or altered content


def test_content_altered_on_the_way(hub: LyingHub, terminal: TrustingTerminal) -> None:
    target = hub.publish(1)
    path = f"targets/{target.file_name}"
    good = hub.archives[path]
    hub.lies[path] = good[:-1] + bytes([good[-1] ^ 1])
    with refuses(terminal, UpdateRefusal.WRONG_HASH):
        terminal.update()
    hub.lies[path] = good[:-1]
    with refuses(terminal, UpdateRefusal.WRONG_LENGTH):
        terminal.update()
    hub.lies[path] = good + b"more"
    with refuses(terminal, UpdateRefusal.TOO_LARGE):
        terminal.update()
    hub.lies.clear()
    assert terminal.update()


@pytest.mark.parametrize("role", TOP_ROLES[1:])
def test_metadata_altered_on_the_way(
    hub: LyingHub, terminal: TrustingTerminal, role: TrustRole
) -> None:
    hub.publish(1)
    good = hub.newest(role)
    version = str(Metadata.from_bytes(good).signed.version)
    higher = str(int(version) + 1)
    hub.lies[hub.path(role)] = good.replace(version.encode(), higher.encode(), 1)
    by_itself = role is TrustRole.TIMESTAMP
    with refuses(terminal, UpdateRefusal.FORGED if by_itself else UpdateRefusal.MIXED):
        terminal.update()


def test_metadata_of_a_stranger(hub: LyingHub, terminal: TrustingTerminal) -> None:
    hub.publish(1)
    hub.lies[TIMESTAMP] = hub.altered(TrustRole.TIMESTAMP, nothing, a_key_ring())
    with refuses(terminal, UpdateRefusal.UNKNOWN_KEY):
        terminal.update()


def test_metadata_that_nobody_signed(hub: LyingHub, terminal: TrustingTerminal) -> None:
    hub.publish(1)
    nobody: KeyRing = {TrustRole.TIMESTAMP: []}
    hub.lies[TIMESTAMP] = hub.altered(TrustRole.TIMESTAMP, nothing, nobody)
    with refuses(terminal, UpdateRefusal.TOO_FEW_SIGNATURES):
        terminal.update()


@pytest.mark.parametrize(
    "nonsense",
    [PAGE, b"", b"{}", b"[" * 60_000, b'{"signed": 1, "signatures": []}', b"\xff\xfe"],
    ids=["a page", "nothing", "empty", "deep", "another shape", "no text"],
)
def test_what_is_no_metadata(
    hub: LyingHub, terminal: TrustingTerminal, nonsense: bytes
) -> None:
    hub.publish(1)
    hub.lies[TIMESTAMP] = nonsense
    with refuses(terminal, UpdateRefusal.FORGED):
        terminal.update()


def test_one_root_key_where_two_must_sign(tmp_path: Path, hub: LyingHub) -> None:
    ring = a_key_ring()
    strict = LyingHub(emptied(hub), ring, threshold=2)
    terminal = TrustingTerminal(tmp_path / "strict", strict, hub.ctx.clock)
    strict.publish(1)
    assert terminal.update()
    one = {**ring, TrustRole.ROOT: ring[TrustRole.ROOT][:1]}
    strict.lies["metadata/2.root.json"] = strict.altered(
        TrustRole.ROOT, next_version, one
    )
    with refuses(terminal, UpdateRefusal.TOO_FEW_SIGNATURES):
        terminal.update()


def test_a_stolen_hub_of_a_strict_site(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    """It has the keys of snapshot and timestamp; that of targets lies elsewhere."""
    hub.publish(1)
    assert terminal.update()
    hub.ring[TrustRole.TARGETS] = a_key_ring()[TrustRole.TARGETS]
    with pytest.raises(KeyUnusable), hub.repository() as repository:
        repository.renew(TrustRole.TARGETS)
    forged = hub.altered(TrustRole.TARGETS, next_version)
    version = Metadata.from_bytes(forged).signed.version
    hub.lies[f"metadata/{version}.targets.json"] = forged

    def name_it(signed: Any) -> None:
        next_version(signed)
        meta = signed.meta["targets.json"]
        meta.version, meta.length, meta.hashes = version, None, None

    vouch_anew(hub, name_it)
    with refuses(terminal, UpdateRefusal.UNKNOWN_KEY):
        terminal.update()


# key stolen


@pytest.mark.parametrize("role", TOP_ROLES[1:])
def test_a_stolen_key_that_was_replaced(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock, role: TrustRole
) -> None:
    """Terminals learn the new root from the old one; a thief's word counts no more."""
    hub.publish(1)
    assert terminal.update()
    thief = {**hub.ring}
    fresh = keys.new(role)
    with hub.repository() as repository:
        repository.rotate(role, [key.id for key in hub.ring[role]], fresh)
    hub.ring[role] = [fresh]
    clock.advance(minutes=1)
    hub.publish(2)
    assert terminal.update()
    honest, hub.ring = hub.ring, thief
    clock.advance(minutes=1)
    stolen = hub.altered(role, next_version)
    version = Metadata.from_bytes(stolen).signed.version
    at = TIMESTAMP if role is TrustRole.TIMESTAMP else f"metadata/{version}.{role}.json"
    hub.lies[at] = stolen
    hub.ring = honest
    name_in_what_vouches_for_it(hub, role, version)
    with refuses(terminal, UpdateRefusal.UNKNOWN_KEY):
        terminal.update()


def test_a_terminal_that_was_away_for_three_rotations(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    hub.publish(1)
    assert terminal.update()
    for role in (TrustRole.TIMESTAMP, TrustRole.ROOT, TrustRole.TARGETS):
        fresh = keys.new(role)
        with hub.repository() as repository:
            repository.rotate(role, [hub.ring[role][0].id], fresh)
        hub.ring[role] = [*hub.ring[role][1:], fresh]
    hub.publish(2)
    assert terminal.update()


def test_a_root_that_the_old_one_did_not_sign(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    hub.publish(1)
    assert terminal.update()
    stranger = a_key_ring()
    hub.lies["metadata/2.root.json"] = hub.altered(
        TrustRole.ROOT, next_version, stranger
    )
    with refuses(terminal, UpdateRefusal.UNKNOWN_KEY):
        terminal.update()


def test_a_hub_that_was_set_up_anew(
    tmp_path: Path, hub: LyingHub, terminal: TrustingTerminal
) -> None:
    """A terminal does not follow by itself; somebody who is there lets it."""
    hub.publish(1)
    assert terminal.update()
    anew = LyingHub(emptied(hub))
    anew.publish(2)
    hub.archives = anew.archives
    with refuses(terminal, UpdateRefusal.UNKNOWN_KEY):
        terminal.update()
    terminal.trust.forget()
    assert terminal.update()


def test_another_root_than_the_one_that_was_brought_by_hand(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    given = hub.newest(TrustRole.ROOT)
    stranger = LyingHub(emptied(hub))
    stranger.publish(1)
    terminal = TrustingTerminal(tmp_path / "by hand", stranger, clock, given)
    with refuses(terminal, UpdateRefusal.UNKNOWN_KEY):
        terminal.update()

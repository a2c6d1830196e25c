"""What is old, held back or of different moments is taken for new nowhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.releases.trust.roles import TrustRole
from tests.fakes.lying_hub import TIMESTAMP, LyingHub
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.releases.lies import (
    expire,
    refuses,
    restore,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.clock import FixedClock

# rollback to an old release


def test_yesterdays_metadata(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    hub.publish(1)
    old = hub.remembered()
    clock.advance(minutes=5)
    hub.publish(2)
    assert terminal.update()
    hub.lies = old
    with refuses(terminal, UpdateRefusal.VERSION_GOES_BACK):
        terminal.update()


def test_a_hub_from_yesterdays_backup(
    tmp_path: Path, hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    """Refused, explained, and repaired by publishing once more."""
    hub.publish(5)
    backup = hub.remembered()
    clock.advance(hours=20)
    hub.publish(6)
    assert terminal.update()
    restore(hub, backup)
    clock.advance(minutes=1)
    hub.renew()
    with refuses(terminal, UpdateRefusal.VERSION_GOES_BACK):
        terminal.update()
    clock.advance(minutes=1)
    hub.publish(6, "published again")
    with refuses(terminal, UpdateRefusal.VERSION_GOES_BACK):
        terminal.update()
    hub.publish(7, "published again")
    assert terminal.update()
    assert terminal.shows == "published again"


def test_an_older_release_that_is_signed_anew(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    hub.publish(2)
    assert terminal.update()
    clock.advance(minutes=1)
    hub.publish(1)
    with refuses(terminal, UpdateRefusal.VERSION_GOES_BACK):
        terminal.update()


def test_old_content_comes_back_under_a_new_version(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    """What an editor means by going back is no attack."""
    for version, said in ((1, "old"), (2, "wrong"), (3, "old")):
        hub.publish(version, said)
        assert terminal.update()
    assert terminal.shows == "old"


# freeze on an old release


def test_a_hub_that_is_held_back(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    hub.publish(1)
    assert terminal.update()
    frozen = hub.remembered()
    clock.advance(hours=25)
    hub.publish(2)
    hub.lies = {**frozen, hub.path(TrustRole.SNAPSHOT): None}
    with refuses(terminal, UpdateRefusal.EXPIRED):
        terminal.update()
    assert terminal.shows == "version 1"
    hub.lies.clear()
    assert terminal.update()


@pytest.mark.parametrize(
    ("role", "days"), [(TrustRole.TARGETS, 91), (TrustRole.ROOT, 366)]
)
def test_a_role_that_nobody_renewed(
    hub: LyingHub,
    terminal: TrustingTerminal,
    clock: FixedClock,
    role: TrustRole,
    days: int,
) -> None:
    hub.publish(1)
    assert terminal.update()
    clock.advance(days=days)
    hub.renew()
    with refuses(terminal, UpdateRefusal.EXPIRED):
        terminal.update()
    with hub.repository() as repository:
        for late in (TrustRole.ROOT, TrustRole.TARGETS):
            repository.renew(late)
    hub.publish(2)
    assert terminal.update()


# mix and match


@pytest.mark.parametrize("role", [TrustRole.SNAPSHOT, TrustRole.TARGETS])
def test_metadata_of_another_moment(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock, role: TrustRole
) -> None:
    hub.publish(1)
    old = hub.newest(role)
    clock.advance(minutes=5)
    hub.publish(2)
    hub.lies[hub.path(role)] = old
    with refuses(terminal, UpdateRefusal.MIXED):
        terminal.update()


def test_metadata_of_another_moment_that_no_hash_gives_away(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    hub.publish(1)
    old = hub.newest(TrustRole.SNAPSHOT)
    clock.advance(minutes=5)
    hub.publish(2)

    def without_hash(signed: Any) -> None:
        signed.snapshot_meta.length = signed.snapshot_meta.hashes = None

    hub.lies[TIMESTAMP] = hub.altered(TrustRole.TIMESTAMP, without_hash)
    hub.lies[hub.path(TrustRole.SNAPSHOT)] = old
    with refuses(terminal, UpdateRefusal.MIXED):
        terminal.update()


def test_the_archive_of_another_release(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    old = hub.publish(1)
    new = hub.publish(2)
    hub.lies[f"targets/{new.file_name}"] = hub.archives[f"targets/{old.file_name}"]
    with refuses(terminal, UpdateRefusal.WRONG_HASH):
        terminal.update()


# terminal without a clock


NINETEEN_SEVENTY = datetime(1970, 1, 1, tzinfo=UTC)


def test_a_terminal_without_a_clock(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    """It takes what is new; what was over when it last knew better it does not take."""
    stopped = type(clock)(NINETEEN_SEVENTY)
    terminal = TrustingTerminal(tmp_path / "no clock", hub, stopped)
    assert terminal.trust.clock_is_early()
    hub.publish(1)
    assert terminal.update()
    frozen = hub.remembered()
    clock.advance(days=3)
    hub.publish(2)
    assert terminal.update()
    hub.lies = frozen
    with refuses(terminal, UpdateRefusal.VERSION_GOES_BACK):
        terminal.update()


def test_a_terminal_without_a_clock_is_told_what_was_over_before_it_was_built(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    clock.set(datetime(2025, 12, 24, tzinfo=UTC))
    with hub.repository() as repository:
        repository.renew(TrustRole.ROOT)
    hub.publish(1)
    hub.lies = hub.remembered()
    clock.set(datetime(2025, 12, 24, tzinfo=UTC) - timedelta(days=400))
    terminal = TrustingTerminal(tmp_path / "no clock", hub, clock)
    expire(hub, TrustRole.TIMESTAMP)
    with refuses(terminal, UpdateRefusal.CLOCK_TOO_EARLY):
        terminal.update()

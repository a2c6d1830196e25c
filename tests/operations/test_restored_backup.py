"""A hub that came back from yesterday's backup is believed again once it publishes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.devices import DeviceReport
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import NotFound, UpdateRefused
from kiosk.operations import fleet, publishing, release_signing
from kiosk.operations.hub_content import HubContent
from kiosk.operations.publishing import FARTHEST_AHEAD, Wish
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.installed import InstalledReleases
from kiosk.store.database import Database
from tests.builders import a_content_folder
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.hub_context import a_hub, pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.clock import FixedClock


class Hub:
    """Its data folder, which can be saved and brought back; a `ReleaseSource`."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder = folder
        self.clock = clock
        self.shipped = a_content_folder(folder)
        ring = a_key_ring()
        self.signing = HubSigning(at_hand(ring), clock, first=lambda: ring)
        self.ctx = a_hub(folder, clock=clock, content=self._content())
        self.entrance = pair(self.ctx, "A")

    def publishes(self, times: int = 1) -> int:
        for _ in range(times):
            self.clock.advance(minutes=1)
            publishing.publish(self.ctx, Wish("kiosk"), self.shipped)
            publishing.install_newest(self.ctx)
        newest = publishing.newest(self.ctx)
        assert newest is not None
        return newest.about.version

    def saves(self, to: Path) -> None:
        self.ctx.database.scrub()
        shutil.copytree(self.folder, to)

    def comes_back(self, saved: Path) -> None:
        self.ctx.database.close()
        shutil.rmtree(self.folder)
        shutil.copytree(saved, self.folder)
        database = Database.in_file(self.folder / "hub.sqlite")
        self.ctx = replace(self.ctx, database=database, content=self._content())

    def hears(self, terminal: TrustingTerminal, staged: int | None = None) -> None:
        release = terminal.installed.current().version
        said = DeviceReport("1.0", release=release, staged=staged)
        fleet.report(self.ctx, self.entrance, said)

    def read(self, path: str) -> Iterator[bytes]:
        kind, _, name = path.partition("/")
        of = {"metadata": release_signing.metadata, "targets": release_signing.target}
        yield of[kind](self.ctx, name)

    def _content(self) -> HubContent:
        installed = InstalledReleases(self.folder / "releases", self.shipped)
        return HubContent(installed, self.signing)


@pytest.fixture
def hub(tmp_path: Path, clock: FixedClock) -> Iterator[Hub]:
    folder = tmp_path / "hub"
    folder.mkdir()
    made = Hub(folder, clock)
    yield made
    made.ctx.database.close()


@pytest.fixture
def terminal(tmp_path: Path, hub: Hub, clock: FixedClock) -> TrustingTerminal:
    return TrustingTerminal(tmp_path / "terminal", hub, clock)


def version_of(terminal: TrustingTerminal) -> int:
    return terminal.installed.current().version


def test_publishing_again_repairs_a_restored_hub_by_itself(
    hub: Hub, terminal: TrustingTerminal, tmp_path: Path
) -> None:
    assert hub.publishes(5) == 5
    assert terminal.update()
    hub.saves(tmp_path / "backup")
    assert hub.publishes(2) == 7
    assert terminal.update()
    assert version_of(terminal) == 7

    hub.comes_back(tmp_path / "backup")
    with pytest.raises(UpdateRefused) as refused:
        terminal.update()
    assert refused.value.reason == UpdateRefusal.VERSION_GOES_BACK
    assert "publish once more" in refused.value.remedy
    assert version_of(terminal) == 7, "it shows what it had"

    hub.hears(terminal)
    assert hub.publishes() == 8
    assert terminal.update()
    assert version_of(terminal) == 8


def test_what_waits_on_a_terminal_counts_as_taken(
    hub: Hub, terminal: TrustingTerminal
) -> None:
    hub.publishes(5)
    terminal.update()
    hub.hears(terminal, staged=9)
    assert hub.publishes() == 10


def test_a_revoked_terminal_has_no_say(hub: Hub) -> None:
    hub.publishes()
    fleet.report(hub.ctx, hub.entrance, DeviceReport("1.0", release=99))
    fleet.revoke(hub.ctx, "A")
    assert hub.publishes() == 2


def test_a_terminal_that_talks_nonsense_does_not_use_up_the_versions(
    hub: Hub,
) -> None:
    hub.publishes()
    nonsense = DeviceReport("1.0", release=2**31 - 1, staged=1 + FARTHEST_AHEAD + 1)
    fleet.report(hub.ctx, hub.entrance, nonsense)
    assert hub.publishes() == 2
    far = DeviceReport("1.0", release=2 + FARTHEST_AHEAD)
    fleet.report(hub.ctx, hub.entrance, far)
    assert hub.publishes() == 3 + FARTHEST_AHEAD


@pytest.mark.parametrize("said", [None, DeviceReport("0.9")])
def test_terminals_that_say_nothing_of_it_change_nothing(
    hub: Hub, said: DeviceReport | None
) -> None:
    if said is not None:
        fleet.report(hub.ctx, hub.entrance, said)
    assert hub.publishes(2) == 2


def test_what_a_hub_does_not_have_is_not_there(hub: Hub) -> None:
    with pytest.raises(NotFound):
        list(hub.read("metadata/timestamp.json"))

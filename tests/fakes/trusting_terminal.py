"""A terminal that takes releases with the real client, onto a real disk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.releases.installed import InstalledReleases
from kiosk.releases.trust.client import ReleaseTrust, SeenRelease
from kiosk.releases.trust.roles import TargetKind
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.releases.disk import ReleaseDisk
    from kiosk.releases.trust.source import ReleaseSource

BUILT = datetime(2026, 1, 5, tzinfo=UTC)


class TrustingTerminal:
    def __init__(
        self,
        folder: Path,
        source: ReleaseSource,
        clock: Clock | None = None,
        first_root: bytes | None = None,
        disk: ReleaseDisk | None = None,
    ) -> None:
        shipped = folder / "shipped"
        shipped.mkdir(parents=True, exist_ok=True)
        (shipped / "site.toml").write_text("shipped")
        self.folder = folder
        self.trust = ReleaseTrust(
            folder / "trust", source, clock or FixedClock(), BUILT, first_root, disk
        )
        self.installed = InstalledReleases(folder / "releases", shipped)

    @property
    def shows(self) -> str:
        return (self.installed.current().folder / "site.toml").read_text()

    def update(self) -> bool:
        """Whether it shows another release now. Raises `UpdateRefused`."""
        now = self.installed.current()
        seen = SeenRelease(now.version, now.folder.name.rpartition("-")[2])
        found = self.trust.look(seen if now.version else SeenRelease())
        newest = found.newest(TargetKind.RELEASE) if found else None
        if newest is None or newest.version == now.version:
            return False
        archive = self.folder / "archive.zip"
        archive.unlink(missing_ok=True)
        self.trust.fetch(newest, archive)
        self.installed.swap(self.installed.stage(archive))
        return True

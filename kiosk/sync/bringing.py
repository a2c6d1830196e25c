"""How the newest release comes onto this machine: looked for, believed, staged, tried.

One function for the hub and for a stick. It never changes what is shown: whoever calls
it swaps, when no visitor is there.
"""

from __future__ import annotations

import logging
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk import paths
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import DataFolderUnusable, UpdateRefused
from kiosk.releases.installed import disk_refused, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from kiosk.releases.installed import InstalledRelease, InstalledReleases
    from kiosk.releases.trust.client import ReleaseTrust, SeenRelease
    from kiosk.releases.trust.roles import SignedTarget
    from kiosk.releases.trust.source import ReleaseSource

    Probe = Callable[[Path], object]
    """Raises `UpdateRefused` for content that cannot be shown on every screen."""
    Believing = Callable[[ReleaseSource], ReleaseTrust]

NEVER_AGAIN = frozenset(
    {
        *(UpdateRefusal.PROBE_FAILED, UpdateRefusal.BROKEN_CONTENT),
        *(UpdateRefusal.TOO_LARGE, UpdateRefusal.TOO_MANY_FILES),
        *(UpdateRefusal.ZIP_BOMB, UpdateRefusal.BAD_PATH, UpdateRefusal.BAD_SUFFIX),
        *(UpdateRefusal.NOT_AN_ARCHIVE, UpdateRefusal.MIXED),
    }
)
"""What is wrong with the very archive that was signed stays wrong with it."""
ARCHIVE = "incoming.zip"
LOCK = "update.lock"
IN_TURN_SECONDS = 60.0

log = logging.getLogger(__name__)


class ClosableSource(Protocol):
    """A `ReleaseSource` of one thread."""

    def read(self, path: str) -> Iterator[bytes]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a look."""

    offered: int | None = None
    """The newest release that is vouched for; None: there is none."""
    as_of: datetime | None = None
    """When that was vouched for."""
    staged: InstalledRelease | None = None
    """Here, whole and tried, and not the one that is shown."""
    refused: UpdateRefusal | None = None
    """Why the one that is offered is never taken."""


class ReleaseBringer:
    """Of one terminal's folders. Blocks: for a thread in which no loop runs."""

    def __init__(
        self,
        installed: InstalledReleases,
        folder: Path,
        believing: Believing,
        probe: Probe,
    ) -> None:
        """`folder`: where the archive lies until it is unpacked.

        `believing`: the memory of what this terminal believes, reading from a source.
        """
        self.installed = installed
        self._folder = folder
        self._believing = believing
        self._probe = probe

    def bring(self, source: ClosableSource) -> Brought:
        """Close the source, too. Raises `UpdateRefused`; what is shown stays."""
        with closing(source), self._alone():
            return self._bring(self._believing(source))

    def _bring(self, trust: ReleaseTrust) -> Brought:
        from kiosk.releases.trust.roles import TargetKind  # 120 ms

        found = trust.look(self._seen())
        target = found.newest(TargetKind.RELEASE) if found else None
        if found is None or target is None:
            return Brought(as_of=found.as_of if found else None)
        name = name_of(target.version, target.sha256)
        known = {each.name: each.reason for each in self.installed.refused()}
        now = self.installed.current()
        if name in known or name == now.folder.name:
            reason = _reason(known[name]) if name in known else None
            return Brought(target.version, found.as_of, refused=reason)
        staged = self._tried(trust, target, name)
        return Brought(target.version, found.as_of, staged)

    def _tried(
        self, trust: ReleaseTrust, target: SignedTarget, name: str
    ) -> InstalledRelease:
        try:
            staged = self.installed.named(name) or self._fetched(trust, target, name)
            self._probe(staged.folder)
        except UpdateRefused as error:
            if error.reason in NEVER_AGAIN:
                self.installed.refuse(name, UpdateRefusal(error.reason))
            raise
        return staged

    def _fetched(
        self, trust: ReleaseTrust, target: SignedTarget, name: str
    ) -> InstalledRelease:
        archive = self._folder / ARCHIVE
        try:
            archive.unlink(missing_ok=True)
            trust.fetch(target, archive)
            staged = self.installed.stage(archive)
        except OSError as error:
            raise disk_refused(error, self._folder) from error
        finally:
            with suppress(OSError):
                archive.unlink(missing_ok=True)
        if staged.folder.name != name:
            raise UpdateRefused(
                f"The release that was signed as {target.version} says of itself that"
                f" it is {staged.version}.",
                "Publish once more; if it comes again, find out who signs.",
                reason=UpdateRefusal.MIXED,
            )
        return staged

    def _seen(self) -> SeenRelease:
        """The highest that ever was here, whether it is shown or was given up."""
        from kiosk.releases.trust.client import NOTHING_SEEN, SeenRelease

        now = self.installed.current()
        names = [each.name for each in self.installed.refused()]
        if not now.is_shipped:
            names.append(now.folder.name)
        if not names:
            return NOTHING_SEEN
        version, digest = max(
            (int(v), d) for v, _, d in (n.partition("-") for n in names)
        )
        return SeenRelease(version, digest)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A stick may be read while the terminal looks at its hub."""
        try:
            self._folder.mkdir(mode=paths.PRIVATE, parents=True, exist_ok=True)
            with paths.held(self._folder / LOCK, "An update", IN_TURN_SECONDS):
                yield
        except OSError as error:
            raise disk_refused(error, self._folder) from error
        except DataFolderUnusable as error:
            raise UpdateRefused(
                str(error), error.remedy, reason=UpdateRefusal.DISK_FAILED
            ) from error


def _reason(said: str) -> UpdateRefusal:
    """A word of a newer program, which was here before, is a failed probe."""
    known = said in set(UpdateRefusal)
    return UpdateRefusal(said) if known else UpdateRefusal.PROBE_FAILED

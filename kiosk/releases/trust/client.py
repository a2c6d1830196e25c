"""The terminal's side of trust: which release is the newest, and whether to believe it.

All rules are those of The Update Framework, by its own library. Ours are the first
root, the floor of the clock, that what is believed is settled on the disk before
anything moves, and that a release never goes back.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tuf.api.exceptions import (
    DownloadError,
    DownloadHTTPError,
    RepositoryError,
    StorageError,
)
from tuf.api.metadata import Metadata, Targets, Timestamp
from tuf.ngclient import Updater, UpdaterConfig

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import HubError
from kiosk.releases.disk import FsyncingDisk
from kiosk.releases.limits import USUAL_LIMITS
from kiosk.releases.trust.delegating import ANY, FILE, let_by, notices_of
from kiosk.releases.trust.refusing import refusal, refused
from kiosk.releases.trust.roles import (
    LIFETIMES,
    TOP_ROLES,
    SignedTarget,
    TargetKind,
    TrustRole,
)
from kiosk.releases.trust.source import METADATA, TARGETS, SourceFetcher
from kiosk.releases.trust.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tuf.api.metadata import Root

    from kiosk.clock import Clock
    from kiosk.releases.disk import ReleaseDisk
    from kiosk.releases.trust.refusing import Believed
    from kiosk.releases.trust.source import ReleaseSource

LARGEST_METADATA = 64 * 1024
"""Bytes; one role's metadata has some hundred."""
LARGEST_NOTICES = 1024 * 1024
MOST_ROTATIONS = 64
"""Roots that are learnt in one go; the rest is learnt at the next look."""
FIRST_ROOT = "1.root.json"
FIRST_ROOT_KEPT = "first-root.json"
MISHAPS = (RepositoryError, DownloadError, HubError, OSError)
LARGEST = {
    TargetKind.RELEASE: USUAL_LIMITS.archive,
    TargetKind.NOTICES: LARGEST_NOTICES,
}


@dataclass(frozen=True, slots=True)
class SeenRelease:
    """The highest that this terminal has installed; nothing below is ever taken."""

    version: int = 0
    sha256: str = ""
    """Of its archive, or the beginning of that; "" is any."""


NOTHING_SEEN = SeenRelease()


@dataclass(frozen=True, slots=True)
class VouchedFor:
    """What the hub offers, and somebody has signed."""

    targets: tuple[SignedTarget, ...]
    as_of: datetime
    """When the hub last said that there is nothing newer."""

    def newest(self, kind: TargetKind) -> SignedTarget | None:
        ours = [target for target in self.targets if target.kind is kind]
        return max(ours, key=lambda target: target.version, default=None)


class ReleaseTrust:
    """One terminal's memory of what it believes: a folder that survives everything."""

    def __init__(
        self,
        folder: Path,
        source: ReleaseSource,
        clock: Clock,
        built: datetime,
        first_root: bytes | None = None,
        disk: ReleaseDisk | None = None,
    ) -> None:
        """`built`: when this program came to be, before which no clock is believed.

        `first_root`: what somebody brought here by hand; None: the first one that the
        hub shows over the connection to which this terminal was paired.
        """
        self._folder = folder
        self._metadata = folder / "metadata"
        self._first = folder / FIRST_ROOT_KEPT
        self._fetcher = SourceFetcher(source)
        self._clock = clock
        self._built = built
        self._given_root = first_root
        self._disk = disk or FsyncingDisk()
        self._updater: Updater | None = None

    def look(self, seen: SeenRelease = NOTHING_SEEN) -> VouchedFor | None:
        """What is the newest now, settled on the disk. Raises `UpdateRefused`.

        None: nothing was ever believed here, and the hub has no releases, as an older
        one.
        """
        self._updater = None
        self._fetcher.path = str(self._folder)
        with self._naming_refusals():
            self._updater = updater = self._begin()
            if updater is None:
                return None
            updater.refresh()
            self._settle()
            found = VouchedFor(self._targets(), self._last_vouched_at() or self._now())
        _check_rises(found.newest(TargetKind.RELEASE), seen)
        return found

    def notices(self) -> SignedTarget | None:
        """The newest file of notices of the last look, by whoever may vouch for it.

        None: there never was one. Raises `UpdateRefused`.
        """
        assert self._updater is not None, "look first"
        found = [*notices_of(self._updater._trusted_set.targets), *self._let_notices()]
        return max(found, key=lambda target: target.version, default=None)

    def fetch(self, target: SignedTarget, into: Path) -> None:
        """Bring one of those of the last look, verified and settled, or nothing.

        Raises `UpdateRefused`.
        """
        assert self._updater is not None, "look before you fetch"
        if target.length > LARGEST[target.kind]:
            raise refused(
                UpdateRefusal.TOO_LARGE, f"{target.name} has {target.length} bytes."
            )
        with self._naming_refusals():
            found = self._updater.get_targetinfo(target.name)
            assert found is not None, "one of the last look"
            self._updater.download_target(found, str(into))
            self._disk.settle(into)

    def clock_is_early(self) -> bool:
        """Whether this machine's clock says a time that is over for sure."""
        return self._clock.now() < self._floor()

    def forget(self) -> None:
        """Trust the next first root: of a hub set up anew. Raises `OSError`."""
        self._updater = None
        self._disk.remove(self._folder)

    def _let_notices(self) -> tuple[SignedTarget, ...]:
        """What the key vouches for that the publisher lets sign notices.

        A hub whose key is lost has no such file, and the publisher's word is all.
        """
        assert self._updater is not None
        trusted = self._updater._trusted_set
        if not let_by(trusted.targets) or FILE not in trusted.snapshot.meta:
            return ()
        with self._naming_refusals():
            self._updater.get_targetinfo(ANY)
            self._settle()
        return notices_of(cast("Targets", trusted[TrustRole.NOTICES]))

    def _begin(self) -> Updater | None:
        self._disk.make(self._metadata)
        self._remove_leftovers()
        root = self._given_root or self._kept_root()
        if root is None:
            with suppress(DownloadHTTPError):
                root = self._fetcher.download_bytes(
                    METADATA + FIRST_ROOT, LARGEST_METADATA
                )
        if root is None:
            return None
        updater = self._updater_from(root)
        if self._kept_root() != root:
            self._keep_root(root)
        return updater

    def _updater_from(self, root: bytes) -> Updater:
        updater = Updater(
            str(self._metadata),
            METADATA,
            target_base_url=TARGETS,
            fetcher=self._fetcher,
            config=UpdaterConfig(
                max_root_rotations=MOST_ROTATIONS,
                max_delegations=1,
                root_max_length=LARGEST_METADATA,
                timestamp_max_length=LARGEST_METADATA,
                snapshot_max_length=LARGEST_METADATA,
                targets_max_length=LARGEST_METADATA,
            ),
            bootstrap=root,
        )
        # the library has no other way to be told the time
        updater._trusted_set.reference_time = self._now()
        return updater

    @contextmanager
    def _naming_refusals(self) -> Iterator[None]:
        try:
            yield
        except MISHAPS as error:
            told = refusal(error, self._fetcher, self._believed())
            if told.reason == UpdateRefusal.EXPIRED and self.clock_is_early():
                told = refused(UpdateRefusal.CLOCK_TOO_EARLY, str(told))
            raise told from error

    def _believed(self) -> Believed:
        """Whoever names the keys of each role, as far as the last look got."""
        if self._updater is None:
            return {}
        trusted = self._updater._trusted_set
        by: dict[str, Root | Targets] = dict.fromkeys(TOP_ROLES, trusted.root)
        if TrustRole.TARGETS in trusted:
            by[TrustRole.NOTICES] = trusted.targets
        return by

    def _kept_root(self) -> bytes | None:
        try:
            return self._first.read_bytes()
        except FileNotFoundError:
            return None

    def _keep_root(self, root: bytes) -> None:
        new = self._first.with_suffix(".new")
        self._disk.write(new, root)
        self._disk.settle(new)
        self._disk.replace(new, self._first)
        self._disk.settle(self._folder)

    def _settle(self) -> None:
        """The library replaces files in one step, but waits for no disk."""
        for path in (*self._metadata.rglob("*.json"), self._metadata / "root_history"):
            self._disk.settle(path)
        self._disk.settle(self._metadata)

    def _remove_leftovers(self) -> None:
        """What a look that was killed had not given its name yet."""
        for path in self._metadata.glob("tmp*"):
            path.unlink()

    def _targets(self) -> tuple[SignedTarget, ...]:
        path = self._metadata / f"{TrustRole.TARGETS}.json"
        return targets_of(Metadata[Targets].from_file(str(path)).signed)

    def _last_vouched_at(self) -> datetime | None:
        """When the newest timestamp that was believed here was signed."""
        path = self._metadata / f"{TrustRole.TIMESTAMP}.json"
        with suppress(OSError, RepositoryError, StorageError):
            ends = Metadata[Timestamp].from_file(str(path)).signed.expires
            return ends - LIFETIMES[TrustRole.TIMESTAMP]
        return None

    def _now(self) -> datetime:
        return max(self._clock.now(), self._floor())

    def _floor(self) -> datetime:
        return max(self._built, self._last_vouched_at() or self._built)


def _check_rises(newest: SignedTarget | None, seen: SeenRelease) -> None:
    """Raises `UpdateRefused`."""
    version = newest.version if newest else 0
    other = newest is not None and not newest.sha256.startswith(seen.sha256)
    if version < seen.version or (version == seen.version and other):
        raise refused(
            UpdateRefusal.VERSION_GOES_BACK,
            f"The hub offers release {version}{' with other content' * other}; here is"
            f" release {seen.version}.",
        )

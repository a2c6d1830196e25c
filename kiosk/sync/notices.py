"""How a terminal gets the notices of its centre, believes them, and shows them in time.

It looks when the hub's greeting names another file than it has, again and again until
that is here, and now and then unasked. What it has it shows by the hub's clock until it
ends, with and without a network.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

import msgspec

from kiosk.domain import site_notices
from kiosk.domain.releases import UpdateRefusal
from kiosk.domain.site_notices import NoticeKind, SiteNotice
from kiosk.errors import UpdateRefused
from kiosk.ids import LanguageCode, NoticeId
from kiosk.releases.disk import FsyncingDisk
from kiosk.sync.aside import aside
from kiosk.wire.notices import NoticesFile, ToldNotice

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.releases.disk import ReleaseDisk
    from kiosk.releases.trust.client import ReleaseTrust
    from kiosk.releases.trust.roles import SignedTarget
    from kiosk.releases.trust.source import ReleaseSource

log = logging.getLogger(__name__)

KEPT = "notices.json"
FETCHED = "notices.new"
LARGEST = 1024 * 1024
TURN_SECONDS = 0.5
POLL_SECONDS = 600.0
FIRST_RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 60.0
COMPLAINT = "notices-refused"


class ClosableReleases(Protocol):
    """A `ReleaseSource` of one thread."""

    def read(self, path: str) -> Iterator[bytes]: ...

    def close(self) -> None: ...


class TellsStaff(Protocol):
    def complain(self, code: str, *, on: bool) -> None: ...


class NoticeBringer:
    """Of one terminal's folder, in which the newest file is kept. Blocks.

    The folder is that of the trust itself: who trusts another hub from now on has none
    of the notices of the one before.
    """

    def __init__(
        self,
        folder: Path,
        believing: Callable[[ReleaseSource], ReleaseTrust],
        disk: ReleaseDisk | None = None,
    ) -> None:
        self._folder = folder
        self._believing = believing
        self._disk = disk or FsyncingDisk()

    def kept(self) -> NoticesFile | None:
        """What is here; None also for what cannot be read any more."""
        try:
            with (self._folder / KEPT).open("rb") as opened:
                return msgspec.json.decode(opened.read(LARGEST), type=NoticesFile)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            log.error("the notices that were kept cannot be read: %s", error)
            return None

    def bring(self, source: ClosableReleases) -> NoticesFile | None:
        """The newest, from now on kept; close the source, too.

        None where there never was a notice. Raises `UpdateRefused`; what is here stays.
        """
        from kiosk.releases.trust.refusing import refused  # 120 ms

        with closing(source):
            trust = self._believing(source)
            target = trust.notices() if trust.look() else None
            kept = self.kept()
            known = kept.version if kept else 0
            if target is None or target.version == known:
                return kept
            if target.version < known:
                raise refused(
                    UpdateRefusal.VERSION_GOES_BACK,
                    f"The hub offers {target.name}; here is {known}.",
                )
            return self._fetched(trust, target)

    def _fetched(self, trust: ReleaseTrust, target: SignedTarget) -> NoticesFile:
        new = self._folder / FETCHED
        trust.fetch(target, new)
        said = _read(new)
        if said.version != target.version:
            raise _broken(
                UpdateRefusal.MIXED,
                f"{target.name} says of itself that it is {said.version}.",
            )
        try:
            self._disk.replace(new, self._folder / KEPT)
            self._disk.settle(self._folder)
        except OSError as error:
            raise UpdateRefused(
                f"The notices cannot be kept: {error.strerror or error}.",
                "Look at this terminal's disk, and the rights of its data folder.",
                reason=UpdateRefusal.DISK_FAILED,
            ) from error
        return said


class NoticeWatch:
    """The terminal's port `Noticeboard`, and one task beside the lifeline."""

    def __init__(
        self,
        kept: Callable[[], NoticesFile | None],
        bring: Callable[[], NoticesFile | None],
        clock: Clock,
        running: Callable[[], float],
        jitter: random.Random,
        staff: TellsStaff,
    ) -> None:
        """Both block; `bring` raises `UpdateRefused`. `running` counts seconds."""
        self._kept = kept
        self._bring = bring
        self._clock = clock
        self._running = running
        self._jitter = jitter
        self._staff = staff
        self._notices: tuple[SiteNotice, ...] = ()
        self._version = 0
        self._hint: int | None = None
        self._failed = 0
        self._look_at = running() + jitter.uniform(0.1, 1.0) * LONGEST_RETRY_SECONDS

    def shown(self) -> tuple[SiteNotice, ...]:
        """What is to be told now, the most important first; never blocks."""
        return site_notices.in_order(self._notices, self._clock.now())

    def hint(self, version: int | None) -> None:
        """What the hub's greeting says is the newest; never believed, only heeded."""
        if version is None or version == self._hint:
            return
        self._hint = version
        if version != self._version:
            self._failed = 0
            self._look_at = self._running()

    async def run(self) -> None:
        self.begin(await asyncio.to_thread(self._kept))
        while True:
            try:
                await self.step()
            except Exception:
                log.exception("looking for notices broke")
                self._try_later()
            await asyncio.sleep(TURN_SECONDS)

    async def step(self) -> None:
        """Look, where that is due."""
        if self._running() < self._look_at:
            return
        try:
            self.begin(await aside(self._bring, "notices"))
        except UpdateRefused as error:
            self._refuse(error)
            self.begin(await asyncio.to_thread(self._kept))  # as from a stick
            return
        self._staff.complain(COMPLAINT, on=False)
        if self._hint in {None, self._version}:
            self._failed = 0
            spread = self._jitter.uniform(0.8, 1.2)
            self._look_at = self._running() + POLL_SECONDS * spread
        else:  # between the greeting and the file somebody put up one more, or lies
            self._try_later()

    def begin(self, said: NoticesFile | None) -> None:
        """Show these from now on."""
        if said is not None:
            self._version = said.version
            self._notices = tuple(_notice(told) for told in said.notices)

    def _refuse(self, error: UpdateRefused) -> None:
        reason = UpdateRefusal(error.reason)
        if not self._failed:
            log.warning("notices refused (%s): %s %s", reason, error, error.remedy)
        if reason is not UpdateRefusal.NOT_FETCHED:
            self._staff.complain(COMPLAINT, on=True)
        self._try_later()

    def _try_later(self) -> None:
        """Doubling, and never in step with other terminals."""
        seconds = FIRST_RETRY_SECONDS * 2.0**self._failed
        self._failed = min(self._failed + 1, 10)
        spread = self._jitter.uniform(0.5, 1.0)
        self._look_at = self._running() + min(seconds, LONGEST_RETRY_SECONDS) * spread


def _read(file: Path) -> NoticesFile:
    """Raises `UpdateRefused`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=NoticesFile)
    except (OSError, msgspec.DecodeError) as error:
        raise _broken(
            UpdateRefusal.BROKEN_CONTENT, f"The notices cannot be read: {error}."
        ) from error


def _broken(reason: UpdateRefusal, message: str) -> UpdateRefused:
    return UpdateRefused(
        message,
        "Put a notice up or take one down once more; if it comes again, find out who"
        " signs.",
        reason=reason,
    )


def _notice(told: ToldNotice) -> SiteNotice:
    known = told.kind in set(NoticeKind)
    return SiteNotice(
        NoticeId(told.id),
        NoticeKind(told.kind) if known else NoticeKind.INFO,
        {LanguageCode(code): text for code, text in told.texts.items()},
        told.begins,
        told.ends,
    )

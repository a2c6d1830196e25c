"""The notices of the centre on a terminal that paints its greeting before it asks.

They are believed by the same keys as releases, but in a memory of their own: a release
that takes minutes to be tried holds up no warning.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kiosk.clock import SystemClock, seconds_running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.releases.trust.client import ReleaseTrust
    from kiosk.releases.trust.source import ReleaseSource
    from kiosk.sync.notices import NoticeBringer, NoticeWatch, TellsStaff
    from kiosk.wire.notices import NoticesFile


FOLDER = "notices"
"""Below the trust in releases: who forgets that forgets this, too."""


class LateNoticeboard:
    """The terminal's port `Noticeboard`; empty until `run` has begun."""

    def __init__(
        self,
        trust: Path,
        hub: str,
        token: Callable[[], str],
        clock: Clock,
        staff: TellsStaff,
        given_root: Callable[[], bytes | None] = lambda: None,
    ) -> None:
        """`trust`: where the terminal keeps whom it believes about releases.

        `given_root`: what an administrator put there; may raise `UpdateRefused`.
        """
        self._trust = trust
        self._hub = hub
        self._token = token
        self._clock = clock
        self._staff = staff
        self._given_root = given_root
        self._watch: NoticeWatch | None = None

    def shown(self) -> tuple[SiteNotice, ...]:
        return self._watch.shown() if self._watch else ()

    def hint(self, version: int | None) -> None:
        """What the hub's greeting says is the newest."""
        if self._watch is not None:
            self._watch.hint(version)

    async def run(self) -> None:
        from kiosk.sync.notices import NoticeWatch
        from kiosk.sync.releases import HubReleases

        bringer = notice_bringer(self._trust, self._given_root)

        def bring() -> NoticesFile | None:
            return bringer.bring(HubReleases(self._hub, self._token))

        jitter = random.Random()  # noqa: S311 - spreads load, guards nothing
        self._watch = NoticeWatch(
            bringer.kept, bring, self._clock, seconds_running, jitter, self._staff
        )
        await self._watch.run()


def notice_bringer(
    trust: Path, given_root: Callable[[], bytes | None]
) -> NoticeBringer:
    """As for releases: by this machine's own clock, and from the same root."""
    from kiosk.cli.terminal_releases import built
    from kiosk.releases.trust.client import FIRST_ROOT_KEPT, ReleaseTrust
    from kiosk.sync.notices import NoticeBringer

    def believing(source: ReleaseSource) -> ReleaseTrust:
        root, kept = given_root(), trust / FIRST_ROOT_KEPT
        if root is None and kept.is_file():
            root = kept.read_bytes()
        return ReleaseTrust(trust / FOLDER, source, SystemClock(), built(), root)

    return NoticeBringer(trust / FOLDER, believing)

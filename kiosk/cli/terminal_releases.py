"""Which release a terminal begins with, and how it gets the next one."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import kiosk
from kiosk import paths
from kiosk.clock import SystemClock, seconds_running
from kiosk.errors import BadSetting, UpdateRefused
from kiosk.releases import pointer
from kiosk.releases.showing import ShowingNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.cli.options import Setup
    from kiosk.releases.installed import InstalledReleases
    from kiosk.releases.trust.client import ReleaseTrust
    from kiosk.releases.trust.source import ReleaseSource
    from kiosk.sync.bringing import Brought, ReleaseBringer

log = logging.getLogger(__name__)

LARGEST_ROOT = 512 * 1024
"""Bytes of a file that names the root keys."""
BOOT = Path("/proc/sys/kernel/random/boot_id")


def note_of(place: Setup) -> ShowingNote:
    boot = ""
    with suppress(OSError):
        boot = BOOT.read_text(encoding="ascii").strip()
    return ShowingNote(place.folder.terminal_releases, boot, seconds_running)


def count_start(place: Setup, note: ShowingNote) -> None:
    """Before anything is read: give up a release with which the program only dies."""
    folder, now = place.folder.terminal_releases, SystemClock().now()
    while True:
        present = pointer.present(folder)
        if not note.begin(present.name if present else None, now):
            return
        from kiosk.domain.releases import UpdateRefusal

        try:
            given_up = installed_of(place).fall_back(UpdateRefusal.CRASH_LOOP)
        except UpdateRefused as error:
            log.error("content is not given up: %s %s", error, error.remedy)
            return
        log.error(
            "the program died again and again with %s: release %d is shown",
            present,
            given_up.version,
        )


def installed_of(place: Setup) -> InstalledReleases:
    """Below its releases is what the settings name, or what came with the program."""
    from kiosk.releases.installed import InstalledReleases

    try:
        instead = place.content
    except BadSetting as error:
        log.error("%s %s", error, error.remedy)
        instead = paths.shipped("content")
    return InstalledReleases(place.folder.terminal_releases, instead)


def built() -> datetime:
    """When the files of this program were written: no clock before that is right."""
    written = Path(kiosk.__file__).stat().st_mtime
    return datetime.fromtimestamp(written, UTC)


def bringer(
    place: Setup, installed: InstalledReleases, first_root: bytes | None = None
) -> ReleaseBringer:
    """The same for the hub and for a stick; `first_root` was brought by hand."""
    from kiosk.cli.preview_process import PROBE_SECONDS, SparingProbe
    from kiosk.sync.bringing import ReleaseBringer

    trust = partial(_trust, place, first_root)
    folder = place.folder.terminal_releases.parent
    probe = SparingProbe(PROBE_SECONDS, built=paths.shipped("content"))
    return ReleaseBringer(installed, folder, trust, probe)


def given_root(place: Setup) -> bytes | None:
    """What an administrator put here; None: the hub's own first one is believed.

    Raises `UpdateRefused` where it cannot be read: then nobody is believed.
    """
    file = place.settings.terminal.first_root_file
    if file is None:
        return None
    try:
        with file.open("rb") as opened:
            root = opened.read(LARGEST_ROOT + 1)
    except OSError as error:
        raise _no_root(f"{file} cannot be read: {error.strerror or error}") from error
    if not root or len(root) > LARGEST_ROOT:
        raise _no_root(f"{file} is no root file")
    return root


def _no_root(what: str) -> UpdateRefused:
    from kiosk.domain.releases import UpdateRefusal

    return UpdateRefused(
        f"{what}, so no hub is believed.",
        "Write it on the hub: kiosk content keys export FILE; or correct"
        " terminal.first_root_file.",
        reason=UpdateRefusal.UNKNOWN_KEY,
    )


def bringing_from_hub(
    place: Setup, installed: InstalledReleases, hub: str, token: Callable[[], str]
) -> Callable[[], Brought]:
    """For a thread; what reads from the hub is made anew each time, in that thread."""
    brings = bringer(place, installed)

    def bring() -> Brought:
        from kiosk.sync.releases import HubReleases

        return brings.bring(HubReleases(hub, token))

    return bring


def _trust(
    place: Setup, first_root: bytes | None, source: ReleaseSource
) -> ReleaseTrust:
    """By this machine's own clock: who holds something back may set the hub's.

    Raises `UpdateRefused`.
    """
    from kiosk.releases.trust.client import ReleaseTrust

    folder, clock = place.folder.release_trust, SystemClock()
    root = first_root or given_root(place)
    return ReleaseTrust(folder, source, clock, built(), root)

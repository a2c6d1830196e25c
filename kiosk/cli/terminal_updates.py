"""What changes and watches a running terminal beside its screens; after the paint."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from kiosk.cli import terminal_releases
from kiosk.cli.late_showing import LateShowing
from kiosk.clock import seconds_running
from kiosk.sync.condition import ConditionWatch
from kiosk.sync.updater import ReleaseUpdater

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.cli.terminal_run import Wiring
    from kiosk.releases.installed import InstalledRelease
    from kiosk.releases.showing import ShowingNote
    from kiosk.terminal.app import KioskApp

LOOK_SECONDS = 20.0


def updater(wiring: Wiring, app: KioskApp) -> ReleaseUpdater:
    """What brings the next release, from what is shown now on."""
    place, note, contents = wiring.place, wiring.showing, wiring.contents
    installed = terminal_releases.installed_of(place)

    def swapped(release: InstalledRelease) -> datetime:
        now = wiring.clock.now()
        note.swapped(None if release.is_shipped else release.folder.name, now)
        return now

    updates = ReleaseUpdater(
        installed,
        terminal_releases.bringing_from_hub(
            place, installed, wiring.hub, lambda: wiring.token_now() or wiring.token
        ),
        LateShowing(app, contents, wiring.finder, wiring.learn),
        seconds_running,
        random.Random(),  # noqa: S311 - spreads load, guards nothing
        swapped,
    )
    broken = contents.fell_back is not None
    updates.begin(installed.shipped if broken else installed.current(), note.since)
    return updates


async def prove_calm(note: ShowingNote) -> None:
    """A release with which the program ran for so long is no reason for its end."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(note.look)


def watched(wiring: Wiring, app: KioskApp) -> ConditionWatch:
    return ConditionWatch(
        wiring.place.folder.root,
        wiring.clock,
        wiring.clock.running,
        lambda: app.seconds_untouched,
    )

"""How the hub's operations get their database, content, clock and chance."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import release_keys
from kiosk.cli.alert_findings import channel_names
from kiosk.cli.preview_process import HubProbe
from kiosk.clock import SystemClock
from kiosk.domain.appointments import BookingRules
from kiosk.domain.priorities import Headstarts
from kiosk.errors import BadSetting
from kiosk.ids import RandomIds
from kiosk.operations import accounts, alerts, day_end, displays, fleet, sealing
from kiosk.operations.context import Context
from kiosk.operations.draft_folder import DraftOnDisk
from kiosk.operations.hub_content import HubContent, no_probe
from kiosk.operations.release_probing import KeptProbe
from kiosk.operations.sealing import Seal
from kiosk.releases.installed import InstalledReleases
from kiosk.store.database import Database
from kiosk.store.migrations import REVISIONS, known_revision, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.displays import PairedDisplay
    from kiosk.operations.alerts import ChannelReport
    from kiosk.operations.day_end import DayEnd
    from kiosk.releases.trust.roles import RoleStanding


@contextmanager
def hub_context(
    place: Setup, *, probes: bool = True, patience: float | None = None
) -> Iterator[Context]:
    """Raises `DataFolderUnusable`, `DatabaseAway` or `NewerDatabase`; content is read
    when asked.

    `probes`: whether what is published is drawn before; `patience`: for so many
    seconds, None for as long as it takes.
    """
    installed = InstalledReleases(place.folder.hub_releases, place.content)
    clock = SystemClock()
    probe = KeptProbe(HubProbe(clock, built=paths.shipped("content")), patience)
    content = HubContent(
        installed, release_keys.signing(place), probe if probes else no_probe
    )
    place.folder.make()
    database = _database(place)
    try:
        migrate(database)
        yield Context(
            database,
            clock,
            RandomIds(),
            content.catalogue,
            seal=_seal(place.folder.second_factor_key),
            content=content,
            draft=DraftOnDisk(place.folder.hub_draft),
            headstarts=_headstarts(place),
            bookings=_bookings(place),
        )
    finally:
        probe.close()
        database.close()


@dataclass(frozen=True, slots=True)
class HubState:
    """What a look from outside says of a hub."""

    engine: str
    schema: str
    has_administrator: bool
    terminals: list[PairedTerminal]
    day_end: DayEnd | None = None
    trust: tuple[RoleStanding, ...] = ()
    """How it is with those who sign releases; nothing where nobody has yet."""
    alerts: tuple[ChannelReport, ...] = ()
    displays: tuple[PairedDisplay, ...] = ()


def look(place: Setup) -> HubState:
    """Without changing it. Raises as `hub_context` does."""
    database = _database(place)
    try:
        engine = "SQLite" if database.is_sqlite else "PostgreSQL"
        schema = known_revision(database)
        if schema != REVISIONS[-1]:
            return HubState(engine, f"{schema}, older than {REVISIONS[-1]}", False, [])
        installed = InstalledReleases(place.folder.hub_releases, place.content)
        catalogue = HubContent(installed).catalogue
        ctx = Context(database, SystemClock(), RandomIds(), catalogue)
        return HubState(
            engine,
            schema,
            accounts.has_administrator(ctx),
            fleet.terminals(ctx),
            day_end.state(ctx),
            release_keys.signing(place).standings(database),
            tuple(alerts.reports(ctx, channel_names(place))),
            tuple(displays.every(ctx)),
        )
    finally:
        database.close()


def _headstarts(place: Setup) -> Headstarts:
    wanted = place.settings.hub
    return Headstarts(
        sooner=timedelta(minutes=wanted.sooner_minutes),
        urgent=timedelta(minutes=wanted.urgent_minutes),
    )


def _bookings(place: Setup) -> BookingRules:
    wanted = place.settings.hub
    return BookingRules(
        slot=timedelta(minutes=wanted.appointment_minutes),
        weeks=wanted.appointment_weeks,
        at_once=wanted.appointments_at_once,
    )


def _seal(file: Path) -> Seal:
    """The same as ever; where it is missing a new one, which opens nothing old."""
    key = paths.read_private(file)
    if key is None:
        key = sealing.new_key()
        paths.write_private(file, key)
    return Seal(key)


def _database(place: Setup) -> Database:
    """Raises `BadSetting` where the password's file is missing or empty."""
    wanted = place.settings.hub
    if wanted.database is None:
        return Database.in_file(place.folder.hub_database)
    password = None
    if wanted.database_password_file is not None:
        password = paths.read_private(wanted.database_password_file)
        if password is None:
            raise BadSetting(
                f"There is no password in {wanted.database_password_file}.",
                remedy="Write it there, or correct hub.database_password_file.",
            )
    return Database.on_server(wanted.database, password)

"""How a terminal is, and what of it staff must mend, at once or when they come by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.issuing import NotIssuing
from kiosk.domain.releases import UpdateRefusal

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal

SILENT_AFTER = timedelta(minutes=3)
"""A terminal greets every quarter of a minute."""
CLOCK_IS_OFF_SECONDS = 120
ALTERNATING_WITHIN = timedelta(hours=1)
TOLD_FOR = timedelta(days=1)
"""How long staff are told of two devices after they were seen last."""
LATE_AFTER = timedelta(seconds=75)
"""It has missed a greeting or two, which any network may cause."""
LEAST_FREE_DISK_MIB = 256
"""Less does not take many more releases, pictures of them and logs."""
OF_THE_DAY = frozenset({NotIssuing.CLOSED})
"""Nothing is wrong then."""
FREEZES = frozenset({UpdateRefusal.EXPIRED, UpdateRefusal.CLOCK_TOO_EARLY})


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """What a terminal says of itself; see `kiosk.wire.TerminalReport`."""

    program: str
    not_issuing: str | None = None
    """A `NotIssuing`, or a word of a newer terminal."""
    configured_series: str | None = None
    clock_offset_seconds: float = 0.0
    undelivered: int = 0
    refused: int = 0
    grid: str | None = None
    complaints: tuple[str, ...] = ()
    release: int | None = None
    """The release really shown; 0 came with the program; None: an older terminal."""
    release_since: datetime | None = None
    staged: int | None = None
    update_refused: str | None = None
    """An `UpdateRefusal`, or a word of a newer terminal."""
    content_as_of: datetime | None = None
    free_disk_mib: int | None = None
    running_hours: int | None = None
    touched_at: datetime | None = None
    """The hour of the last touch, never what it was."""
    same_machine: bool = False
    """Whether it spoke from the hub's own machine, whose clock it has then."""

    @property
    def is_frozen(self) -> bool:
        """Whether nobody vouches any more that what it shows is the newest."""
        return self.update_refused in FREEZES and self.content_as_of is not None

    def could_be_of(self, other: DeviceReport) -> bool:
        """What one device says stays as it is; two with one token take turns in it.

        A grid that is not known yet, as at each start, may become any.
        """
        grids = {self.grid, other.grid} - {None}
        return len(grids) <= 1 and (self.program, self.configured_series) == (
            other.program,
            other.configured_series,
        )


class DevicePresence(StrEnum):
    """In one word, whether it is there."""

    ONLINE = "online"
    LATE = "late"
    OFFLINE = "offline"
    NEVER = "never"
    REVOKED = "revoked"


class TerminalTrouble(StrEnum):
    """Each has words and a remedy on the staff's pages, worst first."""

    REVOKED_BUT_RUNS = "revoked_but_runs"
    REPLACED_BUT_RUNS = "replaced_but_runs"
    """Somebody still asks with the token that was good before the last pairing."""
    TWO_DEVICES = "two_devices"
    SILENT = "silent"
    NOT_ISSUING = "not_issuing"
    CLOCK = "clock"
    DISK = "disk"
    OTHER_SERIES = "other_series"
    REFUSED = "refused"
    CONTENT = "content"
    """It does not take the newest release, and says why."""
    COMPLAINTS = "complaints"


def is_heard(terminal: PairedTerminal, now: datetime) -> bool:
    """Whether it runs and reaches the hub, as far as anybody can know."""
    return _lately(terminal.last_seen_at, now, SILENT_AFTER)


def presence(terminal: PairedTerminal, now: datetime) -> DevicePresence:
    if not terminal.active:
        return DevicePresence.REVOKED
    if terminal.last_seen_at is None:
        return DevicePresence.NEVER
    if _lately(terminal.last_seen_at, now, LATE_AFTER):
        return DevicePresence.ONLINE
    return DevicePresence.LATE if is_heard(terminal, now) else DevicePresence.OFFLINE


def troubles(
    terminal: PairedTerminal, now: datetime, *, counselled: bool = False
) -> tuple[TerminalTrouble, ...]:
    """What staff must know of it. What it reported counts while it is heard.

    `counselled`: somebody is at a desk by now, though it may not have heard so yet.
    """
    said = terminal.report if terminal.active and is_heard(terminal, now) else None
    found = {
        TerminalTrouble.REVOKED_BUT_RUNS: not terminal.active
        and is_heard(terminal, now),
        TerminalTrouble.REPLACED_BUT_RUNS: _lately(
            terminal.replaced_seen_at, now, SILENT_AFTER
        ),
        TerminalTrouble.TWO_DEVICES: terminal.active
        and _lately(terminal.two_seen_at, now, TOLD_FOR),
        TerminalTrouble.SILENT: terminal.active
        and terminal.last_seen_at is not None
        and not is_heard(terminal, now),
    }
    if said is not None:
        found |= {
            TerminalTrouble.NOT_ISSUING: said.not_issuing is not None
            and said.not_issuing not in OF_THE_DAY
            and not (counselled and said.not_issuing == NotIssuing.NOBODY_COUNSELS),
            TerminalTrouble.CLOCK: abs(said.clock_offset_seconds)
            > CLOCK_IS_OFF_SECONDS,
            TerminalTrouble.DISK: said.free_disk_mib is not None
            and said.free_disk_mib < LEAST_FREE_DISK_MIB,
            TerminalTrouble.OTHER_SERIES: said.configured_series is not None,
            TerminalTrouble.REFUSED: said.refused > 0,
            TerminalTrouble.CONTENT: said.update_refused is not None,
            TerminalTrouble.COMPLAINTS: bool(said.complaints),
        }
    return tuple(trouble for trouble in TerminalTrouble if found.get(trouble))


def rests(terminal: PairedTerminal, now: datetime) -> NotIssuing | None:
    """Why it issues nothing although it is well: as every evening."""
    said = terminal.report if terminal.active and is_heard(terminal, now) else None
    for reason in (NotIssuing.CLOSED, NotIssuing.NOBODY_COUNSELS):
        if said is not None and said.not_issuing == reason:
            return reason
    return None


def _lately(moment: datetime | None, now: datetime, within: timedelta) -> bool:
    """A moment that is still to come is of a clock that was set back: lately, too."""
    return moment is not None and now - moment < within

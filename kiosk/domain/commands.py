"""What staff may ask a terminal to do from afar: this list, and no shell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.ids import LanguageCode, TerminalId

LASTS = timedelta(minutes=15)
"""How long a command may be carried out after it was asked for."""
KEPT_FOR = timedelta(days=30)
MOST_LISTED = 20
MOST_FACTS, MOST_FINDINGS, MOST_LOG_LINES = 32, 20, 60
LONGEST_LINE = 240


class CommandKind(StrEnum):
    RELOAD = "reload"
    """Read the content anew, and begin with the greeting."""
    RESTART = "restart"
    TEST_PICTURE = "test-picture"
    OUT_OF_ORDER = "out-of-order"
    IN_ORDER = "in-order"
    DIAGNOSTICS = "diagnostics"
    SCREEN = "screen"
    """A picture of what the glass shows while nobody is there."""


WAITS_FOR_NOBODY = frozenset(
    {
        CommandKind.RELOAD,
        CommandKind.RESTART,
        CommandKind.TEST_PICTURE,
        CommandKind.OUT_OF_ORDER,
        CommandKind.IN_ORDER,
    }
)
"""No visitor is interrupted by these: they are carried out when nobody is there."""


class CommandOutcome(StrEnum):
    """What the terminal says became of it."""

    DONE = "done"
    REFUSED = "refused"
    EXPIRED = "expired"
    FAILED = "failed"


class CommandReason(StrEnum):
    """Why it was refused or failed; a newer terminal may know others."""

    SOMEBODY_IS_THERE = "somebody-is-there"
    SUPERSEDED = "superseded"
    """A later command took its place."""
    UNKNOWN_KIND = "unknown-kind"
    NOT_A_SERVICE = "not-a-service"
    """Nothing would start the program again."""
    NO_TEXT = "no-text"
    NOT_WRITTEN = "not-written"
    TOO_LARGE = "too-large"
    NO_PICTURE = "no-picture"
    """What came is not one that the hub would show."""
    BROKE = "broke"


class CommandState(StrEnum):
    WAITING = "waiting"
    """The terminal has not fetched it yet."""
    DELIVERED = "delivered"
    DONE = "done"
    REFUSED = "refused"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CommandDetails:
    """What a terminal says of itself when it is asked; nothing about a visitor."""

    facts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    """The last lines, the newest at the end."""


@dataclass(frozen=True, slots=True)
class DeviceCommand:
    id: str
    terminal: TerminalId
    kind: CommandKind
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    texts: Mapping[LanguageCode, str] = field(default_factory=dict)
    """What visitors read while it is out of order."""
    delivered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: CommandOutcome | None = None
    reason: str | None = None
    details: CommandDetails | None = None
    has_picture: bool = False

    def state(self, now: datetime) -> CommandState:
        if self.outcome is not None:
            return CommandState(self.outcome.value)
        if now >= self.expires_at:
            return CommandState.EXPIRED
        return CommandState.DELIVERED if self.delivered_at else CommandState.WAITING


def takes_the_place_of(kind: CommandKind) -> frozenset[CommandKind]:
    """Which that are not carried out yet it makes void: the last word counts."""
    both = frozenset({CommandKind.OUT_OF_ORDER, CommandKind.IN_ORDER})
    return both if kind in both else frozenset({kind})

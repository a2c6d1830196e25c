"""Who may do what on the hub."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.queues import Skills

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.ids import DeskId, StaffId, TerminalId


class Role(StrEnum):
    COUNSELLOR = "counsellor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who signs in. An administrator may do all a counsellor may."""

    id: StaffId
    sign_in_name: str
    role: Role
    active: bool = True
    desk: DeskId | None = None
    """Where they sit now; None until they choose."""
    skills: Skills = field(default_factory=Skills)

    def may_administer(self) -> bool:
        return self.role is Role.ADMINISTRATOR


class DeviceKind(StrEnum):
    """What may be paired with the hub: who issues tickets, and who only shows them."""

    TERMINAL = "terminal"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class PairedTerminal:
    """A terminal the hub knows; its series letter is its alone."""

    id: TerminalId
    series: str
    name: str
    active: bool = True
    last_seen_at: datetime | None = None
    """The last sign of life, to half a minute; None if there was none yet."""

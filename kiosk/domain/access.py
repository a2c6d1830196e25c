"""Who may do what on the hub."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.queues import Skills

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.domain.devices import DeviceReport
    from kiosk.ids import DeskId, StaffId, TerminalId

SILENT_AT_MOST = timedelta(minutes=90)
"""An open page shows every minute that somebody is there. One without script, or one
that the browser has put to sleep, is silent for as long as a counselling may last."""


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
    """Where they sit; None until they choose, and once they have left."""
    last_desk: DeskId | None = None
    """Where they sat last: offered first the next time."""
    desk_day: date | None = None
    """The service day on which they chose the desk."""
    seen_at: datetime | None = None
    """The last sign of life of their pages since then, to a minute."""
    skills: Skills = field(default_factory=Skills)
    """Whom they can help, at whatever desk."""
    credentials: int = field(default=0, compare=False)
    """Rises with each new password and with leaving: sessions of before are closed."""

    def may_administer(self) -> bool:
        return self.role is Role.ADMINISTRATOR

    def on(self, day: date) -> Staff:
        """With a desk only if they chose it that day: nobody sits there over night."""
        return self if self.desk_day == day else replace(self, desk=None)

    def is_present(self, now: datetime, day: date) -> bool:
        """Whether visitors can count on them now.

        Choosing a desk begins it. Leaving the desk, signing out, a deactivated account
        and the end of the service day end it, and so does a page that has been silent
        for `SILENT_AT_MOST`.
        """
        return (
            self.active
            and self.desk is not None
            and self.desk_day == day
            and self.seen_at is not None
            and now - self.seen_at <= SILENT_AT_MOST
        )


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
    contact: TerminalContact = field(default_factory=TerminalContact)
    report: DeviceReport | None = None
    reported_at: datetime | None = None
    two_seen_at: datetime | None = None
    """When two devices were last seen that use its one token."""
    replaced_seen_at: datetime | None = None
    """When somebody last asked with the token that it had before."""

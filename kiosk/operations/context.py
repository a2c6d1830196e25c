"""What every operation is handed, and what every change hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain.appointments import BookingRules
from kiosk.domain.priorities import Headstarts
from kiosk.operations.kept_waits import KeptWaits
from kiosk.operations.line import KeptLine
from kiosk.operations.passwords import Passwords
from kiosk.operations.sealing import Seal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kiosk.clock import Clock
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.events import TicketEvent
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import Ids
    from kiosk.operations.draft_folder import DraftOnDisk
    from kiosk.operations.hub_content import HubContent
    from kiosk.store.database import Database


@dataclass(frozen=True, slots=True)
class Context:
    database: Database
    clock: Clock
    ids: Ids
    catalogue: Callable[[], Catalogue]
    passwords: Passwords = field(default_factory=Passwords)
    line: KeptLine = field(default_factory=KeptLine)
    waits: KeptWaits = field(default_factory=KeptWaits)
    headstarts: Headstarts = field(default_factory=Headstarts)
    bookings: BookingRules = field(default_factory=BookingRules)
    seal: Seal = field(default_factory=Seal)
    content: HubContent | None = None
    """What it shows and publishes; None: `catalogue` is all there is."""
    draft: DraftOnDisk | None = None
    """On what editors work; None: this hub keeps no copy on its disk."""

    def today(self) -> date:
        """The service day, by the site's own time."""
        return self.clock.now().astimezone(self.zone()).date()

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone())

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.catalogue().site.time_zone)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change that is committed; its caller tells the listeners of the events."""

    ticket: Ticket | None = None
    events: tuple[TicketEvent, ...] = ()

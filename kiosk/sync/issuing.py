"""Whether this terminal issues numbers now, out of all that it knows by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain.issuing import IssuingKnowledge, NotIssuing, not_issuing
from kiosk.domain.open_hours import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import Calendar
    from kiosk.journal.tickets import Journal
    from kiosk.sync.hub_clock import HubClock
    from kiosk.sync.status import HubLink


class IssuingRule:
    """Never waits for disk or hub: screens ask each second."""

    def __init__(
        self,
        journal: Journal,
        link: HubLink,
        clock: HubClock,
        catalogue: Callable[[], Catalogue],
        calendar: Calendar,
    ) -> None:
        self._journal = journal
        self._link = link
        self._clock = clock
        self._catalogue = catalogue
        self._calendar = calendar

    def why(self) -> NotIssuing | None:
        now, catalogue, journal = self._clock.now(), self._catalogue(), self._journal
        hours = catalogue.consultation_hours
        zone = ZoneInfo(catalogue.site.time_zone)
        return not_issuing(
            IssuingKnowledge(
                word=journal.word,
                begun=journal.begun,
                refused=self._link.refused,
                used_up=journal.used_up,
                now=now,
                wall_day=journal.wall_day(),
                answered=self._clock.answered,
                hours=state(hours, now, zone, self._calendar),
            )
        )

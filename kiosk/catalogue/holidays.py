"""Which days are public holidays in a federal state, as the library `holidays` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from holidays import HolidayBase

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import FederalState, WeeklyHours

COUNTRY = "DE"


class PublicHolidays:
    """The port `Calendar`; what nobody asks for is never loaded (13 MB)."""

    def __init__(self) -> None:
        self._known: dict[FederalState, HolidayBase] = {}

    def is_holiday(self, day: date, state: FederalState) -> bool:
        return day in self._of(state)

    def learn(self, catalogue: Catalogue) -> None:
        """Load all that its hours will ask for, so that no visitor waits for it."""
        for hours in (catalogue.consultation_hours, *_service_hours(catalogue)):
            if hours is not None and hours.holidays is not None:
                self._of(hours.holidays)

    def _of(self, state: FederalState) -> HolidayBase:
        if state not in self._known:
            from holidays import country_holidays  # 80 ms

            self._known[state] = country_holidays(COUNTRY, subdiv=state.value)
        return self._known[state]


def _service_hours(catalogue: Catalogue) -> Iterator[WeeklyHours | None]:
    return (service.hours for service in catalogue.services)

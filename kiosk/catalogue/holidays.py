"""Which days are public holidays in a federal state, as the library `holidays` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from holidays import HolidayBase

    from kiosk.domain.hours import FederalState

COUNTRY = "DE"


class PublicHolidays:
    """The port `Calendar`; a year is reckoned when somebody first asks for it."""

    def __init__(self) -> None:
        self._known: dict[FederalState, HolidayBase] = {}

    def is_holiday(self, day: date, state: FederalState) -> bool:
        if state not in self._known:
            from holidays import country_holidays  # 60 ms: after the first paint

            self._known[state] = country_holidays(COUNTRY, subdiv=state.value)
        return day in self._known[state]

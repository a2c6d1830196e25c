"""How the screens say whether somewhere is open now, and what is not as usual soon."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain import open_hours
from kiosk.i18n.hours import difference_line
from kiosk.i18n.open_hours import Now
from kiosk.i18n.open_hours import sentence as told

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.hours import WeeklyHours
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session

DAYS_AHEAD = 14
"""Who reads here wants to come soon."""


def sentence(hours: WeeklyHours | None, ports: Ports, session: Session) -> str:
    """Open until when, or opening when; not known is said so."""
    now = _now(ports)
    state = open_hours.state(hours, now.moment, now.zone, ports.calendar)
    return told(state, now, session.words)


def difference_lines(hours: WeeklyHours, ports: Ports, session: Session) -> list[str]:
    """The special and the closed days of the next two weeks, today among them."""
    soon = open_hours.differences(hours, _now(ports).today, DAYS_AHEAD, ports.calendar)
    return [difference_line(difference, session.words) for difference in soon]


def today(ports: Ports) -> date:
    """By the clock on the centre's wall."""
    return _now(ports).today


def _now(ports: Ports) -> Now:
    return Now(ports.clock.now(), ZoneInfo(ports.contents.site().time_zone))

"""How the screens say whether somewhere is open now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain import open_hours
from kiosk.i18n.open_hours import Now
from kiosk.i18n.open_hours import sentence as told

if TYPE_CHECKING:
    from kiosk.domain.hours import WeeklyHours
    from kiosk.ids import LanguageCode, PartnerId
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def sentence(hours: WeeklyHours | None, ports: Ports, session: Session) -> str:
    """Open until when, or opening when; not known is said so."""
    there = now(ports)
    state = open_hours.state(hours, there.moment, there.zone, ports.calendar)
    return told(state, there, session.words)


def spoken_now(hours: WeeklyHours | None, ports: Ports) -> tuple[LanguageCode, ...]:
    """In which languages is counselled now; empty where nobody says."""
    if hours is None:
        return ()
    there = now(ports)
    return open_hours.languages_at(hours, there.moment, there.zone, ports.calendar)


def partners_now(hours: WeeklyHours | None, ports: Ports) -> tuple[PartnerId, ...]:
    """Who counsels now; empty where nobody says."""
    if hours is None:
        return ()
    there = now(ports)
    return open_hours.partners_at(hours, there.moment, there.zone, ports.calendar)


def now(ports: Ports) -> Now:
    """By the clock on the centre's wall."""
    return Now(ports.clock.now(), ZoneInfo(ports.contents.site().time_zone))

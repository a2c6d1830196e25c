"""How it is said whether somewhere is open now: one sentence a state.

Weekdays and days come in the form in which they stand alone, so that a language with
cases is best translated as `opens: Thursday, 9:00`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from kiosk.domain.open_hours import ByAppointment, Closed, Open
from kiosk.i18n.formats import clock_time, day, weekday_name
from kiosk.i18n.hours import MIDNIGHT, closing_time

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.open_hours import State
    from kiosk.i18n.catalogs import Words

A_WEEKDAY_IS_PLAIN = timedelta(days=6)
"""Further away, the same weekday would be meant twice."""
NIGHT = timedelta(hours=12)
"""Who is open until 2:00 at 22:00 closes this night: nobody asks of which day."""


class Now(NamedTuple):
    """The moment that the reader lives in, and the clock on the wall there."""

    moment: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.moment.astimezone(self.zone).date()


def sentence(state: State, now: Now, words: Words) -> str:
    match state:
        case Open(until):
            return _open(until, now, words)
        case ByAppointment(opens):
            return _by_appointment(opens, now, words)
        case Closed(opens):
            if opens is None:
                return words.gettext("Closed at the moment.")
            return _opens(opens, now, words)
        case _:
            return words.gettext("Opening hours are not known here.")


def _open(until: datetime | None, now: Now, words: Words) -> str:
    if until is None:
        return words.gettext("Open now.")
    there = until.astimezone(now.zone)
    last_day = there.date() - timedelta(days=there.time() == MIDNIGHT)
    told = {"time": closing_time(there.time(), words.language)}
    if last_day == now.today or until - now.moment < NIGHT:
        return words.gettext("Open now, until %(time)s.") % told
    if last_day - now.today == timedelta(days=1):
        return words.gettext("Open now, until tomorrow at %(time)s.") % told
    told["weekday"] = weekday_name(last_day.weekday(), words.language)
    return words.gettext("Open now, until %(weekday)s at %(time)s.") % told


def _by_appointment(opens: datetime | None, now: Now, words: Words) -> str:
    if opens is None:
        return words.gettext("By appointment only.")
    only_now = words.gettext("By appointment only at the moment.")
    return f"{only_now} {_opens(opens, now, words)}"


def _opens(opens: datetime, now: Now, words: Words) -> str:
    there = opens.astimezone(now.zone)
    away = there.date() - now.today
    told = {"time": clock_time(there.time(), words.language)}
    if away == timedelta(0):
        return words.gettext("Opens today at %(time)s.") % told
    if away == timedelta(days=1):
        return words.gettext("Opens tomorrow at %(time)s.") % told
    if away <= A_WEEKDAY_IS_PLAIN:
        told["weekday"] = weekday_name(there.weekday(), words.language)
        return words.gettext("Opens on %(weekday)s at %(time)s.") % told
    told["day"] = day(there.date(), words.language)
    return words.gettext("Opens on %(day)s at %(time)s.") % told

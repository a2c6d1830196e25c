"""How it is said how long a visitor will wait: a range in words, no bare figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.formats import number, time_of_day

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.waits.plan import HoursEnd
    from kiosk.domain.waits.said import SaidWait, WaitRange
    from kiosk.i18n.catalogs import Words

HOUR = 60
IN_HOURS_FROM = 2 * HOUR


def sentence(wait: SaidWait, now: datetime, words: Words, zone: str) -> str:
    """What was said long ago is told with its time."""
    if wait.hours_end is not None:
        told = _hours_end(wait.hours_end, words, zone)
    elif wait.range is not None:
        told = _range(wait.range, words)
    else:
        return words.gettext("The waiting time is not known at the moment.")
    if not wait.is_old(now):
        return told
    moment = time_of_day(wait.as_of, words.language, zone)
    as_of = words.gettext("as of %(time)s") % {"time": moment}
    return f"{told} ({as_of})"


def _hours_end(end: HoursEnd, words: Words, zone: str) -> str:
    if end.goes_on is None:
        line = words.gettext(
            "Perhaps we cannot call your number today: we close at %(time)s."
        )
    else:
        line = words.gettext(
            "Perhaps we call your number only after the break. It goes on at %(time)s."
        )
    moment = time_of_day(end.goes_on or end.closes, words.language, zone)
    return line % {"time": moment}


def _range(told: WaitRange, words: Words) -> str:
    if told.low >= IN_HOURS_FROM:
        low, high = told.low // HOUR, -(-told.high // HOUR)
        high = max(high, low + 1)
        line = words.ngettext(
            "Waiting time: about %(low)s to %(high)s hour.",
            "Waiting time: about %(low)s to %(high)s hours.",
            high,
        )
    elif told.low:
        low, high = told.low, told.high
        line = words.ngettext(
            "Waiting time: about %(low)s to %(high)s minute.",
            "Waiting time: about %(low)s to %(high)s minutes.",
            high,
        )
    else:
        low, high = told.low, told.high
        line = words.ngettext(
            "Waiting time: less than %(high)s minute.",
            "Waiting time: less than %(high)s minutes.",
            high,
        )
    language = words.language
    return line % {"low": number(low, language), "high": number(high, language)}

"""How it is said how long a visitor will wait: a range in words, no bare figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.formats import number, time_of_day

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.waits.said import SaidWait, WaitRange
    from kiosk.i18n.catalogs import Words

HOUR = 60
IN_HOURS_FROM = 2 * HOUR


def sentence(wait: SaidWait, now: datetime, words: Words, zone: str) -> str:
    """What was said long ago is told with its time."""
    if wait.range is None:
        return words.gettext("The waiting time is not known at the moment.")
    told = _range(wait.range, words)
    if not wait.is_old(now):
        return told
    moment = time_of_day(wait.as_of, words.language, zone)
    as_of = words.gettext("as of %(time)s") % {"time": moment}
    return f"{told} ({as_of})"


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

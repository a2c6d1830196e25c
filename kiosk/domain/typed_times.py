"""Which day and which time of day somebody means who types them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII)
_GERMAN = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})", re.ASCII)
_DAY_AND_TIME = re.compile(
    rf"(?P<day>{_ISO.pattern}|{_GERMAN.pattern})(?:T|,?\s+)(?P<time>.+)", re.ASCII
)
_TIME = re.compile(
    r"([0-9]{1,2})(?:\s?[:.h]\s?([0-9]{2})|([0-9]{2}))?\s?(?:uhr|h)?",
    re.ASCII | re.IGNORECASE,
)
_CENTURY = 2000
LONGEST = 40
"""Characters of a day and a time."""


def day_typed(text: str) -> date | None:
    """`2026-12-24`, `24.12.2026`, `24. 12. 26`; None for what is no day."""
    said = text.strip()
    if found := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in found.groups())
    elif found := _GERMAN.fullmatch(said):
        day, month, year = (int(part) for part in found.groups())
        year += _CENTURY if len(found[3]) == len("26") else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def time_typed(text: str) -> time | None:
    """`9`, `9.00`, `09:00`, `0900`, `9 Uhr`; None for what is no time of day."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2] or found[3] or 0))
    except ValueError:
        return None


def moment_typed(text: str) -> datetime | None:
    """A day and a time, as a browser sends them or as somebody types them.

    A day alone is none, in whichever way it is written: one may mean its first minute
    or its last.
    """
    said = text.strip()[:LONGEST]
    if split := _DAY_AND_TIME.fullmatch(said):
        day, at = day_typed(split["day"]), time_typed(split["time"])
        if day and at:
            return datetime.combine(day, at)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return None if _is_day(said) else moment


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True

"""Which day and which time of day somebody means who types them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII)
_GERMAN = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})", re.ASCII)
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
    """A day and a time, as a browser sends them or as somebody types them."""
    said = text.strip()[:LONGEST]
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        pass
    split = re.match(r"([0-9]{4}-[0-9-]+|[0-9. ]*\.\s?[0-9]{4})(?:T|,?\s+)(.+)", said)
    day, at = (day_typed(split[1]), time_typed(split[2])) if split else (None, None)
    return datetime.combine(day, at) if day and at else None

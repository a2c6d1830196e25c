"""How dates, times and numbers are written in each language.

Digits are those of the ticket and of the signs (0-9) in every language, and the clock
has 24 hours, as on the wall: what is on the screen can be compared with both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime, time

    from kiosk.i18n.languages import Language


def time_of_day(moment: datetime, language: Language, zone: str) -> str:
    """Such as 10:42, on the wall of this zone."""
    there = moment.astimezone(ZoneInfo(zone))
    return format_time(there.time(), "HH:mm", locale=language.formats)


def day(date: date, language: Language) -> str:
    """Such as Monday, 2 March 2026."""
    return format_date(date, "full", locale=language.formats)


def moment(at: datetime, language: Language, zone: str) -> str:
    """Such as Monday, 2 March 2026, 10:42, on the wall of this zone."""
    there = day(at.astimezone(ZoneInfo(zone)).date(), language)
    return listed([there, time_of_day(at, language, zone)], language)


def short_day(date: date, language: Language) -> str:
    """In digits, such as 02.03.2026."""
    return format_date(date, "medium", locale=language.formats)


def typed_day(date: date, language: Language) -> str:
    """As it is typed: 24.12.2026 by who reads German."""
    return f"{date:%d.%m.%Y}" if language.formats.startswith("de") else str(date)


def number(n: int, language: Language) -> str:
    return format_decimal(n, locale=language.formats, numbering_system="latn")


def listed(items: Iterable[str], language: Language) -> str:
    """With the comma of the script: `a, b, c`."""
    return ("، " if language.script == "Arab" else ", ").join(items)


def weekday_name(weekday: int, language: Language) -> str:
    """0 is Monday; as the name stands alone."""
    names: Mapping[int, str] = get_day_names("wide", "stand-alone", language.formats)
    return names[weekday]


def clock_time(at: time, language: Language) -> str:
    """Such as 9:00, as opening hours are written on a door."""
    return format_time(at, "H:mm", locale=language.formats)

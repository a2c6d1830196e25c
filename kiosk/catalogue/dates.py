"""Which dates the content may name, and how a span of time is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.sentences import sentence

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

EARLIEST = date(2000, 1, 1)
"""A fact that old was mistyped."""
LATEST = date(2100, 12, 31)
"""What lies further ahead was mistyped, and would only be counted up to."""


def check_date(file: TomlFile, path: KeyPath, day: date, remedy: str) -> bool:
    """Whether it may be named; else the error is written down."""
    if day < EARLIEST:
        told = sentence("{day} is before {earliest}.", day=day, earliest=EARLIEST)
        file.error(path, told, remedy)
        return False
    return check_not_too_late(file, path, day, remedy)


def check_not_too_late(file: TomlFile, path: KeyPath, day: date, remedy: str) -> bool:
    if day > LATEST:
        told = sentence("{day} is after {latest}.", day=day, latest=LATEST)
        file.error(path, told, remedy)
        return False
    return True


def readable_span(starts: datetime, ends: datetime) -> str:
    """`14.12.2026 13:00–15:00`: figures that every language reads.

    The day of the end is named only when it is another one.
    """
    same_day = starts.date() == ends.date()
    until = f"{ends:%H:%M}" if same_day else f"{ends:%d.%m.%Y %H:%M}"
    return f"{starts:%d.%m.%Y %H:%M}–{until}"

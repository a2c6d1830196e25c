"""A date to take home: as a code that phones offer to keep, as a file (RFC 5545), and
the address at which the hub has that file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk import web_addresses

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

PATH = "/D/"
"""Upper case, so that a QR code stays in its small mode; `/d/` is answered too."""
STAMP = "%Y%m%d%H%M"
LENGTH = 12
LONGEST_LINE = 75
"""Bytes, without the end of the line."""


def calendar_entry(title: str, starts: datetime, ends: datetime, place: str) -> str:
    """Both moments with their zone; they are written in UTC."""
    lines = (
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(title)}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(ends)}",
        f"LOCATION:{_escaped(place)}",
        "END:VEVENT",
    )
    return "\r\n".join(lines)


def calendar_file(
    title: str,
    starts: datetime,
    ends: datetime,
    place: str,
    made_at: datetime,
    *,
    identity: str | None = None,
    sequence: int = 0,
) -> str:
    """The same entry, always with the same identity: kept twice it stays one.

    `identity`: of what may be moved, and `sequence` how often it was; else its time.
    """
    named = f"{_utc(starts)}-consultation" if identity is None else identity
    entry = calendar_entry(title, starts, ends, place)
    begin, rest = entry.split("\r\n", 1)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//NEXUS Kiosk//consultation hours//EN",
        begin,
        f"UID:{named}@nexus-kiosk",
        f"DTSTAMP:{_utc(made_at)}",
        *([f"SEQUENCE:{sequence}"] if identity else []),
        rest,
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(_folded(line) for line in "\r\n".join(lines).split("\r\n"))


def date_address(
    public_address: str | None, starts: datetime, zone: ZoneInfo
) -> str | None:
    """Where phones find the file; None where they do not get to the hub."""
    if not public_address or not web_addresses.reaches_phones(public_address):
        return None
    root = f"{public_address.rstrip('/')}{PATH}".upper()
    return f"{root}{starts.astimezone(zone):{STAMP}}"


def stamped(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment that an address names; None for what names none."""
    if len(text) != LENGTH or not (text.isascii() and text.isdecimal()):
        return None
    try:
        wall = datetime.strptime(text, STAMP).replace(tzinfo=zone)
        return wall.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _folded(line: str) -> str:
    """No line is longer than 75 bytes, and no character is cut."""
    parts, length = [""], 0
    for character in line:
        size = len(character.encode())
        if length + size > LONGEST_LINE:
            parts.append(" ")
            length = 1
        parts[-1] += character
        length += size
    return "\r\n".join(parts)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for special in ("\\", ";", ","):
        text = text.replace(special, f"\\{special}")
    return text.replace("\n", "\\n")

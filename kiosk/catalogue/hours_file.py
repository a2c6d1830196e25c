"""How the usual week is written into a TOML file: that table, and no byte beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tomlkit

from kiosk.catalogue.slots import WEEKDAYS
from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.hours import OpenSlot

_PARSING = (tomlkit.exceptions.TOMLKitError, ValueError, RecursionError)
_CRLF = re.compile(r"\r\n")


def with_week(
    name: str, text: str, slots: Sequence[OpenSlot], *, by_appointment: bool
) -> str:
    """The file with these slots; without any, and without appointments, none are known.

    Special days, closed days and holidays stay. Raises `BadContent` for no TOML.
    """
    windows = "\r\n" in text
    try:
        document = tomlkit.parse(_CRLF.sub("\n", text).removeprefix("\ufeff"))
    except _PARSING as error:
        raise BadContent(
            sentence("{name}: {error}", name=name, error=error),
            remedy=sentence("Mend the file first."),
        ) from error
    hours = document.get("hours")
    if hours is None:
        if not slots and not by_appointment:
            return text
        hours = document["hours"] = tomlkit.table()
    rows = [_row(slot) for slot in slots]
    if hours.get("slots", []) != rows:  # what means the same stays as it is written
        hours["slots"] = _written(rows)
    elif not rows:
        hours.pop("slots", None)
    if by_appointment or "by_appointment" in hours:
        hours["by_appointment"] = by_appointment
    if not slots and not by_appointment and set(hours) <= {"slots", "by_appointment"}:
        del document["hours"]
    new = tomlkit.dumps(document)
    new = new.replace("\n", "\r\n") if windows else new
    return f"\ufeff{new}" if text.startswith("\ufeff") else new


def _row(slot: OpenSlot) -> dict[str, object]:
    said: dict[str, object] = {
        "weekday": WEEKDAYS[slot.weekday],
        "opens": f"{slot.opens:%H:%M}",
        "closes": f"{slot.closes:%H:%M}",
    }
    return said | {"by_appointment": True} if slot.by_appointment else said


def _written(rows: Sequence[dict[str, object]]) -> tomlkit.items.Array:
    array = tomlkit.array()
    for row in rows:
        line = tomlkit.inline_table()
        line.update(row)
        array.append(line)
    return array.multiline(len(rows) > 1)

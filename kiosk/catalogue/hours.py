"""How opening hours are written: slots by weekday, in local time, never overlapping."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING

from kiosk.catalogue.schema import HoursTable, SlotTable
from kiosk.domain.hours import OpenSlot, WeeklyHours

if TYPE_CHECKING:
    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def weekly_hours(file: TomlFile, path: KeyPath, raw: Raw | None) -> WeeklyHours | None:
    """The hours of a table, in order; None when there is no table: not known."""
    if raw is None or (table := file.decode(raw, HoursTable, path)) is None:
        return None
    if not table.slots and not table.by_appointment:
        file.error(
            path,
            "The hours have no slots.",
            "Add slots, or `by_appointment = true`, or remove the table.",
        )
    found = [
        _slot(file, (*path, "slots", index), slot)
        for index, slot in enumerate(table.slots)
    ]
    slots = sorted(
        (slot for slot in found if slot is not None),
        key=lambda slot: (slot.weekday, slot.opens),
    )
    for earlier, later in pairwise(slots):
        if earlier.weekday == later.weekday and later.opens < earlier.closes:
            day = WEEKDAYS[later.weekday]
            file.error(
                (*path, "slots"),
                f"Two slots on {day} overlap.",
                "Make one slot of them.",
            )
    return WeeklyHours(tuple(slots), by_appointment=table.by_appointment)


def _slot(file: TomlFile, path: KeyPath, raw: Raw) -> OpenSlot | None:
    table = file.decode(raw, SlotTable, path)
    if table is None:
        return None
    if table.weekday not in WEEKDAYS:
        file.error(
            (*path, "weekday"),
            f"There is no weekday {table.weekday!r}.",
            f"Allowed: {', '.join(WEEKDAYS)}.",
        )
        return None
    opens = _time(file, (*path, "opens"), table.opens)
    closes = _time(file, (*path, "closes"), table.closes)
    if opens is None or closes is None:
        return None
    if closes <= opens:
        file.error(
            (*path, "closes"),
            f"It closes at {table.closes}, not after it opens at {table.opens}.",
            "Write the later time in `closes`; divide a slot at midnight.",
        )
        return None
    return OpenSlot(WEEKDAYS.index(table.weekday), opens, closes)


def _time(file: TomlFile, path: KeyPath, text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if found is None:
        file.error(path, f"{text!r} is no time of day.", 'Write four digits: "09:00".')
        return None
    return time(int(found[1]), int(found[2]))

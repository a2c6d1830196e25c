"""How the slots of opening hours are written: local times, never over each other."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING

from kiosk.catalogue.schema import DaySlotTable, SlotTable
from kiosk.domain.hours import OpenSlot
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
"""In minutes, as all spans here."""
LONG_NIGHT = 16 * 60
"""Who is open longer, past midnight, and not all day, has probably mistyped."""
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
"""Of day; midnight is `00:00`."""


def slots_of_week(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw]
) -> tuple[OpenSlot, ...]:
    """In the order of the week, which ends where it begins."""
    slots = _in_order(_weekly_slots(file, path, rows))
    _check_apart(file, path, slots)
    if slots and _end(slots[-1]) > _start(slots[0]) + len(WEEKDAYS) * DAY:
        _overlap(file, path, slots[0])
    return slots


def slots_of_day(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw], day: date
) -> tuple[OpenSlot, ...]:
    """Those of one date, in order."""
    slots = _in_order(_day_slots(file, path, rows, day.weekday()))
    _check_apart(file, path, slots)
    return slots


def _weekly_slots(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw]
) -> Iterator[OpenSlot]:
    for index, raw in enumerate(rows):
        here = (*path, index)
        table = file.decode(raw, SlotTable, here)
        if table is None:
            continue
        if table.weekday in WEEKDAYS:
            yield from _slot(file, here, table, WEEKDAYS.index(table.weekday))
        else:
            file.error(
                (*here, "weekday"),
                sentence("There is no weekday {weekday!r}.", weekday=table.weekday),
                sentence("Allowed: {allowed}.", allowed=", ".join(WEEKDAYS)),
            )


def _day_slots(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw], weekday: int
) -> Iterator[OpenSlot]:
    for index, raw in enumerate(rows):
        table = file.decode(raw, DaySlotTable, (*path, index))
        if table is not None:
            yield from _slot(file, (*path, index), table, weekday)


def _slot(
    file: TomlFile, path: KeyPath, table: SlotTable | DaySlotTable, weekday: int
) -> Iterator[OpenSlot]:
    """One slot, or none when a time is wrong."""
    opens = time_of(file, (*path, "opens"), table.opens)
    closes = time_of(file, (*path, "closes"), table.closes)
    if opens is None or closes is None:
        return
    slot = OpenSlot(weekday, opens, closes, table.by_appointment)
    minutes = _end(slot) - _start(slot)
    if slot.closes_next_day and LONG_NIGHT < minutes < DAY:
        file.warning(
            (*path, "closes"),
            sentence(
                "It closes at {closes} on the next day, after {hours} h.",
                closes=table.closes,
                hours=minutes // 60,
            ),
            sentence("Correct `closes`, unless it is really open so long."),
        )
    yield slot


def time_of(file: TomlFile, path: KeyPath, text: str) -> time | None:
    found = TIME.fullmatch(text)
    if found is None:
        file.error(
            path,
            sentence("{text!r} is no time of day.", text=text),
            sentence('Write four digits: "09:00"; midnight is "00:00".'),
        )
        return None
    return time(int(found[1]), int(found[2]))


def time_at(text: str) -> time:
    """Of a text that `TIME` matches."""
    return time.fromisoformat(text)


def _check_apart(file: TomlFile, path: KeyPath, slots: Sequence[OpenSlot]) -> None:
    for earlier, later in pairwise(slots):
        if _end(earlier) > _start(later):
            _overlap(file, path, later)


def _overlap(file: TomlFile, path: KeyPath, slot: OpenSlot) -> None:
    file.error(
        path,
        sentence("Two slots on {weekday} overlap.", weekday=WEEKDAYS[slot.weekday]),
        sentence("Make one slot of them."),
    )


def _in_order(slots: Iterator[OpenSlot]) -> tuple[OpenSlot, ...]:
    return tuple(sorted(slots, key=_start))


def _start(slot: OpenSlot) -> int:
    """Minutes since the week began."""
    return slot.weekday * DAY + slot.opens.hour * 60 + slot.opens.minute


def _end(slot: OpenSlot) -> int:
    closing_day = slot.weekday + slot.closes_next_day
    return closing_day * DAY + slot.closes.hour * 60 + slot.closes.minute

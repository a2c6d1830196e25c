"""How days that are not as usual are written: special days, and closed ranges."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from kiosk.catalogue.dates import check_date, check_not_too_late
from kiosk.catalogue.schema import ClosedTable, SpecialDayTable
from kiosk.catalogue.slots import slots_of_day
from kiosk.domain.hours import ClosedRange, SpecialDay
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.localized import Localized


class Reasons(Protocol):
    """Where the words for a reason are, by its key in the section `reasons`."""

    def localized(self, section: str, key: str) -> Localized: ...


LONGEST_REASON = 60
"""Characters of one that is typed; a line of the terminal."""
DATE_REMEDY = sentence("Write the day of the year that is meant.")


def special_days(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw], words: Reasons
) -> tuple[SpecialDay, ...]:
    """In the order of the calendar, each day once."""
    found: dict[date, SpecialDay] = {}
    for index, raw in enumerate(rows):
        here = (*path, index)
        for special in _special_day(file, here, raw, words):
            if special.day in found:
                file.error(
                    (*here, "date"),
                    sentence("The special day {day} is there twice.", day=special.day),
                    sentence("Make one of them."),
                )
            found[special.day] = special
    return tuple(found[day] for day in sorted(found))


def closed_ranges(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw], words: Reasons
) -> tuple[ClosedRange, ...]:
    """In the order of the calendar, never over each other."""
    found = [
        closed
        for index, raw in enumerate(rows)
        for closed in _closed_range(file, (*path, index), raw, words)
    ]
    found.sort(key=lambda closed: closed.first)
    for earlier, later in pairwise(found):
        if later.first <= earlier.last:
            file.error(
                path,
                sentence("Two closed ranges overlap on {first}.", first=later.first),
                sentence("Make one range of them."),
            )
    return tuple(found)


def _special_day(
    file: TomlFile, path: KeyPath, raw: Raw, words: Reasons
) -> Iterator[SpecialDay]:
    table = file.decode(raw, SpecialDayTable, path)
    if table is None:
        return
    if not check_date(file, (*path, "date"), table.day, DATE_REMEDY):
        return
    if table.closed == bool(table.slots):
        both = (
            sentence("The special day {day} has slots and is closed.", day=table.day)
            if table.closed
            else sentence("The special day {day} says nothing.", day=table.day)
        )
        file.error(
            path,
            both,
            sentence("Write either `slots = [...]` or `closed = true`."),
        )
    slots = slots_of_day(file, (*path, "slots"), table.slots, table.day)
    reason = _reason(table.reason, words)
    yield SpecialDay(table.day, slots, reason)


def _closed_range(
    file: TomlFile, path: KeyPath, raw: Raw, words: Reasons
) -> Iterator[ClosedRange]:
    table = file.decode(raw, ClosedTable, path)
    if table is None:
        return
    if not (
        check_date(file, (*path, "from"), table.first, DATE_REMEDY)
        and check_not_too_late(file, (*path, "until"), table.until, DATE_REMEDY)
    ):
        return
    if table.until < table.first:
        file.error(
            (*path, "until"),
            sentence(
                "The range ends on {until}, before it begins on {first}.",
                until=table.until,
                first=table.first,
            ),
            sentence("Write the last closed day in `until`; both days are closed."),
        )
        return
    reason = _reason(table.reason, words)
    yield ClosedRange(table.first, table.until, reason)


def _reason(key: str | None, words: Reasons) -> Localized | None:
    return None if key is None else words.localized("reasons", key)

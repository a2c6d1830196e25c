"""How opening hours are written: the usual week, and what is not as usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.schema import HoursTable
from kiosk.catalogue.slots import slots_of_week
from kiosk.catalogue.special_days import closed_ranges, special_days
from kiosk.domain.hours import FederalState, WeeklyHours
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.special_days import Reasons
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath


def weekly_hours(
    file: TomlFile, path: KeyPath, raw: Raw | None, words: Reasons
) -> WeeklyHours | None:
    """The hours of a table, in order; None when there is no table: not known."""
    if raw is None or (table := file.decode(raw, HoursTable, path)) is None:
        return None
    return hours_of(file, path, table, words)


def hours_of(
    file: TomlFile,
    path: KeyPath,
    table: HoursTable,
    words: Reasons,
    *,
    more: bool = False,
) -> WeeklyHours:
    """`more`: whether something else says when it is open."""
    says = table.slots or table.by_appointment or _opens_specially(table)
    if not says and not more:
        file.error(
            path,
            sentence("The hours have no slots."),
            sentence("Add slots, or `by_appointment = true`, or remove the table."),
        )
    return WeeklyHours(
        slots_of_week(file, (*path, "slots"), table.slots),
        by_appointment=table.by_appointment,
        special=special_days(file, (*path, "special"), table.special, words),
        closed=closed_ranges(file, (*path, "closed"), table.closed, words),
        holidays=_holidays(file, (*path, "holidays"), table.holidays),
    )


def _opens_specially(table: HoursTable) -> bool:
    return any(special.get("slots") for special in table.special)


def _holidays(file: TomlFile, path: KeyPath, code: str | None) -> FederalState | None:
    if code is None:
        return None
    try:
        return FederalState(code)
    except ValueError:
        file.error(
            path,
            sentence("The holidays of {code!r} are not known.", code=code),
            sentence("Allowed: {allowed}.", allowed=", ".join(FederalState)),
        )
        return None

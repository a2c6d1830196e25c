"""Which hours nobody will ever be received in: they are over, or closed each day."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from kiosk.catalogue.holidays import PublicHolidays
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.recurrence import LOOKED_AT
from kiosk.catalogue.schema import ServiceFile, TopicsFile
from kiosk.catalogue.services import FOLDER
from kiosk.catalogue.tables import open_table
from kiosk.catalogue.topics import NAME
from kiosk.domain.open_hours import HORIZON
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from kiosk.catalogue.schema import Table
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import Calendar, RecurringHours, WeeklyHours
    from kiosk.sentences import Sentence

    Told = tuple[Sentence, Sentence]
    """What is wrong, and what to do."""
    Left = tuple[KeyPath, Told]
    """Where in the table of hours."""

_OVER = (
    sentence("These hours are over: none of their days is still to come."),
    sentence("Remove them, or write days that are still to come."),
)
_CLOSED = (
    sentence(
        "Each day of these hours that is still to come is closed: a public holiday, a"
        " closed range or a special day."
    ),
    sentence("Let a day stand that is open, or remove these hours."),
)


def check_hours_left(
    root: Path, catalogue: Catalogue, today: date | None, findings: Findings
) -> None:
    """Warn of each by file and line; without a day nobody knows what is over."""
    if today is None:
        return
    calendar = PublicHolidays()
    for name, shape, key, hours in _all_hours(catalogue):
        for path, (message, remedy) in _left(hours, today, calendar):
            line = _line(root, name, shape, (key, *path))
            findings.warning(name, line, message, remedy)


def _all_hours(
    catalogue: Catalogue,
) -> Iterator[tuple[str, type[Table], str, WeeklyHours]]:
    if catalogue.consultation_hours is not None:
        yield NAME, TopicsFile, "consultation", catalogue.consultation_hours
    for service in catalogue.services:
        if service.hours is not None:
            name = f"{FOLDER}/{service.slug}/service.toml"
            yield name, ServiceFile, "hours", service.hours


def _left(hours: WeeklyHours, today: date, calendar: Calendar) -> Iterator[Left]:
    if hours.by_appointment:
        return
    for index, rule in enumerate(hours.recurring):
        wrong = _of_rule(rule, hours, today, calendar)
        if wrong is not None:
            yield ("rules", index), wrong
    if hours.slots:
        weekdays = {slot.weekday for slot in hours.slots}
        days = (today + timedelta(days=n) for n in range(HORIZON.days))
        week = (day for day in days if day.weekday() in weekdays)
        if not any(_is_usual(hours, day, calendar) for day in week):
            yield ("slots",), _CLOSED
    elif not hours.recurring:
        opened = [special.day for special in hours.special if special.slots]
        if opened and max(opened) < today:
            yield (), _OVER


def _of_rule(
    rule: RecurringHours, hours: WeeklyHours, today: date, calendar: Calendar
) -> Told | None:
    coming = _coming(rule, today)
    first = next(coming, None)
    if first is None:
        return _OVER
    days = chain([first], coming)
    return None if any(_is_usual(hours, d, calendar) for d in days) else _CLOSED


def _coming(rule: RecurringHours, today: date) -> Iterator[date]:
    days = (today + timedelta(days=n) for n in range(LOOKED_AT.days))
    return (day for day in days if rule.falls_on(day))


def _is_usual(hours: WeeklyHours, day: date, calendar: Calendar) -> bool:
    """Whether its usual hours are what it is open by."""
    changed = hours.special_day(day) or hours.closed_range(day)
    return changed is None and not hours.is_holiday(day, calendar)


def _line(root: Path, name: str, shape: type[Table], path: KeyPath) -> int | None:
    """What else is wrong with the file has been found already."""
    opened = open_table(root, name, shape, Findings())
    return opened[0].line(path) if opened else None

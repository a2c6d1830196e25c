"""How consultation hours are written: as all hours, and by rules of recurrence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kiosk.catalogue.dates import check_date
from kiosk.catalogue.hours import hours_of
from kiosk.catalogue.recurrence import RecurringDays, recurring_days
from kiosk.catalogue.schema import BreakTable, ConsultationTable, RuleTable
from kiosk.catalogue.slots import time_of
from kiosk.catalogue.special_days import DATE_REMEDY
from kiosk.catalogue.texts import languages
from kiosk.domain.hours import RecurringHours
from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, time

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.special_days import Reasons
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.hours import Recurrence, WeeklyHours

MOST_RULES = 50
COMPARED = timedelta(days=2 * 366)
"""For so long from the later of their first days two rules are compared."""


def consultation_hours(
    file: TomlFile, path: KeyPath, raw: Raw | None, words: Reasons
) -> WeeklyHours | None:
    """None when there is no table: not known."""
    if raw is None or (table := file.decode(raw, ConsultationTable, path)) is None:
        return None
    hours = hours_of(file, path, table, words, more=bool(table.rules))
    here = (*path, "rules")
    if len(table.rules) > MOST_RULES:
        file.error(
            here,
            sentence("There are more than {most} rules.", most=MOST_RULES),
            sentence("Put those together that differ in their days alone."),
        )
        return hours
    rules = dict(_rules(file, here, table.rules))
    _check_apart(file, here, rules)
    return replace(hours, recurring=tuple(rules.values()))


def _rules(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw]
) -> Iterator[tuple[int, RecurringHours]]:
    for index, raw in enumerate(rows):
        table = file.decode(raw, RuleTable, (*path, index))
        rule = None if table is None else _rule(file, (*path, index), table)
        if rule is not None:
            yield index, rule


def _rule(file: TomlFile, path: KeyPath, table: RuleTable) -> RecurringHours | None:
    opens = time_of(file, (*path, "opens"), table.opens)
    closes = time_of(file, (*path, "closes"), table.closes)
    named = table.languages
    spoken = languages(file, (*path, "languages"), named) if named else ()
    check_date(file, (*path, "first"), table.first, DATE_REMEDY)
    if opens is None or closes is None:
        return None
    if closes <= opens:
        file.error(
            (*path, "closes"),
            sentence("It closes at {closes}, not after it opens.", closes=table.closes),
            sentence("A rule is for hours of one day: write a later time."),
        )
        return None
    try:
        days = recurring_days(table.rule, table.first)
    except BadContent as error:
        file.error((*path, "rule"), error.args[0], error.remedy)
        return None
    return RecurringHours(
        days,
        opens,
        closes,
        languages=spoken,
        breaks=_breaks(file, (*path, "breaks"), table.breaks, (opens, closes)),
        excepted=_excepted(file, (*path, "except"), table.excepted, days),
        by_appointment=table.by_appointment,
    )


def _breaks(
    file: TomlFile, path: KeyPath, rows: Sequence[Raw], hours: tuple[time, time]
) -> tuple[tuple[time, time], ...]:
    found = []
    for index, raw in enumerate(rows):
        here = (*path, index)
        table = file.decode(raw, BreakTable, here)
        if table is None:
            continue
        begins = time_of(file, (*here, "from"), table.begins)
        until = time_of(file, (*here, "until"), table.until)
        if begins is None or until is None:
            continue
        if not hours[0] < begins < until < hours[1]:
            file.error(
                here,
                sentence(
                    "The break from {begins} until {until} is not within the hours.",
                    begins=table.begins,
                    until=table.until,
                ),
                sentence("Write one that begins and ends while it is open."),
            )
            continue
        found.append((begins, until))
    found.sort()
    for earlier, later in pairwise(found):
        if later[0] < earlier[1]:
            file.error(
                path,
                sentence("Two breaks overlap."),
                sentence("Make one break of them."),
            )
            return ()
    return tuple(found)


def _excepted(
    file: TomlFile, path: KeyPath, days: Sequence[date], rule: Recurrence
) -> frozenset[date]:
    for index, day in enumerate(days):
        if not rule.falls_on(day):
            file.warning(
                (*path, index),
                sentence("The rule does not fall on {day} anyway.", day=day),
                sentence("Correct the day, or remove it."),
            )
    return frozenset(days)


def _check_apart(
    file: TomlFile, path: KeyPath, rules: Mapping[int, RecurringHours]
) -> None:
    """Two counsellors may be there at once, in other languages; the same hours twice
    are a mistake."""
    for (_, one), (index, other) in combinations(rules.items(), 2):
        if one.languages != other.languages or not _times_meet(one, other):
            continue
        day = _common_day(one, other)
        if day is not None:
            file.error(
                (*path, index),
                sentence("Two rules are open at the same time on {day}.", day=day),
                sentence("Make one rule of them, or say their languages."),
            )


def _times_meet(one: RecurringHours, other: RecurringHours) -> bool:
    return one.opens < other.closes and other.opens < one.closes


def _common_day(one: RecurringHours, other: RecurringHours) -> date | None:
    begin = max(_first(one), _first(other))
    days = (begin + timedelta(days=n) for n in range(COMPARED.days))
    return next((day for day in days if one.on(day) and other.on(day)), None)


def _first(rule: RecurringHours) -> date:
    """`_rule` makes them of nothing else."""
    assert isinstance(rule.recurrence, RecurringDays)
    return rule.recurrence.first

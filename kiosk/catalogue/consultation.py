"""How consultation hours are written: as all hours, and by rules of recurrence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kiosk.catalogue.dates import check_date, check_not_too_late
from kiosk.catalogue.hours import hours_of
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.recurrence import LOOKED_AT, RecurringDays, recurring_days
from kiosk.catalogue.schema import BreakTable, ConsultationTable, RuleTable
from kiosk.catalogue.slots import time_of
from kiosk.catalogue.special_days import DATE_REMEDY
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.texts import languages
from kiosk.domain.hours import RecurringHours
from kiosk.errors import BadContent
from kiosk.ids import PartnerId, TopicId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, time

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.special_days import Reasons
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.hours import OpenSlot, Recurrence, WeeklyHours

MOST_RULES = 50
MOST_NUMBERS = 999
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
    _check_beside_week(file, here, hours.slots, rules)
    return replace(hours, recurring=tuple(rules.values()))


def rule_alone(raw: Raw) -> RecurringHours | None:
    """What one table of `rules` says; None where something is wrong with it."""
    findings = Findings()
    file = TomlFile("", "", findings)
    table = file.decode(raw, RuleTable, ())
    rule = None if table is None else _rule(file, (), table)
    return None if any(findings.errors()) else rule


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
    known = check_date(file, (*path, "first"), table.first, DATE_REMEDY)
    if opens is None or closes is None or not known:
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
    excepted = _excepted(file, (*path, "except"), table.excepted, days)
    if excepted and not table.added and not _is_left(days, excepted, table.first):
        file.error(
            (*path, "except"),
            sentence("The rule {rule!r} never recurs.", rule=table.rule),
            sentence("No day of it is left: let one stand, or remove the rule."),
        )
    return RecurringHours(
        days,
        opens,
        closes,
        languages=spoken,
        breaks=_breaks(file, (*path, "breaks"), table.breaks, (opens, closes)),
        excepted=excepted,
        by_appointment=table.by_appointment,
        added=_added(file, path, table, days),
        topics=tuple(TopicId(topic) for topic in dict.fromkeys(table.topics)),
        partner=PartnerId(table.partner) if table.partner else None,
        capacity=_capacity(file, (*path, "capacity"), table.capacity),
    )


def _capacity(file: TomlFile, path: KeyPath, most: int | None) -> int | None:
    if most is not None and not 0 < most <= MOST_NUMBERS:
        file.error(
            path,
            sentence(
                "{most} is no number from 1 to {limit}.", most=most, limit=MOST_NUMBERS
            ),
            sentence("Write how many numbers are given out for these hours a day."),
        )
        return None
    return most


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
        here = (*path, index)
        if check_not_too_late(file, here, day, DATE_REMEDY) and not rule.falls_on(day):
            file.warning(
                here,
                sentence("The rule does not fall on {day} anyway.", day=day),
                sentence("Correct the day, or remove it."),
            )
    return frozenset(days)


def _is_left(rule: RecurringDays, excepted: frozenset[date], first: date) -> bool:
    """Whether any day of the rule is none of these."""
    return not excepted.issuperset(rule.between(first, first + LOOKED_AT))


def _added(
    file: TomlFile, path: KeyPath, table: RuleTable, rule: Recurrence
) -> frozenset[date]:
    for index, day in enumerate(table.added):
        here = (*path, "also", index)
        if not check_not_too_late(file, here, day, DATE_REMEDY):
            continue
        if day in table.excepted:
            file.error(
                here,
                sentence("{day} is a further day and falls out as well.", day=day),
                sentence("Take it out of one of the two."),
            )
        elif rule.falls_on(day):
            file.warning(
                here,
                sentence("The rule falls on {day} anyway.", day=day),
                sentence("Correct the day, or remove it."),
            )
    return frozenset(table.added)


def _check_beside_week(
    file: TomlFile,
    path: KeyPath,
    slots: Sequence[OpenSlot],
    rules: Mapping[int, RecurringHours],
) -> None:
    """The usual week says no languages: a rule that says none either is the same."""
    for index, rule in rules.items():
        usual = {
            slot.weekday
            for slot in slots
            if slot.opens < rule.closes
            and (slot.closes_next_day or rule.opens < slot.closes)
        }
        if rule.languages or rule.topics or rule.partner or not usual:
            continue
        days = (_first(rule) + timedelta(days=n) for n in range(COMPARED.days))
        met = (day for day in days if day.weekday() in usual and rule.falls_on(day))
        if (day := next(met, None)) is not None:
            file.error(
                (*path, index),
                sentence(
                    "A rule is open at the same time as the usual week on {day}.",
                    day=day,
                ),
                sentence("Make one of them, or say the languages of the rule."),
            )


def _check_apart(
    file: TomlFile, path: KeyPath, rules: Mapping[int, RecurringHours]
) -> None:
    """Two counsellors may be there at once, in other languages; the same hours twice
    are a mistake."""
    for (_, one), (index, other) in combinations(rules.items(), 2):
        if _of_whom(one) != _of_whom(other) or not _times_meet(one, other):
            continue
        day = _common_day(one, other)
        if day is not None:
            file.error(
                (*path, index),
                sentence("Two rules are open at the same time on {day}.", day=day),
                sentence(
                    "Make one rule of them, or say their languages, topics or partners."
                ),
            )


def _of_whom(rule: RecurringHours) -> tuple[object, ...]:
    return rule.languages, frozenset(rule.topics), rule.partner


def _times_meet(one: RecurringHours, other: RecurringHours) -> bool:
    return one.opens < other.closes and other.opens < one.closes


def _common_day(one: RecurringHours, other: RecurringHours) -> date | None:
    begin = max(_first(one), _first(other))
    both_added = sorted(one.added & other.added)
    if both_added:
        return both_added[0]
    days = (begin + timedelta(days=n) for n in range(COMPARED.days))
    return next(
        (day for day in days if one.falls_on(day) and other.falls_on(day)), None
    )


def _first(rule: RecurringHours) -> date:
    """`_rule` makes them of nothing else."""
    assert isinstance(rule.recurrence, RecurringDays)
    return rule.recurrence.first

"""What somebody types for hours that recur, and what the file says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.dates import LATEST
from kiosk.catalogue.special_days import DATE_REMEDY
from kiosk.domain.typed_times import day_typed, time_typed
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.sentences import Sentence

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""As iCalendar writes them, Monday first."""
MOST_DATES = 200
MOST_BREAKS = 24
_WEEKLY = re.compile(r"FREQ=WEEKLY(?:;INTERVAL=([12]))?;BYDAY=([A-Z,]+)")
_MONTHLY = re.compile(r"FREQ=MONTHLY;BYDAY=([A-Z0-9,-]+)")
_OF_MONTH = re.compile(r"([1-4]|-1)([A-Z]{2})")
_UNTIL = re.compile(r";UNTIL=([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?")


class Rhythm(StrEnum):
    """How often; what none of these says is a rule of its own."""

    WEEKLY = "weekly"
    SECOND_WEEK = "second-week"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"
    LAST = "-1"
    RULE = "rule"


OF_MONTH = (Rhythm.FIRST, Rhythm.SECOND, Rhythm.THIRD, Rhythm.FOURTH, Rhythm.LAST)


@dataclass(frozen=True, slots=True)
class TypedRule:
    """As it stands in the fields of the form."""

    rhythm: str = Rhythm.WEEKLY
    weekdays: tuple[str, ...] = ()
    """Of `DAYS`."""
    rule: str = ""
    """Of iCalendar, where the rhythm is a rule of its own."""
    opens: str = ""
    closes: str = ""
    breaks: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    first: str = ""
    until: str = ""
    excepted: str = ""
    """A date a line."""
    added: str = ""
    by_appointment: bool = False
    topics: tuple[str, ...] = ()
    partner: str = ""
    capacity: str = ""


Wrong = dict[str, tuple["Sentence", "Sentence"]]
"""By the name of a field: what is wrong, and what to do."""


def read(typed: TypedRule) -> tuple[dict[str, object], Wrong]:
    """The table for the file, whole only where nothing is wrong; None for what it does
    not say. What the content's own check finds is not looked for here."""
    wrong: Wrong = {}
    first = day_of(typed.first, "first", wrong)
    until = day_of(typed.until, "until", wrong) if typed.until.strip() else None
    if first and until and until < first:
        wrong["until"] = (
            sentence("{until} is before the first day.", until=until),
            sentence("Write a later day, or none."),
        )
    elif until and until > LATEST:
        told = sentence("{day} is after {latest}.", day=until, latest=LATEST)
        wrong["until"] = told, DATE_REMEDY
    raw: dict[str, object] = {
        "rule": _rule(typed, until, wrong),
        "first": first,
        "opens": _time(typed.opens, "opens", wrong),
        "closes": _time(typed.closes, "closes", wrong),
        "languages": list(typed.languages) or None,
        "breaks": _breaks(typed.breaks, wrong) or None,
        "except": _dates(typed.excepted, "excepted", wrong) or None,
        "also": _dates(typed.added, "added", wrong) or None,
        "by_appointment": True if typed.by_appointment else None,
        "topics": list(typed.topics) or None,
        "partner": typed.partner or None,
        "capacity": _capacity(typed.capacity.strip(), wrong),
    }
    return raw, wrong


def typed_of(raw: Mapping[str, Any], day: Callable[[date], str] = str) -> TypedRule:
    """The fields as a table of the file fills them, each day as `day` writes it; what
    is no value is left out."""
    rhythm, weekdays, rule, until = _told(str(raw.get("rule", "")))
    breaks = (row for row in _list(raw, "breaks") if isinstance(row, dict))
    first = raw.get("first")
    return TypedRule(
        rhythm=rhythm,
        weekdays=weekdays or _of_first(rhythm, first),
        rule=rule,
        opens=str(raw.get("opens", "")),
        closes=str(raw.get("closes", "")),
        breaks=tuple((str(r.get("from", "")), str(r.get("until", ""))) for r in breaks),
        languages=tuple(str(code) for code in _list(raw, "languages")),
        first=written_day(first, day),
        until=written_day(day_typed(until), day),
        excepted="\n".join(written_day(on, day) for on in _list(raw, "except")),
        added="\n".join(written_day(on, day) for on in _list(raw, "also")),
        by_appointment=raw.get("by_appointment") is True,
        topics=tuple(str(topic) for topic in _list(raw, "topics")),
        partner=str(raw.get("partner", "")),
        capacity=str(raw.get("capacity", "")),
    )


def written_day(said: object, day: Callable[[date], str]) -> str:
    """What is no day stays as it is."""
    return day(said) if isinstance(said, date) else str(said or "")


def day_of(text: str, name: str, wrong: Wrong) -> date | None:
    """What is none is told in `wrong`, under the name of its field."""
    day = day_typed(text)
    if day is None:
        wrong[name] = (
            sentence("{text!r} is no day of the calendar.", text=text.strip()[:20]),
            sentence("Write it such as 2026-12-24 or 24.12.2026."),
        )
    return day


def _told(rule: str) -> tuple[Rhythm, tuple[str, ...], str, str]:
    """Rhythm, weekdays, the rule where it is one of its own, and its last day."""
    found = _UNTIL.search(rule)
    until = "-".join(found.groups()) if found else ""
    bare = _UNTIL.sub("", rule)
    if weekly := _WEEKLY.fullmatch(bare):
        days = tuple(weekly[2].split(","))
        if set(days) <= set(DAYS):
            every = Rhythm.SECOND_WEEK if weekly[1] == "2" else Rhythm.WEEKLY
            return every, days, "", until
    if bare == "FREQ=WEEKLY":
        return Rhythm.WEEKLY, (), "", until
    if monthly := _MONTHLY.fullmatch(bare):
        parts = [_OF_MONTH.fullmatch(part) for part in monthly[1].split(",")]
        said = {part[1] for part in parts if part}
        days = tuple(part[2] for part in parts if part and part[2] in DAYS)
        if len(said) == 1 and len(days) == len(parts):
            return Rhythm(said.pop()), days, "", until
    return Rhythm.RULE, (), rule, ""


def _of_first(rhythm: Rhythm, first: object) -> tuple[str, ...]:
    """A weekly rule without weekdays falls on the weekday of its first day."""
    if rhythm is Rhythm.RULE or not isinstance(first, date):
        return ()
    return (DAYS[first.weekday()],)


def _rule(typed: TypedRule, until: date | None, wrong: Wrong) -> str:
    if typed.rhythm == Rhythm.RULE:
        rule = "".join(typed.rule.split()).removeprefix("RRULE:")
        if not rule:
            wrong["rule"] = (
                sentence("There is no rule."),
                sentence("Write one of iCalendar, or choose a rhythm above."),
            )
        if until and ("UNTIL=" in rule or "COUNT=" in rule):
            wrong["until"] = (
                sentence("The rule says its end itself."),
                sentence("Leave this field empty, or take the end out of the rule."),
            )
            return rule
        return rule + _end(until)
    days = [day for day in DAYS if day in typed.weekdays]
    if not days:
        wrong["weekdays"] = (
            sentence("No weekday is chosen."),
            sentence("Choose one at least."),
        )
    if typed.rhythm in OF_MONTH:
        said = ",".join(f"{typed.rhythm}{day}" for day in days)
        return f"FREQ=MONTHLY;BYDAY={said}{_end(until)}"
    interval = ";INTERVAL=2" if typed.rhythm == Rhythm.SECOND_WEEK else ""
    return f"FREQ=WEEKLY{interval};BYDAY={','.join(days)}{_end(until)}"


def _end(until: date | None) -> str:
    return f";UNTIL={until:%Y%m%d}" if until else ""


def _breaks(rows: tuple[tuple[str, str], ...], wrong: Wrong) -> list[dict[str, str]]:
    said = [row for row in rows if any(text.strip() for text in row)]
    return [
        {"from": _time(begins, "breaks", wrong), "until": _time(until, "breaks", wrong)}
        for begins, until in said
    ]


def _time(text: str, name: str, wrong: Wrong) -> str:
    """As the file has it; what is none is told in `wrong`."""
    at = time_typed(text)
    if at is None:
        wrong[name] = (
            sentence("{text!r} is no time of day.", text=text.strip()[:20]),
            sentence("Write it such as 9:00; midnight is 0:00."),
        )
        return ""
    return f"{at:%H:%M}"


def _dates(text: str, name: str, wrong: Wrong) -> list[date]:
    lines = [line.strip() for line in re.split(r"[\n,;]", text) if line.strip()]
    if len(lines) > MOST_DATES:
        wrong[name] = (
            sentence("There are more than {most} dates.", most=MOST_DATES),
            sentence("Leave out those that are over."),
        )
        return []
    found = (day_of(line, name, wrong) for line in lines)
    return sorted({day for day in found if day})


def _capacity(text: str, wrong: Wrong) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and 0 < int(text[:4]) < 1000):
        wrong["capacity"] = (
            sentence("{text!r} is no number from 1 to 999.", text=text[:20]),
            sentence("Write how many numbers are given out, or nothing."),
        )
        return None
    return int(text) if text else None


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    found = raw.get(key)
    return found if isinstance(found, list) else []

"""Days on which a service is not open as usual, as rows of a form: closed for a day or
from one day to another, or open at other times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kiosk.domain.typed_times import time_typed
from kiosk.operations import typed_reasons, typed_rules
from kiosk.operations.consultation_settings import span
from kiosk.operations.typed_reasons import ClosedRow
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.operations.typed_rules import Wrong

    Raw = Mapping[str, Any]

MOST_DAYS = 80
WriteDay = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class DayRow(ClosedRow):
    """Without times it is closed. Several rows of one day are its several times."""

    opens: str = ""
    closes: str = ""
    by_appointment: bool = False

    def says_nothing(self) -> bool:
        return not any((self.first, self.until, self.opens, self.closes, self.own))


def rows_of(hours: Raw, day: WriteDay = str) -> tuple[DayRow, ...]:
    """What [hours] says, days before ranges, each day as `day` writes it."""
    return (*_special(hours, day), *_closed(hours, day))


def read(rows: Sequence[DayRow]) -> tuple[dict[str, object], Wrong]:
    """`special` and `closed` as the file has them, whole only where nothing is wrong.

    What is wrong stands by the place of its row: `day-0`; of all rows `days`.
    """
    wrong: Wrong = {}
    special: dict[date, dict[str, Any]] = {}
    closed: list[dict[str, object]] = []
    for at, row in enumerate(rows):
        if row.says_nothing():
            continue
        name = f"day-{at}"
        typed_reasons.check_length(row, name, wrong)
        days = span(row, name, wrong)
        if days is None:
            continue
        reason = {"reason": row.reason} if row.reason else {}
        if row.opens or row.closes:
            _add_times(special, days, row, name, wrong)
        elif row.until:
            closed.append({"from": days[0], "until": days[1], **reason})
        elif days[0] in special:
            wrong[name] = _twice(days[0])
        else:
            special[days[0]] = {"date": days[0], "closed": True, **reason}
    if len(special) + len(closed) > MOST_DAYS:
        wrong["days"] = (
            sentence("There are more than {most} dates.", most=MOST_DAYS),
            sentence("Leave out those that are over."),
        )
    return {"special": [*special.values()] or None, "closed": closed or None}, wrong


def _add_times(
    special: dict[date, dict[str, Any]],
    days: tuple[date, date],
    row: DayRow,
    name: str,
    wrong: Wrong,
) -> None:
    opens, closes = time_typed(row.opens), time_typed(row.closes)
    if days[0] != days[1]:
        wrong[name] = (
            sentence("Other times are of one day alone."),
            sentence("Leave the last day empty, or the times."),
        )
    elif opens is None or closes is None:
        wrong[name] = (
            sentence("A beginning and an end are needed."),
            sentence("Write both such as 9:00, or neither: then it is closed."),
        )
    else:
        there = special.setdefault(days[0], {"date": days[0], "slots": []})
        if "slots" not in there:
            wrong[name] = _twice(days[0])
            return
        slot = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
        more = {"by_appointment": True} if row.by_appointment else {}
        there["slots"].append(slot | more)
        if row.reason:
            there["reason"] = row.reason


def _twice(day: date) -> tuple[Any, Any]:
    return (
        sentence("The day {day} is closed and open.", day=day),
        sentence("Leave out one of the two."),
    )


def _special(hours: Raw, day: WriteDay) -> Iterator[DayRow]:
    for raw in _tables(hours, "special"):
        on = typed_rules.written_day(raw.get("date"), day)
        reason = str(raw.get("reason", ""))
        slots = _tables(raw, "slots")
        if not slots:
            yield DayRow(on, reason=reason)
        for at, slot in enumerate(slots):
            yield DayRow(
                on,
                reason="" if at else reason,
                opens=str(slot.get("opens", "")),
                closes=str(slot.get("closes", "")),
                by_appointment=slot.get("by_appointment") is True,
            )


def _closed(hours: Raw, day: WriteDay) -> Iterator[DayRow]:
    for raw in _tables(hours, "closed"):
        yield DayRow(
            typed_rules.written_day(raw.get("from"), day),
            typed_rules.written_day(raw.get("until"), day),
            str(raw.get("reason", "")),
        )


def _tables(raw: Raw, key: str) -> list[Raw]:
    found = raw.get(key)
    listed = found if isinstance(found, list) else []
    return [one for one in listed if isinstance(one, dict)]

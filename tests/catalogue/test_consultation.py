"""Consultation hours by rules: what they are open for, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue.consultation import MOST_RULES, consultation_hours
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.tables import TomlFile
from kiosk.domain.hours import FederalState, OpenSlot, WeeklyHours
from kiosk.domain.localized import Localized
from kiosk.domain.open_hours import Closed, Open, languages_at, receptions, state
from tests.builders import DE, PL, UK
from tests.fakes.ports import FakeCalendar

BERLIN = ZoneInfo("Europe/Berlin")
GOOD_FRIDAY = date(2026, 4, 3)
CALENDAR = FakeCalendar({FederalState.BRANDENBURG: {GOOD_FRIDAY}})
WEDNESDAY = date(2026, 4, 1)
RULE = """
[[consultation.rules]]
rule = "FREQ=MONTHLY;BYDAY=1WE"
first = 2026-03-04
opens = "13:00"
closes = "17:00"
languages = ["pl", "uk"]
breaks = [{ from = "15:00", until = "15:15" }]
except = [2026-05-06]
"""


class NoReasons:
    def localized(self, section: str, key: str) -> Localized:
        return Localized({DE: f"{section}/{key}"})


def read(text: str) -> tuple[WeeklyHours | None, list[str]]:
    findings = Findings()
    file = TomlFile("topics.toml", text, findings)
    data = file.parsed()
    assert data is not None
    raw = data.get("consultation")
    hours = consultation_hours(file, ("consultation",), raw, NoReasons())
    return hours, [str(problem.message) for problem in findings.problems]


def good(text: str) -> WeeklyHours:
    hours, problems = read(text)
    assert hours is not None
    assert problems == []
    return hours


def rule(**keys: str) -> str:
    said = {
        "rule": '"FREQ=WEEKLY"',
        "first": "2026-03-04",
        "opens": '"13:00"',
        "closes": '"17:00"',
        **keys,
    }
    lines = (f"{key} = {value}" for key, value in said.items())
    return "\n[[consultation.rules]]\n" + "\n".join(lines) + "\n"


def a_wednesday(opens: str, closes: str) -> str:
    slot = f'{{ weekday = "wed", opens = "{opens}", closes = "{closes}" }}'
    return f"[consultation]\nslots = [{slot}]\n"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN).astimezone(UTC)


def test_rules_alone_are_hours_and_none_are_not_known() -> None:
    assert good(RULE).slots == ()
    assert read("") == (None, [])
    assert read("[consultation]\n")[1] == ["The hours have no slots."]


def test_a_rule_is_open_on_its_days_but_for_breaks() -> None:
    hours = good(RULE)
    assert hours.on(WEDNESDAY, CALENDAR) == (
        OpenSlot(2, time(13), time(15)),
        OpenSlot(2, time(15, 15), time(17)),
    )
    assert hours.on(date(2026, 4, 8), CALENDAR) == ()
    assert receptions(hours, WEDNESDAY, BERLIN, CALENDAR) == [
        (at(WEDNESDAY, 13), at(WEDNESDAY, 15)),
        (at(WEDNESDAY, 15, 15), at(WEDNESDAY, 17)),
    ]


def test_a_day_can_fall_out() -> None:
    assert good(RULE).on(date(2026, 5, 6), CALENDAR) == ()
    assert good(RULE).on(date(2026, 6, 3), CALENDAR) != ()


def test_a_day_can_be_added() -> None:
    thursday = date(2026, 4, 2)
    hours = good(RULE.replace("except", "also = [2026-04-02]\nexcept"))
    opens = [slot.opens for slot in hours.on(thursday, CALENDAR)]
    assert opens == [time(13), time(15, 15)]


def test_a_day_that_is_added_is_neither_excepted_nor_of_the_rule() -> None:
    added = RULE.replace("except = [", "also = [2026-05-06]\nexcept = [")
    assert read(added)[1] == ["2026-05-06 is a further day and falls out as well."]
    known = RULE.replace("except = [", "also = [2026-06-03]\nexcept = [")
    assert read(known)[1] == ["The rule falls on 2026-06-03 anyway."]


def test_the_same_hours_as_in_the_usual_week_are_refused() -> None:
    week = a_wednesday("12:00", "14:00")
    problems = read(week + rule())[1]
    assert problems == [
        "A rule is open at the same time as the usual week on 2026-03-04."
    ]
    good(week + rule(languages='["pl"]'))
    good(week + rule(opens='"14:00"'))


def test_it_stands_beside_the_usual_week_and_closes_on_holidays() -> None:
    week = a_wednesday("08:00", "10:00")
    hours = good(week + 'holidays = "BB"\n' + RULE)
    opens = [slot.opens for slot in hours.on(WEDNESDAY, CALENDAR)]
    assert opens == [time(8), time(13), time(15, 15)]
    fridays = good('[consultation]\nholidays = "BB"\n' + rule(rule='"FREQ=DAILY"'))
    assert fridays.on(GOOD_FRIDAY, CALENDAR) == ()


def test_it_says_until_when_it_is_open_and_when_next() -> None:
    hours = good(RULE)
    assert state(hours, at(WEDNESDAY, 14), BERLIN, CALENDAR) == Open(at(WEDNESDAY, 15))
    assert state(hours, at(WEDNESDAY, 15, 5), BERLIN, CALENDAR) == Closed(
        at(WEDNESDAY, 15, 15)
    )
    june = date(2026, 6, 3)
    assert state(hours, at(WEDNESDAY, 18), BERLIN, CALENDAR) == Closed(at(june, 13))


def test_the_languages_are_those_of_the_rules_that_are_open() -> None:
    hours = good(RULE)
    assert languages_at(hours, at(WEDNESDAY, 14), BERLIN, CALENDAR) == (PL, UK)
    assert languages_at(hours, at(WEDNESDAY, 15, 5), BERLIN, CALENDAR) == ()
    both = good(RULE + rule(rule='"FREQ=MONTHLY;BYDAY=1WE"', languages='["de", "pl"]'))
    assert languages_at(both, at(WEDNESDAY, 14), BERLIN, CALENDAR) == (PL, UK, DE)


def test_where_one_of_the_hours_does_not_say_no_language_is_named() -> None:
    silent = good(RULE + rule(rule='"FREQ=MONTHLY;BYDAY=1WE"'))
    assert languages_at(silent, at(WEDNESDAY, 14), BERLIN, CALENDAR) == ()
    week = a_wednesday("13:30", "16:00")
    beside = good(week + RULE)
    assert languages_at(beside, at(WEDNESDAY, 14), BERLIN, CALENDAR) == ()
    assert languages_at(beside, at(WEDNESDAY, 13, 10), BERLIN, CALENDAR) == (PL, UK)


def test_two_rules_at_once_in_the_same_languages_are_a_mistake() -> None:
    for languages in ('["pl"]', "[]"):
        twice = rule(languages=languages) + rule(
            languages=languages, opens='"16:00"', closes='"18:00"'
        )
        assert read(twice)[1] == ["Two rules are open at the same time on 2026-03-04."]
    assert read(rule() + rule(languages='["pl"]'))[1] == []
    assert read(rule() + rule(opens='"17:00"', closes='"18:00"'))[1] == []
    other_day = rule(first="2026-03-05")
    assert read(rule() + other_day)[1] == []


BOTH = "[2026-03-04, 2026-03-11]"


def test_a_day_that_is_added_is_enough_for_a_rule_without_any() -> None:
    keys = {"rule": '"FREQ=WEEKLY;COUNT=2"', "except": BOTH, "also": "[2026-03-20]"}
    assert read(rule(**keys))[1] == []


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"rule": '"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"'}, "never recurs"),
        ({"rule": '"Mondays"'}, "is no rule of recurrence"),
        ({"closes": '"13:00"'}, "not after it opens"),
        ({"opens": '"9 am"'}, "is no time of day"),
        ({"languages": '["xx"]'}, "There is no language 'xx'."),
        ({"first": "1926-03-04"}, "before 2000-01-01"),
        ({"first": "9999-12-31"}, "after 2100-12-31"),
        ({"except": "[9999-12-31]"}, "after 2100-12-31"),
        ({"also": "[9999-12-31]"}, "after 2100-12-31"),
        ({"rule": '"FREQ=WEEKLY;UNTIL=99991231"'}, "after 2100-12-31"),
        ({"breaks": '[{ from = "12:00", until = "14:00" }]'}, "not within the hours"),
        (
            {
                "breaks": '[{ from = "14:00", until = "15:00" },'
                ' { from = "14:30", until = "16:00" }]'
            },
            "Two breaks overlap.",
        ),
        ({"except": "[2026-03-05]"}, "does not fall on 2026-03-05"),
        ({"rule": '"FREQ=WEEKLY;COUNT=2"', "except": BOTH}, "never recurs"),
        ({"colour": '"red"'}, "Unknown key `colour`."),
    ],
)
def test_what_is_wrong_is_named(keys: dict[str, str], says: str) -> None:
    _, problems = read(rule(**keys))
    assert len(problems) == 1
    assert says in problems[0]


def test_rules_end_somewhere() -> None:
    many = "".join(
        rule(
            opens=f'"{n // 60:02}:{n % 60:02}"',
            closes=f'"{n // 60:02}:{n % 60 + 1:02}"',
        )
        for n in range(MOST_RULES + 1)
    )
    assert read(many)[1] == [f"There are more than {MOST_RULES} rules."]

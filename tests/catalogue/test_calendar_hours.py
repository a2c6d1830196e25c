"""Consultation hours as a calendar file, and what is taken from one of others."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.calendar_hours import LARGEST, MOST_EVENTS, ONCE, hours_in
from kiosk.catalogue.consultation import rule_alone
from kiosk.catalogue.holidays import PublicHolidays
from kiosk.catalogue.hours_calendar import CalendarTitles, calendar_of
from kiosk.domain.hours import (
    ClosedRange,
    FederalState,
    OpenSlot,
    SpecialDay,
    WeeklyHours,
)
from kiosk.domain.localized import Localized
from kiosk.errors import BadContent
from kiosk.ids import LanguageCode

BERLIN = ZoneInfo("Europe/Berlin")
TITLES = CalendarTitles("Beratung", "Geschlossen")
HOLIDAYS = PublicHolidays()
NOW = datetime(2026, 3, 2, 11, tzinfo=UTC)
FIRST = date(2026, 3, 2)
Rule = dict[str, Any]
DAYS = st.sampled_from(("MO", "TU,TH", "WE,SA", "FR", "MO,TU,WE,TH,FR"))
NEAR = st.integers(0, 300).map(lambda n: FIRST + timedelta(days=n))
ENDS = st.one_of(st.just(""), NEAR.map(lambda day: f";UNTIL={day:%Y%m%d}"))
RULES = st.one_of(
    DAYS.map(lambda days: f"FREQ=WEEKLY;BYDAY={days}"),
    DAYS.map(lambda days: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={days}"),
    st.sampled_from(("1MO", "-1FR", "2WE,3TH")).map("FREQ=MONTHLY;BYDAY={}".format),
    st.sampled_from(("FREQ=DAILY;COUNT=3", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15")),
)
EVENT = """BEGIN:VEVENT
UID:1@example.org
SUMMARY:Beratung
DTSTART;TZID=Europe/Berlin:20260305T130000
DTEND;TZID=Europe/Berlin:20260305T170000
{more}END:VEVENT
"""
WHOLE_DAY = {
    ";TZID=Europe/Berlin:20260305T130000": ";VALUE=DATE:20260305",
    ";TZID=Europe/Berlin:20260305T170000": ";VALUE=DATE:20260306",
}
FAR_AHEAD = {
    ";TZID=Europe/Berlin:20260305T130000": ":99991231T233000Z",
    ";TZID=Europe/Berlin:20260305T170000": ":99991231T234500Z",
}


def file(*events: str) -> str:
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n"
    return f"{head}{''.join(events)}END:VCALENDAR\n".replace("\n", "\r\n")


def event(more: str = "", **said: str) -> str:
    text = EVENT.format(more=more)
    for old, new in said.items():
        text = text.replace(old, new)
    return text


def back(rules: list[Rule], hours: WeeklyHours | None = None) -> list[Rule]:
    """Written and read again."""
    text = calendar_of(hours or WeeklyHours(()), rules, TITLES, BERLIN, NOW, HOLIDAYS)
    found = hours_in(text.decode(), BERLIN)
    assert found.refused == ()
    return list(found.rules)


def days(rule: Rule) -> list[object]:
    hours = rule_alone(rule)
    assert hours is not None
    return [hours.on(FIRST + timedelta(days=n)) for n in range(400)]


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    rule: Rule = {
        "rule": draw(RULES),
        "first": draw(NEAR),
        "opens": "09:00",
        "closes": draw(st.sampled_from(("12:00", "17:30"))),
        "languages": draw(st.sampled_from(([], ["pl"], ["uk", "ar"]))),
        "breaks": draw(st.sampled_from(([], [{"from": "10:00", "until": "10:15"}]))),
        "except": draw(st.lists(NEAR, max_size=2, unique=True)),
        "also": draw(st.lists(NEAR, max_size=2, unique=True)),
        "topics": draw(st.sampled_from(([], ["work", "family"]))),
        "partner": draw(st.sampled_from(("", "asg"))),
        "capacity": draw(st.sampled_from((None, 12))),
        "by_appointment": draw(st.booleans()),
    }
    if "COUNT" not in rule["rule"]:
        rule["rule"] += draw(ENDS)
    return {key: value for key, value in rule.items() if value}


@given(rules())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_as_the_same_hours(rule: Rule) -> None:
    assume(rule_alone(rule) is not None)
    (again,) = back([rule])
    assert days(again) == days(rule)
    kept = ("languages", "topics", "partner", "capacity", "by_appointment", "breaks")
    assert [again.get(key) for key in kept] == [rule.get(key) for key in kept]


def test_other_programs_read_breaks_exceptions_and_an_end_of_utc() -> None:
    rule: Rule = {
        "rule": "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261217",
        "first": FIRST,
        "opens": "13:00",
        "closes": "17:00",
        "breaks": [{"from": "15:00", "until": "15:15"}],
        "except": [date(2026, 4, 2)],
    }
    made = calendar_of(WeeklyHours(()), [rule], TITLES, BERLIN, NOW, HOLIDAYS).decode()
    assert made.count("BEGIN:VEVENT") == 2
    assert "DTSTART;TZID=Europe/Berlin:20260305T151500" in made
    assert "UNTIL=20261217T120000Z" in made
    assert "EXDATE;TZID=Europe/Berlin:20260402T130000" in made
    assert "BEGIN:VTIMEZONE" in made


def test_the_usual_week_and_closed_ranges_come_along() -> None:
    closed = (ClosedRange(date(2026, 12, 24), date(2027, 1, 1)),)
    week = WeeklyHours((OpenSlot(0, time(9), time(12)),), closed=closed)
    text = calendar_of(week, [], TITLES, BERLIN, NOW, HOLIDAYS).decode()
    found = hours_in(text, BERLIN)
    (monday,) = found.rules
    assert (monday["rule"], monday["opens"]) == ("FREQ=WEEKLY;BYDAY=MO", "09:00")
    assert found.closed == ({"from": date(2026, 12, 24), "until": date(2027, 1, 1)},)
    assert text.count("SUMMARY:Beratung") == text.count("SUMMARY:Geschlossen") == 1


def test_reasons_of_closed_ranges_travel_by_their_key_and_in_words() -> None:
    team = Localized({LanguageCode("de"): "Teamtag, ganztägig"})
    closed = (
        ClosedRange(date(2026, 12, 24), date(2027, 1, 1), team),
        ClosedRange(date(2027, 3, 1), date(2027, 3, 2)),
    )
    week = WeeklyHours((), closed=closed)
    keys = {date(2026, 12, 24): "team-day"}
    made = calendar_of(week, [], TITLES, BERLIN, NOW, HOLIDAYS, keys).decode()
    with_reason, without = hours_in(made, BERLIN).closed
    assert with_reason["reason"] == "team-day"
    assert with_reason["told"] == "Teamtag, ganztägig"
    assert set(without) == {"from", "until"}


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("X-NEXUS-REASON:team\nDESCRIPTION:  Team\\n day ", {"told": "Team day"}),
        ("X-NEXUS-REASON:../x\nDESCRIPTION:Team", {"reason": None, "told": "Team"}),
        (f"X-NEXUS-REASON:a\nDESCRIPTION:{'ab ' * 50}", {"told": ("ab " * 20)[:-1]}),
        ("DESCRIPTION:Bring your own lunch", {"reason": None, "told": None}),
    ],
)
def test_a_reason_is_a_key_and_one_line(said: str, taken: Rule) -> None:
    (row,) = hours_in(
        file(event(f"X-NEXUS-CLOSED:TRUE\n{said}\n", **WHOLE_DAY)), BERLIN
    ).closed
    assert {key: row.get(key) for key in taken} == taken


EVERY_THURSDAY: Rule = {
    "rule": "FREQ=WEEKLY;BYDAY=TH",
    "first": FIRST,
    "opens": "13:00",
    "closes": "17:00",
    "except": [date(2026, 3, 26)],
}


def hours_of(rule: Rule, **more: Any) -> WeeklyHours:
    recurring = rule_alone(rule)
    assert recurring is not None
    return WeeklyHours((), recurring=(recurring,), **more)


def test_on_days_that_are_not_as_usual_other_programs_show_no_hours() -> None:
    """Ascension Day, a week of Easter, a day with other hours and a closed one."""
    hours = hours_of(
        EVERY_THURSDAY,
        holidays=FederalState.BRANDENBURG,
        closed=(ClosedRange(date(2026, 3, 30), date(2026, 4, 3)),),
        special=(
            SpecialDay(date(2026, 3, 12), (OpenSlot(3, time(8), time(10)),)),
            SpecialDay(date(2026, 3, 19)),
        ),
    )
    text = calendar_of(hours, [EVERY_THURSDAY], TITLES, BERLIN, NOW, HOLIDAYS).decode()
    unfolded = text.replace("\r\n ", "")
    (excepted,) = (line for line in unfolded.splitlines() if line.startswith("EXDATE"))
    for day in ("0326", "0514", "0402", "0312", "0319"):
        assert f"2026{day}T130000" in excepted
    for day in ("20260514", "20260319", "20260330"):
        assert f"DTSTART;VALUE=DATE:{day}" in text
    assert "DTSTART;TZID=Europe/Berlin:20260312T080000" in text
    assert text.count("SUMMARY:Beratung") == 2


def test_what_falls_out_as_a_holiday_is_no_exception_when_it_is_read_again() -> None:
    hours = hours_of(
        EVERY_THURSDAY,
        holidays=FederalState.BRANDENBURG,
        closed=(ClosedRange(date(2026, 3, 30), date(2026, 12, 31)),),
    )
    (again,) = back([EVERY_THURSDAY], hours)
    assert again["except"] == EVERY_THURSDAY["except"]


def test_a_day_that_another_program_took_out_besides_falls_out() -> None:
    hours = hours_of(EVERY_THURSDAY, holidays=FederalState.BRANDENBURG)
    made = calendar_of(hours, [EVERY_THURSDAY], TITLES, BERLIN, NOW, HOLIDAYS).decode()
    text = made.replace(
        "END:VEVENT",
        "EXDATE;TZID=Europe/Berlin:20260709T130000\r\nEND:VEVENT",
        1,
    )
    (rule,) = hours_in(text, BERLIN).rules
    assert rule["except"] == [date(2026, 3, 26), date(2026, 7, 9)]


def test_an_event_of_another_zone_is_read_by_the_clock_on_the_wall() -> None:
    text = event(**{";TZID=Europe/Berlin:20260305T130000": ":20260305T120000Z"})
    text = text.replace("DTEND;TZID=Europe/Berlin:20260305T170000", "DURATION:PT4H")
    (rule,) = hours_in(file(text), BERLIN).rules
    assert (rule["opens"], rule["closes"], rule["rule"]) == ("13:00", "17:00", ONCE)


ZONE = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
"""


def test_a_time_zone_is_what_its_own_file_says() -> None:
    own = event(**{"Europe/Berlin": "Customized Time Zone"})
    for offset, opens in (("+0100", "13:00"), ("+0500", "09:00")):
        zone = ZONE.format(offset=offset)
        for text in (file(zone, own), file(own, zone)):
            (rule,) = hours_in(text, BERLIN).rules
            assert rule["opens"] == opens
    (refused,) = hours_in(file(own), BERLIN).refused
    assert "'Customized Time Zone' is not known" in str(refused.reason)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (event(**WHOLE_DAY), "whole days"),
        (event(**{"20260305T170000": "20260306T020000"}), "does not end on the day"),
        (event(**{"20260305T170000": "20260305T130000"}), "does not end on the day"),
        (event("RECURRENCE-ID:20260305T120000Z\n"), "a single day of another"),
        (event("STATUS:CANCELLED\n"), "is cancelled"),
        (event("X-NEXUS-CAPACITY:-1\n"), "-1 is no number from 1 to 999"),
        (event("X-NEXUS-CAPACITY:0\n"), "0 is no number from 1 to 999"),
        (event("X-NEXUS-CAPACITY:1000\n"), "1000 is no number from 1 to 999"),
        (event("X-NEXUS-BY-APPOINTMENT:maybe\n"), "neither TRUE nor FALSE"),
        (event(**FAR_AHEAD), "One of its days cannot be read."),
        (event("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n"), "several rules"),
        (event(**{"DTSTART;TZID=Europe/Berlin:20260305T130000": "X-A:1"}), "no begin"),
        (event(**{"Europe/Berlin": "America/Nowhere"}), "'America/Nowhere' is not"),
        (event("EXDATE;TZID=Here:20260312T130000\n"), "'Here' is not known"),
        (event("RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY\n"), "EXRULE"),
    ],
)
def test_what_can_be_no_hours_is_left_with_its_reason(text: str, told: str) -> None:
    found = hours_in(file(text, event()), BERLIN)
    assert len(found.rules) == 1
    (refused,) = found.refused
    assert told in str(refused.reason)
    assert refused.title == "Beratung"


def test_of_a_line_that_comes_twice_the_first_counts() -> None:
    cancelled = "STATUS:CANCELLED\nSTATUS:CONFIRMED\n"
    text = file(event(f"SUMMARY:Noch eine\n{cancelled}"))
    (refused,) = hours_in(text, BERLIN).refused
    assert refused.title == "Beratung"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("", "2026-03-12 falls out, and the new time is not taken"),
        ("STATUS:CANCELLED\n", "cancels a single day of another event: 2026-03-12"),
    ],
)
def test_a_day_that_is_moved_or_cancelled_falls_out_of_its_rule(
    status: str, told: str
) -> None:
    weekly = event("RRULE:FREQ=WEEKLY\nRDATE;VALUE=DATE:20260312,20260313\n")
    moved = event(f"RECURRENCE-ID:20260312T120000Z\n{status}")
    of_another = weekly.replace("1@", "2@").replace("FREQ=WEEKLY", "FREQ=DAILY")
    found = hours_in(file(weekly, moved, of_another), BERLIN)
    changed, other = found.rules
    assert changed["except"] == [date(2026, 3, 12)]
    assert changed["also"] == [date(2026, 3, 13)]
    assert "except" not in other
    (refused,) = found.refused
    assert told in str(refused.reason)


def test_an_event_that_another_changes_from_a_day_on_is_left_out() -> None:
    after = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260312T120000Z\n")
    found = hours_in(file(event("RRULE:FREQ=WEEKLY\n"), after), BERLIN)
    assert found.rules == ()
    reasons = [str(refused.reason) for refused in found.refused]
    assert "in a way that cannot be taken" in reasons[0]
    assert "changes a single day" in reasons[1]


def test_what_is_false_is_not_true() -> None:
    said = event("X-NEXUS-BY-APPOINTMENT:FALSE\nX-NEXUS-CLOSED:FALSE\n")
    found = hours_in(file(said), BERLIN)
    (rule,) = found.rules
    assert "by_appointment" not in rule
    assert found.closed == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no calendar file"),
        ("<html>", "no calendar file"),
        (file(), "no event"),
        ("x" * (LARGEST + 1), "more than"),
        (file(event() * (MOST_EVENTS + 1)), "more than"),
        (file(*[event(**{"1@": f"{n}@"}) for n in range(51)]), "more than 50 rules"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(BadContent, match=told):
        hours_in(text, BERLIN)


def test_what_the_library_cannot_read_is_refused_by_its_event_alone() -> None:
    closed = "X-NEXUS-CLOSED:TRUE\n"
    begins = "DTSTART;TZID=Europe/Berlin:20260305T130000"
    each = {
        "a day that there is not": event("EXDATE;VALUE=DATE:20260229\n"),
        "a further day in words": event("RDATE:tomorrow\n"),
        "a changed day in words": event("RECURRENCE-ID:tomorrow\n"),
        "a rule in words": event("RRULE:each week\n"),
        "a rule of another kind": event("RRULE;VALUE=TIME:120000\n"),
        "an end before all days": event("RRULE:FREQ=DAILY;UNTIL=00010101T000000Z\n"),
        "a closed day in words": event(closed, **{begins: "DTSTART;VALUE=TEXT:hello"}),
        "two beginnings": event(f"{closed}DTSTART;VALUE=DATE:20260305\n"),
        "a beginning in words": event(**{begins: "DTSTART:tomorrow"}),
    }
    for told, strange in each.items():
        found = hours_in(file(strange, event().replace("UID:1@", "UID:2@")), BERLIN)
        assert len(found.refused) == 1, told
        assert len(found.rules) == 1, told

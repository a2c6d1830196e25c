"""Which topics have hours of their own, and how many numbers hours have room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.capacity import (
    Capacity,
    RoomTaken,
    capacity_at,
    capacity_for_booking,
    spoken_in_none,
)
from kiosk.domain.hours import OpenSlot, RecurringHours, SpecialDay, WeeklyHours
from kiosk.domain.open_hours import (
    Closed,
    Open,
    Unknown,
    languages_at,
    next_reception,
    partners_at,
    state,
)
from kiosk.ids import LanguageCode, PartnerId, TopicId
from tests.builders import AR, EN, PL, UK
from tests.fakes.ports import FakeCalendar

BERLIN, CALENDAR = ZoneInfo("Europe/Berlin"), FakeCalendar({})
WORK, HOUSING = TopicId("work"), TopicId("housing")
MONDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 5)


class On:
    def __init__(self, weekday: int) -> None:
        self.weekday = weekday

    def falls_on(self, day: date) -> bool:
        return day.weekday() == self.weekday


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BERLIN).astimezone(UTC)


MONDAYS = RecurringHours(On(0), time(9), time(12), topics=(HOUSING,), capacity=2)
THURSDAYS = RecurringHours(
    On(3), time(13), time(17), topics=(WORK,), partner=PartnerId("asg")
)
HOURS = WeeklyHours((), recurring=(MONDAYS, THURSDAYS))


def test_a_topic_is_closed_while_another_is_open() -> None:
    moment = at(MONDAY, 10)
    housing = state(HOURS.for_topic(HOUSING), moment, BERLIN, CALENDAR)
    assert housing == Open(at(MONDAY, 12))
    work = state(HOURS.for_topic(WORK), moment, BERLIN, CALENDAR)
    assert work == Closed(at(THURSDAY, 13))
    assert state(HOURS, moment, BERLIN, CALENDAR) == Open(at(MONDAY, 12))
    assert next_reception(HOURS.for_topic(WORK), moment, BERLIN, CALENDAR) == (
        at(THURSDAY, 13),
        at(THURSDAY, 17),
    )


def test_a_topic_that_nobody_has_hours_for_is_closed_and_not_unknown() -> None:
    tax = HOURS.for_topic(TopicId("tax"))
    assert state(tax, at(MONDAY, 10), BERLIN, CALENDAR) == Closed(None)
    nothing = WeeklyHours(())
    assert state(nothing, at(MONDAY, 10), BERLIN, CALENDAR) == Unknown()


def test_hours_without_topics_are_for_every_one() -> None:
    everybody = replace(HOURS, recurring=(replace(MONDAYS, topics=()),))
    assert everybody.for_topic(WORK) is everybody
    week = replace(HOURS, slots=(OpenSlot(0, time(14), time(16)),))
    work = state(week.for_topic(WORK), at(MONDAY, 15), BERLIN, CALENDAR)
    assert work == Open(at(MONDAY, 16))


def test_who_counsels_now_is_known_where_all_hours_say_it() -> None:
    moment = at(THURSDAY, 14)
    assert partners_at(HOURS, moment, BERLIN, CALENDAR) == ("asg",)
    assert partners_at(HOURS, at(MONDAY, 10), BERLIN, CALENDAR) == ()
    unsaid = replace(THURSDAYS, topics=(HOUSING,), partner=None)
    both = replace(HOURS, recurring=(THURSDAYS, unsaid))
    assert partners_at(both, moment, BERLIN, CALENDAR) == ()


def test_languages_are_known_where_all_hours_that_are_open_say_them() -> None:
    polish = replace(THURSDAYS, languages=(PL, EN))
    ukrainian = replace(polish, languages=(UK, EN))
    both = replace(HOURS, recurring=(polish, ukrainian))
    moment = at(THURSDAY, 14)
    assert languages_at(both, moment, BERLIN, CALENDAR) == (PL, EN, UK)
    assert languages_at(both, at(MONDAY, 14), BERLIN, CALENDAR) == ()
    unsaid = replace(both, recurring=(polish, replace(polish, languages=())))
    assert languages_at(unsaid, moment, BERLIN, CALENDAR) == ()
    week = replace(both, slots=(OpenSlot(3, time(13), time(17)),))
    assert languages_at(week, moment, BERLIN, CALENDAR) == ()


def walk_in(at: datetime, topic: TopicId = HOUSING, of: LanguageCode = AR) -> RoomTaken:
    return RoomTaken(at, topic, of)


def booked(at: datetime, topic: TopicId = HOUSING, of: LanguageCode = AR) -> RoomTaken:
    return RoomTaken(at, topic, of, booked=True)


def now_of(*rules: RecurringHours, topic: TopicId = HOUSING) -> Capacity:
    """What these have room for on Monday at ten, for who walks in."""
    hours = WeeklyHours((), recurring=rules)
    bound = capacity_at(hours, topic, at(MONDAY, 10), BERLIN, CALENDAR)
    assert bound is not None
    return bound


def booking_of(*rules: RecurringHours, language: LanguageCode = AR) -> Capacity:
    """What these have room for on Monday at ten, for who books."""
    hours, moment = WeeklyHours((), recurring=rules), at(MONDAY, 10)
    bound = capacity_for_booking(hours, HOUSING, language, moment, BERLIN, CALENDAR)
    assert bound is not None
    return bound


def room_of(bound: Capacity, one: RoomTaken) -> int:
    """How many like this one it takes."""
    return next(n for n in range(100) if bound.is_used_up([one] * n))


NOW = at(MONDAY, 10)


def test_numbers_of_these_hours_and_topics_count() -> None:
    bound = now_of(MONDAYS, THURSDAYS)
    early = walk_in(at(MONDAY, 8))
    assert not bound.is_used_up([early, walk_in(NOW, WORK), walk_in(NOW)])
    assert bound.is_used_up([walk_in(NOW), walk_in(NOW)])


def test_who_came_as_these_hours_began_counts_and_as_they_ended_no_more() -> None:
    bound = now_of(replace(MONDAYS, capacity=1))
    assert bound.is_used_up([walk_in(at(MONDAY, 9))])
    assert not bound.is_used_up([walk_in(at(MONDAY, 12))])


def test_hours_begin_by_the_clock_of_the_place_and_not_of_the_machine() -> None:
    """In Honolulu it is still the day before."""
    honolulu = ZoneInfo("Pacific/Honolulu")
    sunday_there = datetime(2026, 3, 2, 7, tzinfo=UTC)
    sundays = replace(MONDAYS, recurrence=On(6), closes=time(23), capacity=1)
    hours = WeeklyHours((), recurring=(sundays,))
    bound = capacity_at(hours, HOUSING, sunday_there, honolulu, CALENDAR)
    assert bound
    as_it_began = datetime(2026, 3, 1, 19, tzinfo=UTC)
    assert bound.is_used_up([walk_in(as_it_began)])
    assert not bound.is_used_up([walk_in(as_it_began - timedelta(minutes=1))])


def test_hours_at_once_add_up_and_one_without_a_bound_has_none() -> None:
    second = replace(MONDAYS, opens=time(8), topics=(), capacity=3)
    both = now_of(MONDAYS, second)
    assert room_of(both, walk_in(NOW)) == 5
    assert room_of(now_of(second, topic=WORK), walk_in(NOW, WORK)) == 3
    free = replace(HOURS, recurring=(MONDAYS, replace(second, capacity=None)))
    assert capacity_at(free, HOUSING, NOW, BERLIN, CALENDAR) is None


def test_who_fits_into_several_hours_makes_room_for_who_fits_into_one() -> None:
    all_topics = replace(MONDAYS, topics=(), capacity=1)
    bound = now_of(all_topics, replace(MONDAYS, capacity=1), topic=WORK)
    assert not bound.is_used_up([walk_in(NOW)])
    assert bound.is_used_up([walk_in(NOW), walk_in(NOW)])
    assert bound.is_used_up([walk_in(NOW), walk_in(NOW, WORK)])
    assert not bound.is_used_up([booked(NOW)])


def test_outside_the_hours_and_on_a_special_day_there_is_no_bound() -> None:
    assert capacity_at(HOURS, HOUSING, at(MONDAY, 13), BERLIN, CALENDAR) is None
    slots = (OpenSlot(0, time(9), time(12)),)
    special = replace(HOURS, special=(SpecialDay(MONDAY, slots),))
    assert capacity_at(special, HOUSING, at(MONDAY, 10), BERLIN, CALENDAR) is None


def test_who_is_booked_for_these_hours_and_still_to_come_counts_too() -> None:
    alone = replace(MONDAYS, by_appointment=True)
    hours = replace(HOURS, recurring=(alone,))
    assert capacity_at(hours, HOUSING, NOW, BERLIN, CALENDAR) is None
    bound = booking_of(alone)
    inside, after = booked(at(MONDAY, 9)), booked(at(MONDAY, 12))
    assert not bound.is_used_up([inside, after, booked(at(MONDAY, 9), WORK)])
    assert bound.is_used_up([inside, inside])
    assert bound.is_used_up([walk_in(NOW), inside])


def test_hours_in_another_language_have_no_room_for_a_booking() -> None:
    polish = replace(MONDAYS, languages=(PL,), capacity=5)
    assert room_of(booking_of(MONDAYS, polish), booked(NOW)) == 2
    assert room_of(booking_of(MONDAYS, polish, language=PL), booked(NOW, of=PL)) == 7


POLISH = replace(MONDAYS, languages=(PL,), capacity=2)
ARABIC_BOOKED = replace(MONDAYS, languages=(AR,), by_appointment=True, capacity=3)


def test_hours_by_appointment_and_hours_for_all_have_rooms_of_their_own() -> None:
    walks_in = now_of(POLISH, ARABIC_BOOKED)
    books = booking_of(POLISH, ARABIC_BOOKED)
    assert not walks_in.is_used_up([booked(NOW)] * 9)
    assert not books.is_used_up([walk_in(NOW, of=PL)] * 9)
    assert room_of(walks_in, walk_in(NOW, of=PL)) == 2
    assert room_of(books, booked(NOW)) == 3


def test_a_language_without_hours_of_its_own_takes_room_in_those_of_others() -> None:
    assert room_of(now_of(POLISH, ARABIC_BOOKED), walk_in(NOW, of=UK)) == 2


def test_a_topic_is_full_only_where_the_hours_of_every_language_are() -> None:
    arabic = replace(POLISH, languages=(AR,), capacity=1)
    bound = now_of(POLISH, arabic)
    polish = walk_in(NOW, of=PL)
    assert not bound.is_used_up([polish, polish])
    assert bound.is_used_up([polish, polish, walk_in(NOW)])
    assert bound.is_used_up([polish, polish, polish])


def test_a_language_that_no_open_hours_name_has_no_room_of_its_own() -> None:
    polish = replace(MONDAYS, languages=(PL,))
    there = (at(MONDAY, 10), BERLIN, CALENDAR)

    def unspoken(*rules: RecurringHours) -> tuple[LanguageCode, ...]:
        hours = WeeklyHours((), recurring=rules)
        return spoken_in_none(hours, HOUSING, (PL, AR), *there)

    assert unspoken(polish) == (AR,)
    assert unspoken(polish, replace(MONDAYS, languages=(AR,))) == ()
    assert unspoken(polish, MONDAYS) == ()  # whose speakers are not said
    assert unspoken(polish, replace(MONDAYS, languages=(UK,), capacity=None)) == ()
    assert unspoken(replace(polish, recurrence=On(3))) == ()  # nothing is open


def test_hours_in_a_language_are_those_that_name_it_or_name_none() -> None:
    polish = replace(MONDAYS, languages=(PL,))
    hours = WeeklyHours((), recurring=(polish, THURSDAYS))
    moment = at(MONDAY, 8)
    begins = [
        next_reception(hours.in_language(code), moment, BERLIN, CALENDAR)
        for code in (PL, AR)
    ]
    assert [each and each[0] for each in begins] == [at(MONDAY, 9), at(THURSDAY, 13)]
    assert hours.in_language(PL) is hours
    alone = WeeklyHours((), recurring=(polish,)).in_language(AR)
    assert state(alone, moment, BERLIN, CALENDAR) == Closed(None)

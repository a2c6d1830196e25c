"""Known consultation hours decide, by the hub's clock, whether there is a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.hours import (
    ClosedRange,
    OpenSlot,
    RecurringHours,
    SpecialDay,
    WeeklyHours,
)
from kiosk.domain.issuing import NotIssuing
from kiosk.errors import NumberHeldBack
from kiosk.ids import AppointmentCode, TopicId
from tests.builders import AR, PL, a_catalogue
from tests.fakes.clock import NOON, FixedClock
from tests.sync.issuing.whole_terminal import SPOKEN, TODAY, WholeTerminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.hub import FakeHub


HOURS = a_catalogue().consultation_hours
AT_NIGHT = OpenSlot(0, time(20), time(2))
SPECIAL = replace(HOURS, special=(SpecialDay(TODAY),)) if HOURS else None
HOLIDAYS = replace(HOURS, closed=(ClosedRange(TODAY, TODAY),)) if HOURS else None


@pytest.mark.parametrize(
    ("hours", "moment", "open_then"),
    [
        (HOURS, datetime(2026, 3, 2, 8, 0, tzinfo=UTC), True),
        (HOURS, datetime(2026, 3, 2, 7, 59, tzinfo=UTC), False),
        (HOURS, datetime(2026, 3, 2, 11, 30, tzinfo=UTC), False),
        (HOURS, datetime(2026, 3, 2, 0, 5, tzinfo=UTC), False),
        (WeeklyHours((AT_NIGHT,)), datetime(2026, 3, 3, 0, 59, tzinfo=UTC), True),
        (WeeklyHours((AT_NIGHT,)), datetime(2026, 3, 3, 1, 5, tzinfo=UTC), False),
        (SPECIAL, datetime(2026, 3, 2, 8, 0, tzinfo=UTC), False),
        (HOLIDAYS, datetime(2026, 3, 2, 8, 0, tzinfo=UTC), False),
    ],
)
async def test_known_hours_decide_by_the_hubs_clock(
    tmp_path: Path,
    hub: FakeHub,
    own: FixedClock,
    hours: WeeklyHours | None,
    moment: datetime,
    open_then: bool,
) -> None:
    assert hours is not None
    hub.clock, hub.service_day, hub.counselling = lambda: moment, None, False
    own.set(NOON - timedelta(days=300))
    terminal = WholeTerminal(tmp_path, hub, own, hours=hours)
    await terminal.heartbeat()
    assert terminal.why() is (None if open_then else NotIssuing.CLOSED)


async def test_hours_without_room_give_no_number_until_the_next_ones(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    """The hub is away by then: what it said of the first hours is not of the next."""
    slots = (OpenSlot(0, time(11), time(13)), OpenSlot(0, time(14), time(17)))
    terminal = WholeTerminal(tmp_path, hub, own, WeeklyHours(slots))
    await terminal.heartbeat()
    offered = [topic.id for topic in a_catalogue().offered_topics()]
    terminal.hub.full_topics = (offered[0],)
    await terminal.heartbeat()
    assert terminal.desk.not_issuing(offered[0]) is NotIssuing.ALL_GIVEN
    assert terminal.desk.not_issuing(offered[1]) is None
    assert terminal.why() is None
    terminal.hub.full_topics = tuple(offered)
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.ALL_GIVEN
    assert terminal.hub.reports[-1].not_issuing is None
    own.advance(hours=3)
    assert terminal.why() is None


async def test_hours_without_room_in_one_language_give_numbers_in_the_others(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    slots = (OpenSlot(0, time(11), time(13)), OpenSlot(0, time(14), time(17)))
    terminal = WholeTerminal(tmp_path, hub, own, WeeklyHours(slots))
    topic = a_catalogue().offered_topics()[0].id
    terminal.hub.full_languages = {topic: ("pl",)}
    await terminal.heartbeat()
    assert terminal.desk.not_issuing(topic, PL) is NotIssuing.ALL_GIVEN
    assert terminal.desk.not_issuing(topic, AR) is None
    assert terminal.desk.not_issuing(topic) is None
    with pytest.raises(NumberHeldBack):
        terminal.desk.check_in(topic, PL, PL)
    assert terminal.desk.check_in(topic, AR, PL).language == AR
    own.advance(hours=3)
    assert terminal.desk.not_issuing(topic, PL) is None


class OnEveryDay:
    def falls_on(self, _: date) -> bool:
        return True


@pytest.mark.parametrize("lost", ["tax", "gone"])
async def test_an_appointment_on_a_topic_offered_no_more_asks_for_no_hours_of_its_own(
    tmp_path: Path, hub: FakeHub, own: FixedClock, lost: str
) -> None:
    first, second = (topic.id for topic in a_catalogue().offered_topics()[:2])
    rule = RecurringHours(OnEveryDay(), time(0), time(23, 59), topics=(first,))
    terminal = WholeTerminal(tmp_path, hub, own, WeeklyHours((), recurring=(rule,)))
    await terminal.heartbeat()
    assert terminal.desk.not_issuing(second) is NotIssuing.CLOSED
    code = AppointmentCode("P0000001")
    ticket = terminal.desk.check_in(TopicId(lost), SPOKEN, SPOKEN, appointment=code)
    assert ticket.appointment == code


async def test_a_topic_with_hours_for_all_stays_open_while_others_want_an_appointment(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    first, second = (topic.id for topic in a_catalogue().offered_topics()[:2])
    booked = RecurringHours(
        OnEveryDay(), time(0), time(23, 59), topics=(first,), by_appointment=True
    )
    open_to_all = RecurringHours(OnEveryDay(), time(0), time(23, 59), topics=(second,))
    terminal = WholeTerminal(
        tmp_path, hub, own, WeeklyHours((), recurring=(booked, open_to_all))
    )
    await terminal.heartbeat()
    assert terminal.why() is None
    assert terminal.desk.not_issuing(second) is None
    assert terminal.desk.not_issuing(first) is NotIssuing.BY_APPOINTMENT
    with pytest.raises(NumberHeldBack):
        terminal.desk.check_in(first, SPOKEN, SPOKEN)
    code = AppointmentCode("P0000001")
    ticket = terminal.desk.check_in(first, SPOKEN, SPOKEN, appointment=code)
    assert ticket.appointment == code


async def test_hours_for_appointments_alone_are_no_trouble_that_staff_must_mend(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    hours = WeeklyHours((), by_appointment=True)
    terminal = WholeTerminal(tmp_path, hub, own, hours)
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.BY_APPOINTMENT
    assert terminal.hub.reports[-1].not_issuing is None

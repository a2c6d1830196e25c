"""What a terminal does that the hub does not expect, or that expects no hub."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
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
from kiosk.ids import AppointmentCode, LanguageCode, TopicId
from kiosk.journal.tickets import Journal
from kiosk.sync.client import HubClient
from kiosk.sync.desk import LocalDesk
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.issuing import IssuingRule
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.outbox import OutboxDelivery
from kiosk.sync.reporting import TerminalReporter
from kiosk.sync.runner import Lifeline
from kiosk.sync.status import HubLink
from tests.builders import a_catalogue
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.hub import TOKEN, FakeHub
from tests.fakes.ids import CountingIds
from tests.fakes.ports import FakeCalendar

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.tickets import Ticket

TODAY = date(2026, 3, 2)
SPOKEN = LanguageCode("ar")
HOURS = a_catalogue().consultation_hours


@dataclass
class Terminal:
    """With all that is wired in service, on one data folder and one hub."""

    folder: Path
    hub: FakeHub
    own: FixedClock
    hours: WeeklyHours | None = None
    series: str = "A"
    token_file: str = TOKEN
    ids: CountingIds = field(default_factory=CountingIds)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """As after a cut of the power."""
        self.clock = HubClock(self.own, self.own.running)
        path = self.folder / "journal.sqlite"
        self.journal = Journal.open(
            path, self.series, "Europe/Berlin", self.clock, self.ids
        )
        if self.journal.word:
            self.clock.begin_with(self.journal.word.offset_seconds)
        token = self.token_file
        self.link = HubLink(self.journal, lambda: f"mark of {token}")
        self.calendar = FakeCalendar()
        catalogue = replace(a_catalogue(), consultation_hours=self.hours)
        self.rule = IssuingRule(
            self.journal, self.link, self.clock, lambda: catalogue, self.calendar
        )
        self.desk = LocalDesk(
            self.journal, lambda: catalogue, "http://hub.test", self.rule.why
        )
        self.client = HubClient(
            "http://hub.test", token, self.hub.transport, lambda: self.token_file
        )
        chance = random.Random(3)
        self.delivery = OutboxDelivery(
            self.journal,
            self.client,
            self.clock,
            self.link,
            self.desk.standings,
            chance,
        )
        self.notes = ScreenNotes()
        self.lifeline = Lifeline(
            self.desk,
            self.link,
            lambda: self.client,
            self.clock,
            chance,
            TerminalReporter(self.notes, self.own.running, lambda: "0.1.0"),
        )

    def restart(self) -> None:
        self.journal.close()
        self.start()

    async def heartbeat(self) -> None:
        self.own.advance(seconds=15)
        await self.lifeline.greet(self.client, self.delivery)
        await self.delivery.step()

    def check_in(self) -> Ticket:
        return self.desk.check_in(a_catalogue().topics[0].id, SPOKEN, SPOKEN)

    def why(self) -> NotIssuing | None:
        """As the screens ask, and as a press is answered."""
        why = self.desk.not_issuing()
        if why is not None:
            with pytest.raises(NumberHeldBack) as held:
                self.check_in()
            assert held.value.why == why
        return why


@pytest.fixture
def hub() -> FakeHub:
    hub = FakeHub()
    hub.service_day, hub.last_count, hub.counselling = TODAY, 0, True
    return hub


@pytest.fixture
def own(hub: FakeHub) -> FixedClock:
    """The terminal's clock; the hub has its own, which is right."""
    own, right = FixedClock(), NOON.timestamp() - FixedClock().running()
    hub.clock = lambda: datetime.fromtimestamp(right + own.running(), UTC)
    return own


@pytest.fixture
def terminal(tmp_path: Path, hub: FakeHub, own: FixedClock) -> Terminal:
    return Terminal(tmp_path, hub, own)


async def test_a_first_start_waits_for_one_greeting(terminal: Terminal) -> None:
    assert terminal.why() is NotIssuing.NO_GREETING
    terminal.hub.down = True
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.NO_GREETING
    terminal.hub.down = False
    await terminal.heartbeat()
    assert terminal.why() is None
    assert str(terminal.check_in().number) == "A 001"


async def test_a_lost_data_folder_goes_on_above_what_the_hub_knows(
    terminal: Terminal,
) -> None:
    terminal.hub.last_count = 23
    await terminal.heartbeat()
    assert str(terminal.check_in().number) == "A 024"


async def test_paired_as_another_series_it_is_that_one_and_staff_learn_it(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    terminal = Terminal(tmp_path, hub, own, series="C")
    await terminal.heartbeat()
    assert str(terminal.check_in().number) == "A 001"
    await terminal.heartbeat()
    assert terminal.journal.undelivered() == 0
    assert hub.reports[-1].configured_series == "C"


async def test_a_revoked_terminal_stops_at_once_and_stays_so_after_a_restart(
    terminal: Terminal,
) -> None:
    await terminal.heartbeat()
    ticket = terminal.check_in()
    terminal.hub.token = "another"
    await terminal.delivery.step()
    assert terminal.why() is NotIssuing.REVOKED
    await terminal.heartbeat()

    terminal.hub.down = True
    terminal.restart()

    assert terminal.why() is NotIssuing.REVOKED
    assert [row.ticket for row in terminal.journal.unsettled()] == [ticket]


async def test_a_new_token_in_its_file_puts_it_right_without_a_restart(
    terminal: Terminal,
) -> None:
    await terminal.heartbeat()
    ticket = terminal.check_in()
    terminal.hub.token = "another"
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.REVOKED

    terminal.token_file = "another"
    await terminal.heartbeat()
    await terminal.delivery.step()

    assert terminal.why() is None
    assert terminal.hub.arrived == [ticket]
    assert terminal.journal.refused_token == ""


async def test_a_portal_that_refuses_everything_is_no_hub_that_revokes(
    terminal: Terminal,
) -> None:
    await terminal.heartbeat()
    terminal.hub.status = 403
    await terminal.heartbeat()
    assert terminal.why() is None


@pytest.mark.parametrize(
    "wrong",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        NOON - timedelta(days=1),
        NOON + timedelta(days=1),
        NOON + timedelta(days=4000),
    ],
)
async def test_a_wrong_clock_is_corrected_and_put_right_repeats_no_number(
    tmp_path: Path, hub: FakeHub, own: FixedClock, wrong: datetime
) -> None:
    own.set(wrong)
    terminal = Terminal(tmp_path, hub, own)
    await terminal.heartbeat()
    tickets = [terminal.check_in() for _ in range(3)]
    own.set(NOON)
    tickets += [terminal.check_in() for _ in range(3)]
    await terminal.heartbeat()
    tickets.append(terminal.check_in())

    assert [ticket.number.count for ticket in tickets] == list(range(1, 8))
    assert {ticket.service_day for ticket in tickets} == {TODAY}
    for ticket in tickets:
        assert abs(ticket.issued_at - NOON) < timedelta(minutes=2)


async def test_a_clock_put_right_while_both_are_off_counts_as_it_is(
    terminal: Terminal, own: FixedClock
) -> None:
    """The difference was kept as it was last seen, the hub being away."""
    own.set(NOON - timedelta(days=1))
    await terminal.heartbeat()
    terminal.hub.down = True
    own.set(NOON)
    await terminal.heartbeat()
    terminal.restart()
    assert terminal.check_in().service_day == TODAY


async def test_a_clock_that_starts_before_the_hubs_last_moment_is_not_believed(
    terminal: Terminal, own: FixedClock
) -> None:
    await terminal.heartbeat()
    terminal.hub.down = True
    own.set(datetime(1970, 1, 1, tzinfo=UTC))
    terminal.restart()
    assert terminal.why() is NotIssuing.CLOCK

    own.set(NOON + timedelta(minutes=5))  # the network told the time, the hub is away
    assert terminal.why() is None
    own.set(datetime(1970, 1, 1, tzinfo=UTC))
    terminal.hub.down = False
    await terminal.heartbeat()
    assert terminal.why() is None


async def test_two_copies_of_one_card_go_on_above_each_other(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one = Terminal(tmp_path / "one", hub, own)
    other = Terminal(tmp_path / "other", hub, own, ids=one.ids)
    numbers = []
    for terminal in (one, other, one, other):
        await terminal.heartbeat()
        numbers.append(terminal.check_in().number.count)
        await terminal.heartbeat()
        hub.last_count = max(ticket.number.count for ticket in hub.arrived)
    assert numbers == [1, 2, 3, 4]


async def test_nobody_at_a_desk_means_no_number_until_somebody_comes(
    terminal: Terminal,
) -> None:
    terminal.hub.counselling = False
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.NOBODY_COUNSELS
    assert terminal.hub.reports[-1].not_issuing is NotIssuing.NOBODY_COUNSELS
    terminal.hub.counselling = True
    await terminal.heartbeat()
    assert terminal.why() is None


async def test_a_hub_that_is_away_keeps_its_last_word_of_the_day(
    terminal: Terminal, own: FixedClock
) -> None:
    terminal.hub.counselling = False
    await terminal.heartbeat()
    terminal.hub.down = True
    await terminal.heartbeat()
    terminal.restart()
    assert terminal.why() is NotIssuing.NOBODY_COUNSELS
    own.advance(days=1)
    assert terminal.why() is None


async def test_an_older_hub_that_does_not_say_who_is_there_stops_nobody(
    terminal: Terminal,
) -> None:
    hub = terminal.hub
    hub.service_day = hub.last_count = hub.counselling = None
    hub.knows_reports = False
    await terminal.heartbeat()
    assert terminal.check_in().number.count == 1
    await terminal.heartbeat()
    assert terminal.journal.undelivered() == 0


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
    terminal = Terminal(tmp_path, hub, own, hours=hours)
    await terminal.heartbeat()
    assert terminal.why() is (None if open_then else NotIssuing.CLOSED)


async def test_a_terminal_brought_up_to_date_while_the_hub_is_away_goes_on(
    terminal: Terminal,
) -> None:
    terminal.journal.begun = True
    terminal.hub.down = True
    await terminal.heartbeat()
    assert str(terminal.check_in().number) == "A 001"


async def test_hours_without_room_give_no_number_until_the_next_ones(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    """The hub is away by then: what it said of the first hours is not of the next."""
    slots = (OpenSlot(0, time(11), time(13)), OpenSlot(0, time(14), time(17)))
    terminal = Terminal(tmp_path, hub, own, WeeklyHours(slots))
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


class OnEveryDay:
    def falls_on(self, _: date) -> bool:
        return True


@pytest.mark.parametrize("lost", ["tax", "gone"])
async def test_an_appointment_on_a_topic_offered_no_more_asks_for_no_hours_of_its_own(
    tmp_path: Path, hub: FakeHub, own: FixedClock, lost: str
) -> None:
    first, second = (topic.id for topic in a_catalogue().offered_topics()[:2])
    rule = RecurringHours(OnEveryDay(), time(0), time(23, 59), topics=(first,))
    terminal = Terminal(tmp_path, hub, own, WeeklyHours((), recurring=(rule,)))
    await terminal.heartbeat()
    assert terminal.desk.not_issuing(second) is NotIssuing.CLOSED
    code = AppointmentCode("P0000001")
    ticket = terminal.desk.check_in(TopicId(lost), SPOKEN, SPOKEN, appointment=code)
    assert ticket.appointment == code

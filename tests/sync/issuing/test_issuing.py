"""What a terminal does that the hub does not expect, or that expects no hub."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.issuing import NotIssuing
from tests.fakes.clock import NOON, FixedClock
from tests.sync.issuing.whole_terminal import TODAY, WholeTerminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.hub import FakeHub


async def test_a_first_start_waits_for_one_greeting(terminal: WholeTerminal) -> None:
    assert terminal.why() is NotIssuing.NO_GREETING
    terminal.hub.down = True
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.NO_GREETING
    terminal.hub.down = False
    await terminal.heartbeat()
    assert terminal.why() is None
    assert str(terminal.check_in().number) == "A 001"


async def test_a_lost_data_folder_goes_on_above_what_the_hub_knows(
    terminal: WholeTerminal,
) -> None:
    terminal.hub.last_count = 23
    await terminal.heartbeat()
    assert str(terminal.check_in().number) == "A 024"


async def test_paired_as_another_series_it_is_that_one_and_staff_learn_it(
    tmp_path: Path, hub: FakeHub, own: FixedClock
) -> None:
    terminal = WholeTerminal(tmp_path, hub, own, series="C")
    await terminal.heartbeat()
    assert str(terminal.check_in().number) == "A 001"
    await terminal.heartbeat()
    assert terminal.journal.undelivered() == 0
    assert hub.reports[-1].configured_series == "C"


async def test_a_revoked_terminal_stops_at_once_and_stays_so_after_a_restart(
    terminal: WholeTerminal,
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
    terminal: WholeTerminal,
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
    terminal: WholeTerminal,
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
    terminal = WholeTerminal(tmp_path, hub, own)
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
    terminal: WholeTerminal, own: FixedClock
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
    terminal: WholeTerminal, own: FixedClock
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
    one = WholeTerminal(tmp_path / "one", hub, own)
    other = WholeTerminal(tmp_path / "other", hub, own, ids=one.ids)
    numbers = []
    for terminal in (one, other, one, other):
        await terminal.heartbeat()
        numbers.append(terminal.check_in().number.count)
        await terminal.heartbeat()
        hub.last_count = max(ticket.number.count for ticket in hub.arrived)
    assert numbers == [1, 2, 3, 4]


async def test_nobody_at_a_desk_means_no_number_until_somebody_comes(
    terminal: WholeTerminal,
) -> None:
    terminal.hub.counselling = False
    await terminal.heartbeat()
    assert terminal.why() is NotIssuing.NOBODY_COUNSELS
    assert terminal.hub.reports[-1].not_issuing is NotIssuing.NOBODY_COUNSELS
    terminal.hub.counselling = True
    await terminal.heartbeat()
    assert terminal.why() is None


async def test_a_hub_that_is_away_keeps_its_last_word_of_the_day(
    terminal: WholeTerminal, own: FixedClock
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
    terminal: WholeTerminal,
) -> None:
    hub = terminal.hub
    hub.service_day = hub.last_count = hub.counselling = None
    hub.knows_reports = False
    await terminal.heartbeat()
    assert terminal.check_in().number.count == 1
    await terminal.heartbeat()
    assert terminal.journal.undelivered() == 0


async def test_a_terminal_brought_up_to_date_while_the_hub_is_away_goes_on(
    terminal: WholeTerminal,
) -> None:
    terminal.journal.begun = True
    terminal.hub.down = True
    await terminal.heartbeat()
    assert str(terminal.check_in().number) == "A 001"

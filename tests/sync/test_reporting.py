from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.issuing import HubWord, NotIssuing
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import DeliveryRefused
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.reporting import AGAIN_SECONDS, OLDER_HUB_SECONDS, TerminalReporter
from kiosk.sync.runner import report_no_journal
from kiosk.sync.update_status import UpdateStatus

if TYPE_CHECKING:
    from tests.sync.conftest import Entrance


@pytest.fixture
def notes() -> ScreenNotes:
    return ScreenNotes()


@pytest.fixture
def reporter(notes: ScreenNotes, entrance: Entrance) -> TerminalReporter:
    return TerminalReporter(notes, entrance.clock.running, lambda: "0.1.0")


async def tell(
    reporter: TerminalReporter, entrance: Entrance, why: NotIssuing | None = None
) -> None:
    await reporter.tell(entrance.client, why, entrance.journal, entrance.hub_clock)


async def test_it_says_how_the_terminal_is(
    entrance: Entrance, reporter: TerminalReporter, notes: ScreenNotes
) -> None:
    notes.screen_size(83, 24)
    notes.complain("screen-too-small", on=True)
    entrance.journal.trouble |= {"journal-damaged"}
    entrance.check_in()
    entrance.check_in()
    entrance.journal.push_away(1, entrance.clock.now(), "409")

    await tell(reporter, entrance, NotIssuing.CLOSED)

    [report] = entrance.hub.reports
    assert report.program == "0.1.0"
    assert report.not_issuing is NotIssuing.CLOSED
    assert (report.undelivered, report.refused, report.grid) == (2, 1, "83x24")
    assert list(report.complaints) == ["journal-damaged", "screen-too-small"]
    assert report.configured_series is None


async def test_the_same_is_told_now_and_then_and_a_change_at_once(
    entrance: Entrance, reporter: TerminalReporter
) -> None:
    await tell(reporter, entrance)
    await tell(reporter, entrance)
    assert len(entrance.hub.reports) == 1
    await tell(reporter, entrance, NotIssuing.CLOSED)
    assert len(entrance.hub.reports) == 2
    entrance.clock.advance(seconds=AGAIN_SECONDS)
    await tell(reporter, entrance, NotIssuing.CLOSED)
    assert len(entrance.hub.reports) == 3


async def test_an_older_hub_is_left_in_peace_for_a_while(
    entrance: Entrance, reporter: TerminalReporter
) -> None:
    entrance.hub.knows_reports = False
    for _ in range(5):
        await tell(reporter, entrance, NotIssuing.CLOSED)
        await tell(reporter, entrance)
    assert len(entrance.hub.requests) == 1
    entrance.hub.knows_reports = True
    entrance.clock.advance(seconds=OLDER_HUB_SECONDS)
    await tell(reporter, entrance)
    assert len(entrance.hub.reports) == 1


async def test_what_an_older_hub_does_not_know_is_left_out(
    entrance: Entrance, reporter: TerminalReporter, notes: ScreenNotes
) -> None:
    notes.screen_size(83, 24)
    entrance.hub.unknown_fields = {"grid", "refused"}
    await tell(reporter, entrance)
    [report] = entrance.hub.reports
    assert (report.grid, report.refused, report.program) == (None, 0, "0.1.0")


async def test_a_report_that_does_not_arrive_is_tried_again(
    entrance: Entrance, reporter: TerminalReporter
) -> None:
    entrance.hub.status = 503
    await tell(reporter, entrance)
    entrance.hub.status = None
    await tell(reporter, entrance)
    assert len(entrance.hub.reports) == 1


async def test_a_token_that_is_refused_is_everybodys_trouble(
    entrance: Entrance, reporter: TerminalReporter
) -> None:
    entrance.hub.token = "another"
    with pytest.raises(DeliveryRefused):
        await tell(reporter, entrance)


async def test_without_a_journal_the_hub_learns_that(
    entrance: Entrance, reporter: TerminalReporter
) -> None:
    await report_no_journal(lambda: entrance.client, reporter, entrance.hub_clock)
    [report] = entrance.hub.reports
    assert report.not_issuing is NotIssuing.JOURNAL


async def test_without_a_journal_and_without_a_hub_nothing_breaks(
    entrance: Entrance, reporter: TerminalReporter
) -> None:
    entrance.hub.down = True
    await report_no_journal(lambda: entrance.client, reporter, entrance.hub_clock)
    assert entrance.hub.reports == []


async def test_it_says_which_release_is_shown_and_why_not_the_newest(
    entrance: Entrance, notes: ScreenNotes
) -> None:
    content = UpdateStatus(release=3, since=entrance.clock.now(), staged=4)
    told = TerminalReporter(notes, entrance.clock.running, lambda: "1", content)
    await tell(told, entrance)
    content.release, content.staged = 4, None
    content.refused, content.as_of = UpdateRefusal.EXPIRED, entrance.clock.now()
    await tell(told, entrance)

    before, after = entrance.hub.reports
    assert (before.release, before.staged, before.update_refused) == (3, 4, None)
    assert before.release_since == entrance.clock.now()
    assert (after.release, after.staged, after.update_refused) == (4, None, "expired")
    assert after.content_as_of == entrance.clock.now()


async def test_a_series_that_nobody_has_set_is_not_held_against_the_terminal(
    entrance: Entrance, notes: ScreenNotes
) -> None:
    """Paired by a code as another than A, a terminal has no settings to mend."""
    journal, now = entrance.journal, entrance.clock.now()
    journal.hear(HubWord("A", now, now.date()))
    journal.configured_series = "C"
    for is_set, told in ((True, "C"), (False, None)):
        reporter = TerminalReporter(notes, entrance.clock.running, series_is_set=is_set)
        await tell(reporter, entrance)
        assert entrance.hub.reports[-1].configured_series == told

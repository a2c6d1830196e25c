from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import JournalUnavailable
from kiosk.ids import LanguageCode, Slug, TicketCode, TopicId
from kiosk.journal import counts

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.journal.tickets import Journal
    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener


def test_a_ticket_carries_what_the_visitor_chose_and_the_true_time(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    ticket = issue(journal)

    assert str(ticket.number) == "A 001"
    assert ticket.issued_at == clock.now()
    assert ticket.service_day == date(2026, 3, 2)
    assert (ticket.topic, ticket.language, ticket.screen_language) == (
        "work",
        "ar",
        "uk",
    )


def test_a_ticket_knows_the_service_that_its_visitor_came_from(
    open_journal: Opener,
) -> None:
    journal = open_journal()
    said = TopicId("work"), LanguageCode("ar"), LanguageCode("uk")
    ticket = journal.issue(*said, Slug("contract"))
    assert ticket.about == "contract"
    journal.close()
    again = open_journal()
    assert again.ticket_of(ticket.code) == ticket
    (row,) = again.unsettled()
    assert row.ticket == ticket
    assert b'"about":"contract"' in row.body


def test_counts_go_on_through_a_restart(open_journal: Opener, issue: Issue) -> None:
    first = open_journal()
    issue(first)
    issue(first)
    first.close()

    assert issue(open_journal()).number.count == 3


def test_each_series_has_its_own_count(open_journal: Opener, issue: Issue) -> None:
    issue(open_journal("A"))

    assert str(issue(open_journal("B")).number) == "B 001"


def test_the_count_begins_anew_at_local_midnight(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    clock.set(datetime(2026, 3, 2, 22, 59, tzinfo=UTC))
    assert issue(journal).service_day == date(2026, 3, 2)

    clock.set(datetime(2026, 3, 2, 23, 1, tzinfo=UTC))
    next_day = issue(journal)

    assert next_day.service_day == date(2026, 3, 3)
    assert next_day.number.count == 1


@pytest.mark.parametrize("back", [{"hours": -1}, {"days": -1}, {"days": -2}])
def test_a_clock_set_back_and_put_right_repeats_no_number(
    journal: Journal, issue: Issue, clock: FixedClock, back: dict[str, float]
) -> None:
    numbers = [issue(journal).number for _ in range(3)]
    clock.advance(**back)
    numbers += [issue(journal).number for _ in range(5)]
    clock.advance(**{unit: -span for unit, span in back.items()})
    numbers += [issue(journal).number for _ in range(5)]

    assert [number.count for number in numbers] == list(range(1, 14))


def test_a_clock_that_was_years_ahead_does_not_spoil_the_numbers_of_every_day(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    clock.advance(days=3650)
    issue(journal)
    clock.advance(days=-3650)

    assert issue(journal).number.count == 1


def test_threads_that_issue_together_never_share_a_number(
    journal: Journal, issue: Issue
) -> None:
    with ThreadPoolExecutor(8) as threads:
        issued = list(threads.map(lambda _: issue(journal), range(80)))

    assert {ticket.number.count for ticket in issued} == set(range(1, 81))
    assert journal.undelivered() == 80


def test_two_processes_on_one_journal_never_share_a_number(
    open_journal: Opener, issue: Issue
) -> None:
    one, other = open_journal(), open_journal()

    counts = [issue(journal).number.count for journal in (one, other) * 4]

    assert counts == list(range(1, 9))


def test_when_all_numbers_of_a_day_are_used_no_ticket_is_issued(
    journal: Journal, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "LAST_COUNT", 2)
    issue(journal)
    issue(journal)

    with pytest.raises(JournalUnavailable, match="used up") as caught:
        issue(journal)

    assert "desk" in caught.value.remedy
    assert journal.undelivered() == 2


def test_every_commit_is_forced_to_disk(path: Path, journal: Journal) -> None:
    def setting(name: str) -> object:
        return journal._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == 2
    assert setting("secure_delete") == 1


def test_others_on_the_machine_cannot_read_the_journal(
    path: Path, journal: Journal
) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_settled_tickets_of_earlier_days_are_forgotten_without_a_trace(
    path: Path, journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    yesterday = issue(journal)
    journal.settle(journal.due(clock.now(), 1)[0].id)
    clock.advance(days=1)

    assert journal.forget_before(journal.service_day()) == 1

    for file in path.parent.iterdir():
        assert yesterday.code.encode() not in file.read_bytes(), file.name


def test_forgetting_spares_todays_and_every_undelivered_ticket(
    path: Path, journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    undelivered = issue(journal)
    clock.advance(days=1)
    today = issue(journal)
    journal.settle(journal.due(clock.now(), 2)[1].id)

    assert journal.forget_before(journal.service_day()) == 0

    with sqlite3.connect(path) as reader:
        kept = {row[0] for row in reader.execute("SELECT id FROM tickets")}
    reader.close()
    assert kept == {undelivered.id, today.id}


def test_a_forgotten_day_keeps_its_count(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    journal.settle(journal.due(clock.now(), 1)[0].id)
    clock.advance(days=1)
    journal.forget_before(journal.service_day())
    clock.advance(days=-1)

    assert issue(journal).number.count == 2


def test_a_closed_journal_says_so(journal: Journal, issue: Issue) -> None:
    journal.close()

    with pytest.raises(JournalUnavailable):
        issue(journal)


def test_a_ticket_of_today_is_found_by_its_code(journal: Journal, issue: Issue) -> None:
    first, second = issue(journal), issue(journal)

    assert journal.ticket_of(first.code) == first
    assert journal.ticket_of(second.code) == second
    assert journal.ticket_of(TicketCode("K99999999999")) is None


def test_a_code_of_yesterday_opens_nothing(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    ticket = issue(journal)
    clock.advance(days=1)

    assert journal.ticket_of(ticket.code) is None

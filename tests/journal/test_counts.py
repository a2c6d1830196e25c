from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.issuing import HubWord
from kiosk.errors import JournalUnavailable
from kiosk.journal.counts import LAST_COUNT
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.journal.tickets import Journal
    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener

TODAY = date(2026, 3, 2)
WORD = HubWord("A", NOON, TODAY, service_day=TODAY, last_count=40)


def test_numbers_go_on_above_what_the_hub_knows(journal: Journal, issue: Issue) -> None:
    """The data folder was lost, or another terminal runs from a copy of the card."""
    issue(journal)
    journal.hear(WORD)
    assert issue(journal).number.count == 41
    journal.hear(replace(WORD, last_count=12))
    assert issue(journal).number.count == 42


def test_a_copy_of_the_card_that_runs_elsewhere_is_gone_above(
    journal: Journal, issue: Issue
) -> None:
    for theirs in (41, 43, 45):
        journal.hear(replace(WORD, last_count=theirs))
        assert issue(journal).number.count == theirs + 1


def test_the_series_is_the_one_that_the_hub_says(
    open_journal: Opener, issue: Issue
) -> None:
    journal = open_journal("C")
    assert journal.series == "C"
    journal.hear(WORD)
    assert str(issue(journal).number) == "A 041"
    assert (journal.series, journal.configured_series) == ("A", "C")


def test_the_word_of_the_hub_survives_a_restart(
    open_journal: Opener, issue: Issue
) -> None:
    first = open_journal("C")
    first.hear(WORD)
    first.refuse_token("mark")
    first.close()

    again = open_journal("C")

    assert again.word == WORD
    assert again.refused_token == "mark"
    assert str(issue(again).number) == "A 041"


def test_the_count_of_another_day_or_series_counts_for_nothing(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    journal.hear(WORD)
    clock.advance(days=1)
    assert issue(journal).number.count == 1


def test_the_service_day_is_the_hubs(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    """A hub that closes its day at two in the night, say."""
    clock.set(datetime(2026, 3, 3, 0, 30, tzinfo=UTC))
    word = replace(WORD, said_at=clock.now(), said_on=date(2026, 3, 3))
    journal.hear(word)
    ticket = issue(journal)
    assert ticket.service_day == TODAY
    assert ticket.number.count == 41

    clock.advance(days=1)
    assert issue(journal).service_day == date(2026, 3, 4)


def test_when_the_hub_knows_the_last_number_none_is_left(
    journal: Journal, issue: Issue
) -> None:
    journal.hear(replace(WORD, last_count=LAST_COUNT))
    assert not journal.used_up
    with pytest.raises(JournalUnavailable, match="used up"):
        issue(journal)
    assert journal.used_up


def test_a_count_that_goes_back_on_disk_repeats_nothing(
    journal: Journal, issue: Issue
) -> None:
    for _ in range(3):
        issue(journal)
    journal._connection.execute("UPDATE days SET last_count = 1")
    assert issue(journal).number.count == 4


def test_a_number_that_was_not_stored_is_used_for_the_next(
    journal: Journal, issue: Issue
) -> None:
    journal._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalUnavailable):
        issue(journal)
    journal._connection.execute("PRAGMA query_only = OFF")
    assert issue(journal).number.count == 1


def test_what_the_hub_says_again_costs_no_write(journal: Journal) -> None:
    journal.hear(WORD)
    before = journal._connection.total_changes
    journal.hear(WORD)
    journal.refuse_token("")
    assert journal._connection.total_changes == before


def test_a_word_that_cannot_be_kept_holds_all_the_same(
    journal: Journal, issue: Issue
) -> None:
    journal._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalUnavailable):
        journal.hear(WORD)
    journal._connection.execute("PRAGMA query_only = OFF")
    assert issue(journal).number.count == 41


def test_a_word_is_found_again_after_the_journal_was_lost(
    open_journal: Opener, issue: Issue
) -> None:
    journal = open_journal("C")
    journal.hear(replace(WORD, counselling=False))
    journal.close()
    journal._files.path.unlink()
    for rest in ("-wal", "-shm"):
        name = journal._files.path.name + rest
        journal._files.path.with_name(name).unlink(missing_ok=True)

    again = open_journal("C")

    assert again.word == replace(WORD, counselling=False)
    assert issue(again).number.count > 40


def test_days_that_follow_a_clock_put_right_go_on_above(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    clock.advance(days=1)
    assert issue(journal).number.count == 1
    clock.advance(days=-1)
    journal.hear(replace(WORD, last_count=0))
    assert issue(journal).number.count == 2
    clock.set(NOON + timedelta(days=1))
    assert issue(journal).number.count == 3

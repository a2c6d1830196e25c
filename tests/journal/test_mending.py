"""A row that was changed, and what is known of it elsewhere."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.issuing import HubWord
from tests.builders import SERVICE_DAY
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.tickets import Ticket
    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener


@pytest.fixture
def issued(open_journal: Opener, issue: Issue) -> list[Ticket]:
    journal = open_journal()
    journal.hear(HubWord("A", NOON, SERVICE_DAY, counselling=True))
    tickets = [issue(journal) for _ in range(4)]
    journal.settle(1)
    journal.close()
    return tickets


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount > 0


CHANGES = {
    "body": "UPDATE outbox SET body = replace(body, 'work', 'wosk') WHERE id = 3",
    "key": "UPDATE outbox SET key = 'x' || substr(key, 2) WHERE id = 3",
    "kind": "UPDATE outbox SET kind = 'uicket' WHERE id = 3",
    "topic": "UPDATE tickets SET topic = 'wosk' WHERE count = 3",
    "code": "UPDATE tickets SET code = X'FFFE80' WHERE count = 3",
    "count": "UPDATE days SET last_count = 1",
    "greeting": "UPDATE notes SET body = replace(body, 'A', 'B')",
    "gone": "DELETE FROM tickets WHERE count = 3",
    "gone both": "DELETE FROM tickets WHERE count > 2",
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_was_changed_every_undelivered_ticket_is_delivered_as_it_was(
    open_journal: Opener, path: Path, issue: Issue, issued: list[Ticket], what: str
) -> None:
    change(path, CHANGES[what])

    journal = open_journal()

    sound = [row.ticket for row in journal.unsettled() if row.sound]
    assert all(ticket in sound for ticket in issued[1:])
    assert issue(journal).number.count > 4
    assert journal.series == "A"
    assert journal.ticket_of(issued[2].code) == issued[2]


def test_a_changed_row_that_nothing_else_knows_stays_aside_and_is_told(
    open_journal: Opener,
    path: Path,
    issued: list[Ticket],
    clock: FixedClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    change(path, CHANGES["body"])
    path.with_name(path.name + ".record").unlink()

    with caplog.at_level(logging.ERROR):
        journal = open_journal()

    assert [row.sound for row in journal.unsettled()] == [True, False, True]
    assert len(journal.due(clock.now(), 9)) == 2
    assert "ticket-unreadable" in journal.trouble
    assert journal.set_aside() == 1
    assert "1 rows of the outbox are not as they were written" in caplog.text
    assert not any(t.id in caplog.text or t.code in caplog.text for t in issued)


def test_a_changed_count_alone_skips_no_more_than_a_block(
    open_journal: Opener, path: Path, issue: Issue, issued: list[Ticket]
) -> None:
    change(path, CHANGES["count"])
    assert 4 < issue(open_journal()).number.count <= 51
    assert issued


@pytest.mark.parametrize("what", ["topic", "count", "greeting"])
def test_whatever_was_changed_is_told(
    open_journal: Opener, path: Path, issued: list[Ticket], what: str
) -> None:
    change(path, CHANGES[what])
    assert "journal-damaged" in open_journal().trouble
    assert "journal-damaged" not in open_journal().trouble
    assert issued


def test_a_delivered_ticket_does_not_come_back(
    open_journal: Opener, issued: list[Ticket]
) -> None:
    journal = open_journal()
    assert [row.ticket for row in journal.unsettled()] == issued[1:]


def test_a_record_that_cannot_be_written_is_told_and_the_ticket_stands(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    journal = open_journal()
    record = path.with_name(path.name + ".record")
    record.unlink()
    record.mkdir()

    ticket = issue(journal)

    assert "second-record-fails" in journal.trouble
    assert journal.ticket_of(ticket.code) == ticket
    record.rmdir()
    issue(journal)
    assert "second-record-fails" not in journal.trouble


def test_a_start_that_finds_all_well_writes_no_record(
    open_journal: Opener, path: Path, issued: list[Ticket]
) -> None:
    record = path.with_name(path.name + ".record")
    open_journal().close()
    before = record.stat().st_ino

    open_journal()

    assert record.stat().st_ino == before
    assert len(issued) == 4

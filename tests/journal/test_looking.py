from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DataFolderUnusable, JournalUnavailable, NewerDatabase
from kiosk.journal import looking
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.journal.tickets import Journal
    from tests.journal.conftest import Issue


def test_what_the_hub_has_not_confirmed_is_seen_while_the_terminal_writes(
    path: Path, journal: Journal, issue: Issue
) -> None:
    first, second = issue(journal), issue(journal)
    assert [row.ticket for row in looking.unsettled(path)] == [first, second]
    third = issue(journal)
    assert looking.unsettled(path)[-1].ticket == third


def test_a_refused_ticket_is_seen_with_its_reason(
    path: Path, journal: Journal, issue: Issue
) -> None:
    issue(journal)
    [row] = journal.due(NOON, 10)
    journal.push_away(row.id, NOON + timedelta(minutes=10), "409 number is taken")
    [seen] = looking.unsettled(path)
    assert seen.refused == "409 number is taken"


def test_a_settled_ticket_is_not_seen(
    path: Path, journal: Journal, issue: Issue
) -> None:
    issue(journal)
    [row] = journal.due(NOON, 10)
    journal.settle(row.id)
    assert looking.unsettled(path) == []


def test_looking_changes_nothing(path: Path, journal: Journal, issue: Issue) -> None:
    issue(journal)
    journal.close()
    before = path.read_bytes()
    looking.unsettled(path)
    assert path.read_bytes() == before


def test_a_journal_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(JournalUnavailable):
        looking.unsettled(tmp_path / "journal.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").touch()
    assert looking.unsettled(tmp_path / "journal.sqlite") == []


def test_a_newer_journal_is_told(path: Path, journal: Journal) -> None:
    journal.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerDatabase, match="version 99"):
        looking.unsettled(path)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_text("a letter, and no database at all. " * 200)
    with pytest.raises(JournalUnavailable) as told:
        looking.unsettled(path)
    assert "Restart the terminal" in told.value.remedy


def test_a_damaged_journal_is_told(path: Path, journal: Journal, issue: Issue) -> None:
    for _ in range(200):
        issue(journal)
    journal.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(data)
    with pytest.raises((DataFolderUnusable, JournalUnavailable)) as told:
        looking.unsettled(path)
    assert "sets the damaged journal aside" in told.value.remedy


def test_journals_that_were_set_aside_are_named_once_each(path: Path) -> None:
    path.parent.mkdir()
    for end in ("", "-wal", ".damaged-2", ".damaged-1", ".damaged-1-wal", ".record"):
        path.with_name(path.name + end).touch()
    path.with_name(path.name + ".damaged-1-shm").touch()
    names = [f"{path.name}.damaged-1", f"{path.name}.damaged-2"]
    assert [file.name for file in looking.kept(path)] == names

from __future__ import annotations

import resource
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from kiosk.errors import JournalUnavailable
from kiosk.journal.ceilings import Ceilings
from kiosk.journal.closing import CloseMark
from kiosk.journal.recovery import JournalFiles, OpenedJournal
from kiosk.journal.second_record import SecondRecord
from kiosk.journal.tickets import Journal
from kiosk.journal.trouble import explained, is_damage
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.domain.tickets import Ticket
    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """A full disk, as the kernel tells it."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_full_disk_issues_nothing_and_the_journal_recovers_by_itself(
    journal: Journal, path: Path, issue: Issue
) -> None:
    issue(journal)
    log = path.with_name(path.name + "-wal")

    with (
        no_file_may_grow_beyond(log.stat().st_size),
        pytest.raises(JournalUnavailable) as caught,
    ):
        issue(journal)

    assert "disk" in caught.value.remedy
    assert journal.undelivered() == 1
    assert issue(journal).number.count == 2
    assert [row.ticket.number.count for row in journal.unsettled()] == [1, 2]


def test_a_full_database_issues_nothing_and_the_journal_recovers_by_itself(
    journal: Journal, issue: Issue
) -> None:
    issue(journal)
    connection = journal._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")

    issued: list[Ticket] = []
    with pytest.raises(JournalUnavailable, match="full") as caught:
        issued.extend(issue(journal) for _ in range(100))

    assert "space" in caught.value.remedy
    stored = journal.undelivered()
    connection.execute("PRAGMA max_page_count = 1000000")
    assert issue(journal).number.count == stored + 1


def test_a_disk_too_full_for_the_second_record_of_counts_issues_nothing(
    journal: Journal, path: Path, issue: Issue
) -> None:
    blocked = path.with_name(path.name + ".ceilings.new")
    blocked.mkdir()

    with pytest.raises(JournalUnavailable):
        issue(journal)

    blocked.rmdir()
    assert issue(journal).number.count == 1


def test_a_read_only_journal_issues_nothing_and_names_the_remedy(
    open_journal: Opener, path: Path, issue: Issue, clock: FixedClock
) -> None:
    issue(open_journal())
    read_only = sqlite3.connect(
        f"{path.as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    files = JournalFiles(
        path,
        Ceilings(path.with_name(path.name + ".ceilings")),
        SecondRecord(path.with_name(path.name + ".record")),
        CloseMark(path.with_name("mark"), path.with_name("record")),
    )
    opened = OpenedJournal(read_only, frozenset())
    zone = ZoneInfo("Europe/Berlin")
    journal = Journal(opened, files, "A", zone, clock, CountingIds())

    with pytest.raises(JournalUnavailable, match="readonly") as caught:
        issue(journal)

    assert "writable" in caught.value.remedy
    assert len(journal.due(clock.now(), 5)) == 1
    journal.close()


def test_a_journal_held_by_another_program_names_the_remedy(
    journal: Journal, path: Path, issue: Issue
) -> None:
    journal._connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(JournalUnavailable, match="locked") as caught:
        issue(journal)

    other.close()
    assert "other program" in caught.value.remedy
    assert issue(journal).number.count == 1


def test_damage_is_told_from_every_other_failure(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage"
    garbage.write_bytes(b"not a database at all " * 50)
    connection = sqlite3.connect(garbage)

    with pytest.raises(sqlite3.DatabaseError) as damage:
        connection.execute("SELECT * FROM tickets")
    with pytest.raises(sqlite3.Error) as mistake:
        sqlite3.connect(":memory:").execute("SELECT 1 FROM nowhere")

    connection.close()
    assert is_damage(damage.value)
    assert not is_damage(mistake.value)
    assert not is_damage(sqlite3.ProgrammingError("closed"))


def test_a_failure_of_the_disk_itself_is_explained() -> None:
    with pytest.raises(JournalUnavailable, match="No space left"), explained():
        raise OSError(28, "No space left on device")

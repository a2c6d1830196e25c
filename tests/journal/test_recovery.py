from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DataFolderUnusable, NewerDatabase
from kiosk.journal import schema
from kiosk.journal.ceilings import BLOCK
from kiosk.journal.mending import COUNT_UNKNOWN
from kiosk.journal.recovery import end_kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener

PAGE = 4096


def overwrite(path: Path, start: int, end: int | None = None) -> None:
    content = bytearray(path.read_bytes())
    end = len(content) if end is None else end
    content[start:end] = b"\x5a" * (end - start)
    path.write_bytes(content)


def used(open_journal: Opener, issue: Issue, count: int) -> None:
    """A journal that issued so many tickets and was closed."""
    journal = open_journal()
    for _ in range(count):
        issue(journal)
    journal.close()


def damaged_files(path: Path) -> list[str]:
    return sorted(
        file.name
        for file in path.parent.iterdir()
        if ".damaged" in file.name and not file.name.endswith(("-wal", "-shm"))
    )


def test_a_missing_folder_is_made(open_journal: Opener, path: Path) -> None:
    assert not path.parent.exists()

    open_journal()

    assert path.exists()


def test_a_file_in_the_way_of_the_folder_is_named(
    open_journal: Opener, path: Path
) -> None:
    path.parent.write_text("in the way")

    with pytest.raises(DataFolderUnusable, match=r"journal\.sqlite") as caught:
        open_journal()

    assert caught.value.remedy


def test_a_folder_in_the_place_of_the_journal_is_named(
    open_journal: Opener, path: Path
) -> None:
    path.mkdir(parents=True)

    with pytest.raises(DataFolderUnusable):
        open_journal()


def test_a_newer_journal_is_left_untouched(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 1)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
        newer.commit()

    with pytest.raises(NewerDatabase, match="99"):
        open_journal()

    assert damaged_files(path) == []


@pytest.mark.parametrize(
    ("start", "end"), [(0, None), (0, 100), (100, PAGE), (PAGE, None)]
)
def test_a_damaged_journal_is_kept_and_numbers_go_on_above(
    open_journal: Opener,
    path: Path,
    issue: Issue,
    start: int,
    end: int | None,
) -> None:
    used(open_journal, issue, 60)
    overwrite(path, start, end)

    ticket = issue(open_journal())

    assert ticket.number.count == 2 * BLOCK + 1
    assert damaged_files(path) == ["journal.sqlite.damaged-20260302T110000Z"]


def test_undelivered_tickets_are_taken_over_from_what_can_be_read(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    journal = open_journal()
    tickets = [issue(journal) for _ in range(30)]
    pages_of_days = journal._connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'days'"
    ).fetchone()[0]
    journal.close()
    overwrite(path, (pages_of_days - 1) * PAGE, pages_of_days * PAGE)

    rows = open_journal().unsettled()

    assert [row.ticket for row in rows] == tickets


def test_when_all_records_are_lost_numbers_go_on_far_above(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 3)
    overwrite(path, 0)
    path.with_name(path.name + ".ceilings").unlink()
    path.with_name(path.name + ".record").unlink()

    assert issue(open_journal()).number.count == COUNT_UNKNOWN + 1


def test_a_journal_that_vanished_is_begun_anew_above_its_numbers(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 3)
    path.unlink()

    assert issue(open_journal()).number.count == BLOCK + 1


def test_a_journal_cut_to_nothing_is_begun_anew_above_its_numbers(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 3)
    path.write_bytes(b"")

    assert issue(open_journal()).number.count == BLOCK + 1


def test_a_recovery_cut_short_is_finished_by_the_next_start(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 5)
    path.rename(path.with_name(path.name + ".damaged"))

    journal = open_journal()

    assert journal.undelivered() == 5
    assert issue(journal).number.count == BLOCK + 1
    assert damaged_files(path) == ["journal.sqlite.damaged-20260302T110000Z"]


def test_a_second_damage_does_not_overwrite_what_was_kept_of_the_first(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    for _ in range(2):
        used(open_journal, issue, 1)
        overwrite(path, 0)

    open_journal()

    assert damaged_files(path) == [
        "journal.sqlite.damaged-20260302T110000Z",
        "journal.sqlite.damaged-20260302T110000Z-2",
    ]


def test_the_day_after_a_damage_begins_at_one_again(
    open_journal: Opener, path: Path, issue: Issue, clock: FixedClock
) -> None:
    used(open_journal, issue, 3)
    overwrite(path, 0)
    open_journal().close()
    clock.advance(days=1)

    assert issue(open_journal()).number.count == 1


def test_a_lost_second_record_is_no_trouble_while_the_first_is_sound(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 3)
    path.with_name(path.name + ".ceilings").write_text("{broken")

    assert issue(open_journal()).number.count == 4


def test_every_ticket_comes_back_from_the_second_record(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    journal = open_journal()
    tickets = [issue(journal) for _ in range(3)]
    journal.close()
    overwrite(path, 0)

    again = open_journal()

    assert [row.ticket for row in again.unsettled()] == tickets
    assert "journal-damaged" in again.trouble


def test_a_sound_journal_has_nothing_to_complain_about(
    open_journal: Opener, issue: Issue
) -> None:
    used(open_journal, issue, 3)
    assert open_journal().trouble == frozenset()


def test_a_lost_record_is_noticed_and_made_anew(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 3)
    record = path.with_name(path.name + ".record")
    record.unlink()

    journal = open_journal()

    assert "journal-damaged" in journal.trouble
    assert record.exists()
    assert issue(journal).number.count == BLOCK + 1


def test_a_version_that_one_bit_made_is_damage_and_no_newer_program(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    used(open_journal, issue, 2)
    with closing(sqlite3.connect(path)) as flipped:
        flipped.execute(f"PRAGMA user_version = {schema.VERSION + 64}")

    journal = open_journal()

    assert journal.undelivered() == 2
    assert issue(journal).number.count == BLOCK + 1


def test_a_damaged_journal_is_kept_for_a_week_and_no_longer(
    open_journal: Opener, path: Path, issue: Issue, clock: FixedClock
) -> None:
    used(open_journal, issue, 2)
    overwrite(path, 0)
    journal = open_journal()
    clock.advance(days=7)
    journal.forget_before(journal.service_day())
    assert damaged_files(path) != []

    clock.advance(seconds=1)
    journal.forget_before(journal.service_day())

    assert damaged_files(path) == []


def test_what_a_clock_years_ahead_kept_does_not_stay_for_years(
    path: Path, clock: FixedClock
) -> None:
    path.parent.mkdir(parents=True)
    for name in ("20360302T110000Z", "20360302T110000Z-2", "nonsense"):
        path.with_name(f"{path.name}.damaged-{name}").touch()

    assert end_kept(path, clock.now()) == 3

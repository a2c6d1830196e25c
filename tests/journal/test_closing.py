"""What is proven by a close, and what numbers do without that proof."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from kiosk.journal import durable
from kiosk.journal.ceilings import BLOCK
from kiosk.journal.closing import log_is_lost
from kiosk.journal.mending import COUNT_UNKNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journal.conftest import Issue, Opener


@pytest.fixture
def mark(path: Path) -> Path:
    return path.with_name(path.name + ".closed")


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def test_after_a_proper_close_numbers_go_on_without_a_gap(
    open_journal: Opener, issue: Issue
) -> None:
    for expected in (1, 2, 3):
        journal = open_journal()
        assert issue(journal).number.count == expected
        assert journal.trouble == frozenset()
        journal.close()


def test_without_one_they_go_on_above_the_ceiling_and_nobody_is_alarmed(
    open_journal: Opener, issue: Issue
) -> None:
    issue(open_journal())

    again = open_journal()

    assert issue(again).number.count == BLOCK + 1
    assert again.trouble == frozenset()


def test_the_mark_is_gone_before_a_number_is_issued(
    open_journal: Opener, mark: Path
) -> None:
    open_journal().close()
    assert mark.exists()

    open_journal()

    assert not mark.exists()


def test_an_old_mark_proves_nothing_of_later_numbers(
    open_journal: Opener, path: Path, issue: Issue, mark: Path
) -> None:
    journal = open_journal()
    issue(journal)
    journal.close()
    old = mark.read_bytes()
    issue(open_journal())
    mark.write_bytes(old)

    again = open_journal()

    assert issue(again).number.count == BLOCK + 1
    assert "journal-damaged" in again.trouble


def test_a_record_that_changed_since_the_close_is_told(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    journal = open_journal()
    for _ in range(3):
        issue(journal)
    journal.close()
    record = beside(path, ".record")
    record.write_bytes(record.read_bytes().rpartition(b"\n")[0])

    again = open_journal()

    assert issue(again).number.count == BLOCK + 1
    assert "journal-damaged" in again.trouble


def test_a_killed_journal_with_unreadable_ceilings_goes_on_far_above(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    issue(open_journal())
    beside(path, ".ceilings").write_text("{broken")

    again = open_journal()

    assert issue(again).number.count == COUNT_UNKNOWN + 1
    assert "journal-damaged" in again.trouble


def test_log_and_record_cut_back_to_the_last_start_are_told_of(
    open_journal: Opener, path: Path, issue: Issue
) -> None:
    """They agree with each other: only the missing log says that there was more."""
    journal = open_journal()
    issue(journal)
    journal.close()
    before = beside(path, ".record").read_bytes()
    issue(open_journal())
    crashed = path.parent.with_name("crashed")
    shutil.copytree(path.parent, crashed)
    for file in path.parent.iterdir():
        file.unlink()
    shutil.copytree(crashed, path.parent, dirs_exist_ok=True)
    beside(path, "-wal").unlink()
    beside(path, "-shm").unlink(missing_ok=True)
    beside(path, ".record").write_bytes(before)

    again = open_journal()

    assert issue(again).number.count == BLOCK + 1
    assert "journal-damaged" in again.trouble


@pytest.mark.parametrize(
    ("log", "lost"),
    [(None, True), (b"", False), (bytes(64), True), (b"\x37\x7f\x06\x82..", False)],
)
def test_a_log_that_is_gone_or_blotted_is_lost(
    tmp_path: Path, log: bytes | None, lost: bool
) -> None:
    if log is not None:
        (tmp_path / "journal-wal").write_bytes(log)
    assert log_is_lost(tmp_path / "journal") is lost


def test_a_close_on_a_disk_that_takes_no_mark_still_closes(
    open_journal: Opener, issue: Issue, mark: Path
) -> None:
    journal = open_journal()
    issue(journal)
    mark.mkdir()

    journal.close()

    mark.rmdir()
    assert issue(open_journal()).number.count == BLOCK + 1


def test_all_is_written_though_a_pipe_takes_little_at_a_time() -> None:
    """A pipe that does not block takes what fits: the rest is tried, and refused."""
    reader, writer = os.pipe()
    try:
        os.set_blocking(writer, False)
        with pytest.raises(BlockingIOError):
            durable.write_all(writer, bytes(1 << 22))
    finally:
        os.close(reader)
        os.close(writer)

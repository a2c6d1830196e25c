"""What a damaged journal still says itself, though the second record may say it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ids import LanguageCode, TopicId
from kiosk.journal import outbox, salvage
from kiosk.journal.tickets import Journal
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from pathlib import Path

WORK, DE = TopicId("work"), LanguageCode("de")


def opened(path: Path) -> Journal:
    return Journal.open(path, "A", "Europe/Berlin", FixedClock(), CountingIds())


def test_rows_and_counts_are_taken_over_from_the_damaged_file_alone(
    tmp_path: Path,
) -> None:
    damaged = opened(tmp_path / "damaged.sqlite")
    tickets = [damaged.issue(WORK, DE, DE) for _ in range(3)]
    today = damaged.service_day().isoformat()
    damaged.close()
    fresh = opened(tmp_path / "fresh.sqlite")
    found = salvage.take_over(fresh._connection, tmp_path / "damaged.sqlite")
    rows = list(outbox.everything(fresh._connection))
    fresh.close()
    assert found.tickets == 3
    assert found.days == [("A", today, 3)]
    assert [row.ticket for row in rows] == tickets


def test_a_count_that_is_not_as_it_was_written_is_not_believed(
    tmp_path: Path,
) -> None:
    damaged = opened(tmp_path / "damaged.sqlite")
    damaged.issue(WORK, DE, DE)
    damaged._connection.execute("UPDATE days SET last_count = 9000")
    damaged.close()
    fresh = opened(tmp_path / "fresh.sqlite")
    found = salvage.take_over(fresh._connection, tmp_path / "damaged.sqlite")
    fresh.close()
    assert found.days == []


def test_a_row_with_nonsense_for_its_tries_counts_as_never_tried() -> None:
    row = outbox.row_of((1, "ticket", "k", b"{}", 0, "many", "never", None))
    assert (row.attempts, row.sound) == (0, False)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.cli.journal_findings import MOST_NAMED, journal_findings
from kiosk.ids import LanguageCode, TopicId
from kiosk.journal import outbox
from kiosk.journal.tickets import Journal
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal.open(path, "A", "Europe/Berlin", FixedClock(), CountingIds())
    yield journal
    journal.close()


def issue(journal: Journal, times: int) -> None:
    for _ in range(times):
        journal.issue(TopicId("work"), LanguageCode("ar"), LanguageCode("ar"))


def said(path: Path) -> str:
    return "\n".join(
        line for finding in journal_findings(path) for line in finding.lines()
    )


def test_a_row_that_was_changed_is_wrong_and_the_others_wait(
    path: Path, journal: Journal
) -> None:
    issue(journal, 3)
    journal._connection.execute("UPDATE outbox SET body = X'00' WHERE id = 2")

    assert "row 2 of the outbox is not as it was written" in said(path)
    assert "2 tickets wait to be delivered" in said(path)


def test_no_more_rows_are_named_than_anybody_reads(
    path: Path, journal: Journal
) -> None:
    issue(journal, MOST_NAMED + 3)
    journal._connection.execute("UPDATE outbox SET body = X'00'")

    assert said(path).count("not as it was written") == MOST_NAMED


def test_a_refused_message_of_another_kind_is_named_by_its_row(
    path: Path, journal: Journal
) -> None:
    now = FixedClock().now()
    with journal._transaction():
        outbox.put(journal._connection, "feedback", "k", b"{}", due_at=now)
    journal.push_away(1, now, "422 no stars")

    assert "refuses row 1 of the outbox (feedback): 422 no stars" in said(path)


def test_a_damaged_journal_that_is_kept_is_worth_knowing(
    path: Path, journal: Journal
) -> None:
    for suffix in ("", "-wal"):
        path.with_name(f"{path.name}.damaged-20260302T110000Z{suffix}").touch()

    assert said(path).count("a damaged one is kept") == 1
    assert "20260302T110000Z" in said(path)

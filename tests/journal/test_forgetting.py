from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.journal.forgetting import SET_ASIDE_KEPT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from kiosk.journal.tickets import Journal
    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener


def everything_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_refused_ticket_is_ended_after_some_days_and_no_sooner(
    journal: Journal,
    path: Path,
    issue: Issue,
    clock: FixedClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticket = issue(journal)
    journal.push_away(1, clock.now() + timedelta(minutes=10), "422 day")
    clock.advance(days=SET_ASIDE_KEPT.days)
    journal.forget_before(journal.service_day())
    assert journal.undelivered() == 1

    clock.advance(days=1)
    with caplog.at_level(logging.ERROR):
        journal.forget_before(journal.service_day())

    assert (journal.undelivered(), journal.set_aside()) == (0, 0)
    assert ticket.code.encode() not in everything_on_disk(path)
    assert "row 1 of the outbox, set aside for days, is ended" in caplog.text


def test_a_row_nobody_can_read_is_ended_after_some_days(
    journal: Journal, path: Path, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    journal._connection.execute("UPDATE outbox SET body = X'00'")
    clock.advance(days=SET_ASIDE_KEPT.days + 1)

    journal.forget_before(journal.service_day())

    assert journal.unsettled() == []


def test_a_ticket_that_never_reached_the_hub_is_kept_however_long(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    clock.advance(days=30)
    journal.forget_before(journal.service_day())
    assert journal.undelivered() == 1


def test_what_is_forgotten_does_not_come_back_at_the_next_start(
    open_journal: Opener, path: Path, issue: Issue, clock: FixedClock
) -> None:
    journal = open_journal()
    ticket = issue(journal)
    journal.settle(1)
    clock.advance(days=1)
    journal.forget_before(journal.service_day())
    journal.close()

    again = open_journal()

    assert again.unsettled() == []
    assert ticket.code.encode() not in everything_on_disk(path)
    assert again.trouble == frozenset()


def test_a_log_that_was_in_use_is_emptied_the_next_time(
    journal: Journal, open_journal: Opener, path: Path, issue: Issue, clock: FixedClock
) -> None:
    ticket = issue(journal)
    journal.settle(1)
    journal._connection.execute("PRAGMA busy_timeout = 10")
    reader = open_journal()
    reader._connection.execute("BEGIN")
    reader._connection.execute("SELECT * FROM tickets").fetchall()
    clock.advance(days=1)
    journal.forget_before(journal.service_day())
    assert ticket.code.encode() in everything_on_disk(path)

    reader._connection.execute("ROLLBACK")
    journal.forget_before(journal.service_day())

    assert ticket.code.encode() not in everything_on_disk(path)

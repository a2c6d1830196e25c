from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk import wire
from kiosk.journal import outbox

if TYPE_CHECKING:
    from kiosk.journal.tickets import Journal
    from tests.fakes.clock import FixedClock
    from tests.journal.conftest import Issue, Opener


def test_a_new_ticket_is_due_at_once_and_comes_back_as_it_was(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    ticket = issue(journal)

    (row,) = journal.due(clock.now(), 10)

    assert row.ticket == ticket
    assert (row.attempts, row.refused) == (0, None)


def test_due_rows_come_in_order_of_issue_and_no_more_than_asked(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issued = [issue(journal) for _ in range(5)]

    assert [row.ticket for row in journal.due(clock.now(), 3)] == issued[:3]


def test_the_outbox_survives_a_restart(
    open_journal: Opener, issue: Issue, clock: FixedClock
) -> None:
    journal = open_journal()
    ticket = issue(journal)
    journal.close()

    again = open_journal()

    assert again.undelivered() == 1
    assert again.due(clock.now(), 1)[0].ticket == ticket


def test_a_settled_row_is_gone(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)

    journal.settle(journal.due(clock.now(), 1)[0].id)

    assert journal.due(clock.now(), 1) == []
    assert journal.undelivered() == 0


def test_settling_twice_does_no_harm(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    (row,) = journal.due(clock.now(), 1)
    journal.settle(row.id)
    issue(journal)

    journal.settle(row.id)

    assert journal.undelivered() == 1


def test_a_row_pushed_away_lets_the_others_pass_and_comes_back_in_time(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    first, second = issue(journal), issue(journal)
    row = journal.due(clock.now(), 1)[0]

    journal.push_away(row.id, clock.now() + timedelta(minutes=10), "409 taken")
    assert [row.ticket for row in journal.due(clock.now(), 9)] == [second]
    clock.advance(minutes=10)

    assert [row.ticket for row in journal.due(clock.now(), 9)] == [first, second]
    assert journal.due(clock.now(), 1)[0].refused == "409 taken"
    assert journal.due(clock.now(), 1)[0].attempts == 1


def test_what_is_pushed_away_still_counts_as_undelivered(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    row = journal.due(clock.now(), 1)[0]

    journal.push_away(row.id, clock.now() + timedelta(minutes=10), "422 topic")

    assert journal.undelivered() == 1
    assert [row.refused for row in journal.unsettled()] == ["422 topic"]


def test_a_row_pushed_away_by_a_clock_years_ahead_does_not_wait_for_years(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    clock.advance(days=3650)
    row = journal.due(clock.now(), 1)[0]
    journal.push_away(row.id, clock.now() + timedelta(minutes=10))
    clock.advance(days=-3650)

    assert len(journal.due(clock.now(), 1)) == 1


def test_a_ticket_issued_before_the_clock_was_set_back_is_due_at_once(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issue(journal)
    clock.advance(minutes=-5)

    assert len(journal.due(clock.now(), 1)) == 1


@pytest.mark.parametrize("row", [(), (1, 0, "now", None), ("1", 0, "now", None, "id")])
def test_a_row_that_no_program_wrote_is_an_error(row: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="not a"):
        outbox.row_of(row)
    with pytest.raises(ValueError, match="not a"):
        outbox.ticket_of(row)


def test_a_row_says_in_bytes_what_is_sent(journal: Journal, issue: Issue) -> None:
    ticket = issue(journal)

    [row] = journal.unsettled()

    assert (row.kind, row.key) == ("ticket", ticket.id)
    assert row.body == msgspec.json.encode(wire.TicketDelivery.of(ticket))


def test_another_kind_travels_the_same_way(journal: Journal, clock: FixedClock) -> None:
    with journal._transaction():
        outbox.put(
            journal._connection, "feedback", "one", b'{"stars":5}', due_at=clock.now()
        )

    [row] = journal.due(clock.now(), 5)

    assert (row.kind, row.key, row.body) == ("feedback", "one", b'{"stars":5}')
    with pytest.raises(ValueError, match="no ticket"):
        _ = row.ticket


def test_what_is_put_twice_travels_once_as_it_is_last(
    journal: Journal, clock: FixedClock
) -> None:
    for body in (b"1", b"2"):
        with journal._transaction():
            outbox.put(journal._connection, "report", "me", body, due_at=clock.now())

    assert [row.body for row in journal.due(clock.now(), 5)] == [b"2"]


@pytest.mark.parametrize("column", ["kind", "key", "body"])
def test_a_row_that_was_changed_is_not_sent_and_does_not_block(
    journal: Journal, issue: Issue, clock: FixedClock, column: str
) -> None:
    issue(journal)
    second = issue(journal)
    first = journal.unsettled()[0].id
    journal._connection.execute(
        f"UPDATE outbox SET {column} = CAST(X'FF00' AS BLOB) WHERE id = ?", (first,)
    )

    assert [row.ticket for row in journal.due(clock.now(), 1)] == [second]
    assert [row.sound for row in journal.unsettled()] == [False, True]
    with pytest.raises(ValueError, match="no ticket"):
        _ = journal.unsettled()[0].ticket


@pytest.mark.parametrize("said", ["", "2026-03-02", "no moment", 7])
def test_a_moment_that_was_changed_makes_the_row_due(
    journal: Journal, issue: Issue, clock: FixedClock, said: object
) -> None:
    ticket = issue(journal)
    journal._connection.execute("UPDATE outbox SET next_try_at = ?", (said,))

    assert [row.ticket for row in journal.due(clock.now(), 5)] == [ticket]


def test_rows_behind_the_first_page_are_found(
    journal: Journal, issue: Issue, clock: FixedClock
) -> None:
    issued = [issue(journal) for _ in range(7)]
    first = journal.due(clock.now(), 3)

    rest = journal.due(clock.now(), 9, after=first[-1].id)

    assert [row.ticket for row in rest] == issued[3:]

"""How long each visit took, out of the record of what happened to its ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.events import EventKind, TicketEvent
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.domain.waits.durations import PastVisit
from kiosk.domain.waits.records import past_visits
from kiosk.ids import StaffId, TicketId
from tests.builders import OPENING, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterable

ANNA, BORIS = StaffId("anna"), StaffId("boris")
K = EventKind


def at(minute: float) -> datetime:
    return OPENING + timedelta(minutes=minute)


def ended(
    count: int,
    minute: float,
    state: TicketState = TicketState.DONE,
    *,
    serving: float | None = None,
) -> Ticket:
    """Issued when the centre opened."""
    return replace(
        a_ticket(count, state, issued_at=OPENING),
        serving_at=None if serving is None else at(serving),
        ended_at=at(minute),
    )


def record(*rows: tuple[int, EventKind, float, StaffId | None]) -> list[TicketEvent]:
    return [
        TicketEvent(seq, a_ticket(count).id, kind, at(minute), staff=staff)
        for seq, (count, kind, minute, staff) in enumerate(rows, start=1)
    ]


def visits(
    tickets: Iterable[Ticket], *rows: tuple[int, EventKind, float, StaffId | None]
) -> list[PastVisit]:
    return past_visits(tickets, record(*rows))


def test_a_visit_has_a_wait_a_way_and_a_service() -> None:
    (visit,) = visits(
        [ended(1, 30, serving=12)],
        (1, K.CALLED, 10, ANNA),
        (1, K.AT_DESK, 12, ANNA),
        (1, K.FINISHED, 30, ANNA),
    )
    assert (visit.waited, visit.way, visit.service) == (10, 2, 18)
    assert visit.changeover is None


def test_the_wait_ends_with_the_first_call_and_the_way_begins_with_the_last() -> None:
    (visit,) = visits(
        [ended(1, 60, serving=41)],
        (1, K.CALLED, 10, ANNA),
        (1, K.PARKED, 15, ANNA),
        (1, K.CALLED, 40, BORIS),
        (1, K.AT_DESK, 41, BORIS),
        (1, K.FINISHED, 60, BORIS),
    )
    assert (visit.waited, visit.way, visit.service) == (10, 1, 19)


def test_between_two_visits_lies_a_changeover_if_somebody_waited() -> None:
    both = [ended(1, 20, serving=5), ended(2, 40, serving=25)]
    _, second = visits(
        both,
        (1, K.CALLED, 5, ANNA),
        (1, K.FINISHED, 20, ANNA),
        (2, K.CALLED, 24, ANNA),
        (2, K.FINISHED, 40, ANNA),
    )
    assert second.changeover == 4


def test_who_calls_the_next_at_once_needs_no_time_between() -> None:
    """The page ends one visit and calls the next with one press."""
    both = [ended(1, 20, serving=5), ended(2, 40, serving=25)]
    _, second = visits(
        both,
        (1, K.CALLED, 5, ANNA),
        (1, K.FINISHED, 20, ANNA),
        (2, K.CALLED, 20, ANNA),
        (2, K.FINISHED, 40, ANNA),
    )
    assert second.changeover == 0


def test_who_comes_later_waited_for_nobodys_notes() -> None:
    late = replace(ended(2, 40, serving=25), issued_at=at(22))
    _, second = visits(
        [ended(1, 20, serving=5), late],
        (1, K.CALLED, 5, ANNA),
        (1, K.FINISHED, 20, ANNA),
        (2, K.CALLED, 24, ANNA),
        (2, K.FINISHED, 40, ANNA),
    )
    assert second.changeover is None


def test_a_planned_break_is_no_changeover() -> None:
    both = [ended(1, 20, serving=5), ended(2, 90, serving=66)]
    rows = record(
        (1, K.CALLED, 5, ANNA),
        (1, K.FINISHED, 20, ANNA),
        (2, K.CALLED, 65, ANNA),
        (2, K.FINISHED, 90, ANNA),
    )
    (_, planned) = past_visits(both, rows, [(at(30), at(60))])
    (_, unplanned) = past_visits(both, rows, [(at(70), at(80))])
    assert planned.changeover is None
    assert unplanned.changeover == 45


def test_a_colleagues_end_says_nothing() -> None:
    both = [ended(1, 20, serving=5), ended(2, 40, serving=25)]
    _, second = visits(
        both,
        (1, K.CALLED, 5, BORIS),
        (1, K.FINISHED, 20, BORIS),
        (2, K.CALLED, 24, ANNA),
        (2, K.FINISHED, 40, ANNA),
    )
    assert second.changeover is None


def test_who_did_not_come_kept_a_desk_until_that_was_clear() -> None:
    (visit,) = visits(
        [ended(1, 16, TicketState.NO_SHOW)],
        (1, K.CALLED, 10, ANNA),
        (1, K.CALLED_AGAIN, 13, ANNA),
        (1, K.NO_SHOW, 16, ANNA),
    )
    assert (visit.waited, visit.way, visit.service) == (10, 6, None)


def test_who_left_waited_until_then() -> None:
    (visit,) = visits([ended(1, 25, TicketState.WITHDRAWN)], (1, K.WITHDRAWN, 25, None))
    assert visit == PastVisit(visit.topic, TicketState.WITHDRAWN, 25)


def test_what_the_close_of_the_day_ended_teaches_nothing() -> None:
    by_system = replace(ended(1, 600, serving=12), closed_by_system=True)
    assert visits([by_system], (1, K.CALLED, 10, ANNA)) == []
    assert visits([a_ticket(1)]) == []


def test_who_gave_the_number_back_at_the_desk_was_neither() -> None:
    gone = ended(1, 25, TicketState.WITHDRAWN)
    assert visits([gone], (1, K.CALLED, 10, ANNA), (1, K.WITHDRAWN, 25, ANNA)) == []


def test_a_clock_that_jumped_teaches_nothing() -> None:
    backwards = replace(ended(1, 30, serving=12), issued_at=at(20))
    assert visits([backwards], (1, K.CALLED, 10, ANNA)) == []


def test_a_record_without_its_ticket_stops_nothing() -> None:
    stray = TicketEvent(1, TicketId("f" * 32), K.CALLED, at(1), staff=ANNA)
    assert past_visits([], [stray]) == []

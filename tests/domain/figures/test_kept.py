"""What is counted of the tickets of a day when it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.appointments import Appointment, AppointmentState, BookableSlot
from kiosk.domain.arrivals import TicketMark
from kiosk.domain.events import EventKind, TicketEvent
from kiosk.domain.feedback import VisitFace
from kiosk.domain.figures.kept import (
    FigurePart,
    VisitEnding,
    appointments_of,
    ending,
    figures_of,
)
from kiosk.domain.tickets import TicketState
from kiosk.ids import AppointmentCode, AppointmentId, PartnerId, StaffId, TopicId
from tests.builders import AR, OPENING, SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.tickets import Ticket

ANNA, OLENA = StaffId("anna"), StaffId("olena")
CENTRE = PartnerId("welcome-center")
BERLIN = ZoneInfo("Europe/Berlin")


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def served(count: int, lasted: timedelta, **changed: object) -> Ticket:
    """Called ten minutes after coming, at the desk two minutes later."""
    ticket = a_ticket(count, TicketState.DONE, issued_at=OPENING)
    return replace(
        ticket,
        called_at=OPENING + minutes(10),
        serving_at=OPENING + minutes(12),
        ended_at=OPENING + minutes(12) + lasted,
        **changed,  # type: ignore[arg-type]
    )


def calls(tickets: Iterable[Ticket], staff: StaffId = ANNA) -> list[TicketEvent]:
    return [
        TicketEvent(n, t.id, EventKind.CALLED, t.called_at, staff=staff)
        for n, t in enumerate(tickets)
        if t.called_at
    ]


def of(
    tickets: list[Ticket], record: list[TicketEvent] | None = None
) -> dict[FigurePart, dict[str, int]]:
    record = calls(tickets) if record is None else record
    first = {event.ticket: event.at for event in record}
    found = figures_of(tickets, record, first, [], {ANNA: CENTRE}, BERLIN)
    parts: dict[FigurePart, dict[str, int]] = {part: {} for part in FigurePart}
    for (part, key), number in found.items():
        parts[part][key] = number
    return parts


@pytest.mark.parametrize(
    ("ticket", "told"),
    [
        (served(1, minutes(15)), VisitEnding.FINISHED),
        (served(1, minutes(15), closed_by_system=True), VisitEnding.FORGOTTEN),
        (served(1, minutes(241)), VisitEnding.FORGOTTEN),
        (a_ticket(1, TicketState.NO_SHOW), VisitEnding.NO_SHOW),
        (a_ticket(1, TicketState.WITHDRAWN), VisitEnding.LEFT),
        (
            replace(a_ticket(1, TicketState.WITHDRAWN), closed_by_system=True),
            VisitEnding.NOT_CALLED,
        ),
    ],
)
def test_each_visitor_ends_in_one_way(ticket: Ticket, told: VisitEnding) -> None:
    assert ending(ticket) is told


def test_all_ways_of_counting_count_each_visitor_once() -> None:
    tickets = [
        served(1, minutes(15)),
        served(2, minutes(500)),
        replace(a_ticket(3, TicketState.WITHDRAWN), topic=TopicId("work")),
    ]
    parts = of(tickets)
    for part in ("ENDING", "HOUR", "TOPIC", "LANGUAGE", "PARTNER"):
        assert sum(parts[FigurePart[part]].values()) == 3, part


def test_a_forgotten_finish_is_told_and_enters_no_duration() -> None:
    usual = [served(n, minutes(15)) for n in range(1, 6)]
    forgotten = [
        served(7, minutes(600)),
        served(8, minutes(900), closed_by_system=True),
    ]
    with_them, without = of([*usual, *forgotten]), of(usual)
    assert with_them[FigurePart.SERVICE] == without[FigurePart.SERVICE]
    assert with_them[FigurePart.ENDING] == {"finished": 5, "forgotten": 2}
    assert with_them[FigurePart.WAIT] == {"00600": 7}  # they did wait


def test_way_and_service_are_kept_apart() -> None:
    parts = of([served(1, minutes(15))])
    assert parts[FigurePart.WAY] == {"00120": 1}
    assert parts[FigurePart.SERVICE] == {"00900": 1}


def test_the_hour_is_that_of_the_clock_on_the_wall() -> None:
    assert of([served(1, minutes(5))])[FigurePart.HOUR] == {"09": 1}


def test_the_partner_is_whose_counsellor_called_last() -> None:
    one, other, nobody = served(1, minutes(5)), served(2, minutes(5)), a_ticket(3)
    nobody = replace(nobody, state=TicketState.WITHDRAWN)
    record = [*calls([one], OLENA), *calls([one]), *calls([other], OLENA)]
    parts = of([one, other, nobody], record)
    assert parts[FigurePart.PARTNER] == {CENTRE: 1, "": 2}


def test_what_nobody_knows_is_counted_as_unknown_and_not_as_it_was_written() -> None:
    marks = frozenset({TicketMark.UNKNOWN_LANGUAGE, TicketMark.UNKNOWN_TOPIC})
    parts = of([replace(served(1, minutes(5)), marks=marks)])
    assert parts[FigurePart.LANGUAGE] == parts[FigurePart.TOPIC] == {"": 1}
    moved = replace(served(1, minutes(5)), marks=marks, told_topic=TopicId("x"))
    assert of([moved])[FigurePart.TOPIC] == {"residence": 1}


def test_faces_are_counted_and_silence_is_not() -> None:
    with_face = served(1, minutes(5), feedback=VisitFace.FAIR)
    assert of([with_face, served(2, minutes(5))])[FigurePart.FACE] == {"fair": 1}


def test_a_clock_that_was_wrong_teaches_no_duration() -> None:
    ticket = replace(served(1, minutes(5)), issued_at=OPENING + minutes(60))
    assert of([ticket])[FigurePart.WAIT] == {}
    long_ago = replace(ticket, issued_at=OPENING - timedelta(days=2))
    assert of([long_ago])[FigurePart.WAIT] == {}


def test_how_far_off_estimates_were_adds_up() -> None:
    told = [(300, 600, 900, 500), (300, 600, 900, 1000)]
    found = figures_of([], [], {}, told, {}, BERLIN)
    sums = {key: n for (part, key), n in found.items() if part is FigurePart.ESTIMATE}
    assert sums == {
        "waits": 2,
        "error": 500,
        "bias": -300,
        "much_longer": 1,
        "held": 1,
    }


@pytest.mark.parametrize(
    ("waited", "much", "held"), [(600, 0, 1), (900, 0, 1), (901, 1, 0), (299, 0, 0)]
)
def test_more_than_five_minutes_longer_than_said_is_much(
    waited: int, much: int, held: int
) -> None:
    found = figures_of([], [], {}, [(300, 600, 900, waited)], {}, BERLIN)
    assert found[FigurePart.ESTIMATE, "much_longer"] == much
    assert found[FigurePart.ESTIMATE, "held"] == held


def booked(state: AppointmentState) -> Appointment:
    return Appointment(
        AppointmentId("a"),
        AppointmentCode("ABCD2345"),
        BookableSlot(OPENING, OPENING + minutes(30)),
        SERVICE_DAY,
        track=0,
        topic=TopicId("work"),
        language=AR,
        screen_language=AR,
        state=state,
    )


def test_who_did_not_come_to_an_appointment_missed_it() -> None:
    states = [*AppointmentState, AppointmentState.BOOKED]
    found = appointments_of(map(booked, states))
    counted = {key: number for (_part, key), number in found.items()}
    assert counted == {"arrived": 1, "cancelled": 1, "missed": 3}

"""What crosses the network: exact, strict, and the same after a journey."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import SaidWait, WaitRange
from kiosk.ids import DeskId
from kiosk.wire import Greeting, Health, TicketDelivery, TicketStanding, ToldWait
from tests.builders import OPENING, a_ticket

GOOD: dict[str, Any] = {
    "series": "A",
    "count": 17,
    "service_day": "2026-03-02",
    "topic": "residence",
    "language": "ar",
    "screen_language": "ar",
    "code": "0123456789AB",
    "issued_at": "2026-03-02T08:17:00Z",
}


def read(message: dict[str, Any]) -> TicketDelivery:
    return msgspec.json.decode(msgspec.json.encode(message), type=TicketDelivery)


def test_a_delivery_is_written_in_these_words() -> None:
    ticket = a_ticket(17, code="0123456789AB")
    assert msgspec.json.decode(msgspec.json.encode(TicketDelivery.of(ticket))) == GOOD


@given(
    count=st.integers(1, 9999),
    series=st.from_regex("[A-Z]{1,2}", fullmatch=True),
    code=st.from_regex("[0-9A-HJKMNP-TV-Z]{12}", fullmatch=True),
    issued_at=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - the zone is drawn beside
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
def test_a_ticket_is_the_same_after_the_journey(
    count: int, series: str, code: str, issued_at: datetime
) -> None:
    ticket = a_ticket(count, series=series, code=code, issued_at=issued_at)
    sent = msgspec.json.encode(TicketDelivery.of(ticket))
    arrived = msgspec.json.decode(sent, type=TicketDelivery).ticket(ticket.id)
    assert arrived == ticket


def test_what_the_hub_did_to_a_ticket_does_not_travel_back() -> None:
    called = a_ticket(17, TicketState.CALLED)
    arrived = TicketDelivery.of(called).ticket(called.id)
    assert arrived.state is TicketState.WAITING


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("series", ""),
        ("series", "a"),
        ("series", "ABC"),
        ("series", "A\n"),
        ("count", 0),
        ("count", 10_000),
        ("count", "17"),
        ("count", 1.5),
        ("service_day", "2026-02-30"),
        ("service_day", "today"),
        ("topic", ""),
        ("topic", "x" * 65),
        ("topic", None),
        ("language", ""),
        ("screen_language", 1),
        ("code", "0123456789A"),
        ("code", "0123456789AI"),
        ("code", "0123456789ab"),
        ("code", "0123456789AB\n"),
        ("issued_at", "10:42"),
        ("issued_at", "2026-03-02T08:17:00"),
        ("issued_at", "2026-03-02"),
    ],
)
def test_a_value_out_of_bounds_is_refused(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError, match=rf"\$\.{field}"):
        read({**GOOD, field: value})


@pytest.mark.parametrize("field", GOOD)
def test_every_field_is_required(field: str) -> None:
    short = {key: value for key, value in GOOD.items() if key != field}
    with pytest.raises(msgspec.ValidationError, match=field):
        read(short)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="name"):
        read({**GOOD, "name": "somebody"})


@pytest.mark.parametrize(
    "message",
    [
        TicketStanding(
            state=TicketState.WAITING, people_before=3, desk=None, as_of=OPENING
        ),
        TicketStanding(
            state=TicketState.CALLED,
            people_before=0,
            desk=DeskId("desk-1"),
            as_of=OPENING,
        ),
        TicketStanding(
            state=TicketState.WAITING,
            people_before=3,
            desk=None,
            as_of=OPENING,
            wait=ToldWait(as_of=OPENING, low=5, high=20),
        ),
        Greeting(series="A", name="Entrance", now=OPENING),
        Health(status="ok"),
    ],
)
def test_answers_are_the_same_after_the_journey(message: msgspec.Struct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(message), type=type(message)) == (
        message
    )


def test_a_state_nobody_knows_is_refused() -> None:
    body = b'{"state":"lost","people_before":0,"desk":null,"as_of":"2026-03-02T08:00Z"}'
    with pytest.raises(msgspec.ValidationError, match="lost"):
        msgspec.json.decode(body, type=TicketStanding)


@pytest.mark.parametrize(
    ("low", "high"), [(None, None), (5, None), (20, 5), (5, 5), (-5, 5), (5, 100_000)]
)
def test_a_wait_that_is_no_range_is_not_known(
    low: int | None, high: int | None
) -> None:
    assert ToldWait(as_of=OPENING, low=low, high=high).said() == SaidWait(OPENING)


def test_a_wait_is_the_same_after_the_journey() -> None:
    end = HoursEnd(OPENING), HoursEnd(OPENING, OPENING + timedelta(hours=5))
    for wait in (
        *(SaidWait(OPENING), SaidWait(OPENING, WaitRange(5, 20))),
        *(SaidWait(OPENING, None, each) for each in end),
    ):
        told = ToldWait.of(wait)
        assert told is not None
        assert told.said() == wait
    assert ToldWait.of(None) is None

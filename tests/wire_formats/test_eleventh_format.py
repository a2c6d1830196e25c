"""The messages as they were before the hub said that hours may end before a call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from kiosk import wire
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import SaidWait, WaitRange
from tests.fakes.clock import NOON

RECORDED = (Path(__file__).parent / "eleventh" / "standing.json").read_bytes()
END = HoursEnd(NOON + timedelta(hours=2), NOON + timedelta(hours=5))


class ToldWaitFormatEleven(wire.Answer, frozen=True):
    """What a terminal of then knew of a wait."""

    as_of: wire.Moment
    low: int | None = None
    high: int | None = None


def test_the_wait_of_then_is_a_range() -> None:
    said = msgspec.json.decode(RECORDED, type=wire.TicketStanding).wait
    assert said is not None
    assert said.said() == SaidWait(said.as_of, WaitRange(540, 600))


def test_a_terminal_of_then_reads_that_the_wait_is_not_known() -> None:
    today = wire.ToldWait.of(SaidWait(NOON, None, END))
    then = msgspec.json.decode(msgspec.json.encode(today), type=ToldWaitFormatEleven)
    assert (then.as_of, then.low, then.high) == (NOON, None, None)


def test_an_answer_of_today_without_an_end_is_that_of_then() -> None:
    for wait in (SaidWait(NOON), SaidWait(NOON, WaitRange(5, 10))):
        assert not {"closes", "goes_on"} & set(
            msgspec.to_builtins(wire.ToldWait.of(wait))
        )

"""What a terminal is told of the code of an appointment that somebody typed there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import CheckInAnswer
from kiosk.ids import LanguageCode, TopicId
from kiosk.operations import appointments
from kiosk.operations.appointments import FollowUp
from tests.builders import AR
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

UK = LanguageCode("uk")
THURSDAY_AT_TEN = NOON + timedelta(days=2, hours=22)


def test_a_code_is_worth_a_number_on_its_day_alone(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    wanted = FollowUp(TopicId("work"), AR, UK)
    booked = appointments.book(ctx, first, wanted, THURSDAY_AT_TEN)
    before = appointments.at_terminal(ctx, booked.code, entrance)
    assert before.answer is CheckInAnswer.OTHER_DAY
    clock.set(THURSDAY_AT_TEN - timedelta(minutes=5))
    found = appointments.at_terminal(ctx, booked.code.lower(), entrance)
    assert (found.answer, found.code) == (CheckInAnswer.READY, booked.code)
    assert (found.starts_at, found.topic) == (THURSDAY_AT_TEN, "work")
    assert (found.language, found.screen_language) == (AR, UK)
    appointments.cancel(ctx, booked.code)
    cancelled = appointments.at_terminal(ctx, booked.code, entrance)
    assert cancelled.answer is CheckInAnswer.CANCELLED


def test_a_code_that_there_is_not_is_worth_nothing(
    ctx: Context, entrance: PairedTerminal
) -> None:
    wrong = appointments.at_terminal(ctx, "00000000", entrance)
    assert wrong.answer is CheckInAnswer.UNKNOWN
    assert (wrong.starts_at, wrong.topic) == (None, None)

"""What a terminal is told of the code of an appointment that somebody typed there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import CheckInAnswer
from kiosk.ids import LanguageCode, TopicId
from kiosk.operations import appointments, code_tries
from kiosk.operations.appointments import FollowUp
from tests.builders import AR
from tests.fakes.clock import NOON
from tests.hub_context import pair

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


def test_who_guesses_at_one_terminal_waits_there_and_at_no_other(
    ctx: Context, entrance: PairedTerminal
) -> None:
    for guess in range(code_tries.MOST_WRONG):
        wrong = appointments.at_terminal(ctx, f"{guess:08d}", entrance)
        assert wrong.answer is CheckInAnswer.UNKNOWN
    guesser = appointments.at_terminal(ctx, "00000000", entrance)
    assert guesser.answer is CheckInAnswer.TOO_MANY
    assert guesser.topic is None
    beside = pair(ctx, "B")
    other = appointments.at_terminal(ctx, "00000000", beside)
    assert other.answer is CheckInAnswer.UNKNOWN

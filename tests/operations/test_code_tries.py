"""Wrong codes slow down who types them; guessers find nothing and keep nobody out."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.appointments import CODE_LENGTH
from kiosk.errors import NotFound, TooManyTries
from kiosk.ids import CODE_ALPHABET, TerminalId
from kiosk.operations import appointments, code_tries
from kiosk.operations.appointments import FollowUp
from kiosk.operations.code_tries import CodeAsker
from tests.builders import AR
from tests.fakes.clock import NOON
from tests.operations.test_appointments import AT_TEN, WORK

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

PHONE = CodeAsker.phone("192.0.2.7")
TERMINAL = CodeAsker.terminal(TerminalId("1" * 32))
NOW = timedelta()
SECOND = timedelta(seconds=1)
TENTH = SECOND / 10


def guess(ctx: Context, asker: CodeAsker, code: str = "00000000") -> timedelta:
    wait = appointments.turn_of(ctx, code, asker)
    with pytest.raises(NotFound):
        appointments.look(ctx, code, asker)
    return wait


def test_the_first_wrong_codes_cost_nothing(ctx: Context) -> None:
    assert {guess(ctx, PHONE) for _ in range(PHONE.free)} == {NOW}


def test_then_turns_are_taken_one_after_the_other_and_the_queue_has_an_end(
    ctx: Context, clock: FixedClock
) -> None:
    for _ in range(PHONE.free):
        guess(ctx, PHONE)
    waits = [appointments.turn_of(ctx, "00000001", PHONE) for _ in range(40)]
    assert waits == [n * TENTH for n in range(1, 41)]
    with pytest.raises(TooManyTries):
        appointments.turn_of(ctx, "00000001", PHONE)
    clock.set(clock.now() + TENTH)
    assert appointments.turn_of(ctx, "00000001", PHONE) == 4 * SECOND


@pytest.mark.parametrize("guesses_a_second", [1, 5, 9])
def test_who_guesses_on_and_on_keeps_nobody_behind_the_same_address_out(
    ctx: Context, clock: FixedClock, first: Staff, guesses_a_second: int
) -> None:
    """Someone else opens their appointment each fifth second, between two guesses."""
    code = appointments.book(ctx, first, FollowUp(WORK, AR, AR), AT_TEN).code
    step = SECOND / (2 * guesses_a_second)
    opened = []
    for _ in range(PHONE.free):
        guess(ctx, PHONE)
    for second in range(60):
        for one in range(guesses_a_second):
            with suppress(TooManyTries):
                guess(ctx, PHONE)
            clock.set(clock.now() + step)
            if second % 5 == 0 and one == 0:
                opened.append(appointments.turn_of(ctx, code, PHONE))
            clock.set(clock.now() + step)
    assert len(opened) == 12
    assert max(opened) <= PHONE.patience


def test_a_right_code_waits_its_turn_once_and_then_opens_at_once(
    ctx: Context, first: Staff
) -> None:
    code = appointments.book(ctx, first, FollowUp(WORK, AR, AR), AT_TEN).code
    for _ in range(PHONE.free):
        guess(ctx, PHONE)
    assert appointments.turn_of(ctx, code, PHONE) == TENTH
    assert appointments.look(ctx, code, PHONE).code == code
    assert appointments.turn_of(ctx, code.lower(), PHONE) == NOW
    assert guess(ctx, PHONE) == 2 * TENTH


def test_nobody_else_is_slowed_down_and_after_a_while_nobody_at_all(
    ctx: Context, clock: FixedClock
) -> None:
    for _ in range(PHONE.free):
        guess(ctx, PHONE)
    other = CodeAsker.phone("192.0.2.8")
    assert appointments.turn_of(ctx, "00000001", other) == NOW
    assert appointments.turn_of(ctx, "00000001", TERMINAL) == NOW
    clock.advance(minutes=15)
    assert guess(ctx, PHONE) == NOW


def test_a_terminal_does_not_wait_but_says_from_when(
    ctx: Context, clock: FixedClock
) -> None:
    for _ in range(TERMINAL.free):
        guess(ctx, TERMINAL)
    with pytest.raises(TooManyTries) as refusal:
        appointments.turn_of(ctx, "00000001", TERMINAL)
    assert refusal.value.again_at == NOON + 30 * SECOND
    clock.advance(seconds=30)
    assert guess(ctx, TERMINAL) == NOW
    with pytest.raises(TooManyTries):
        appointments.turn_of(ctx, "00000001", TERMINAL)


def test_guessing_is_as_hopeless_as_is_said() -> None:
    codes = len(CODE_ALPHABET) ** CODE_LENGTH
    booked, year = 1000, timedelta(days=365.25)
    for asker, turns, years in ((PHONE, 864_000, 3.5), (TERMINAL, 2_880, 1_000)):
        assert timedelta(days=1) // asker.pause == turns
        free = asker.free * (timedelta(days=1) // code_tries.WITHIN)
        tries_a_year = (turns + free) * year / timedelta(days=1)
        assert codes / booked / tries_a_year > years * 0.7
    assert codes // booked // 864_000 == 1_272

"""What becomes of a command that staff send to a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.commands import (
    LASTS,
    WAITS_FOR_NOBODY,
    CommandDetails,
    CommandKind,
    CommandOutcome,
    CommandState,
    DeviceCommand,
    takes_the_place_of,
)
from kiosk.ids import TerminalId
from tests.fakes.clock import NOON

ENDS = NOON + LASTS
ASKED = DeviceCommand("1", TerminalId("t1"), CommandKind.RELOAD, "mira", NOON, ENDS)
FETCHED = replace(ASKED, delivered_at=NOON)
SIGNS = frozenset({CommandKind.OUT_OF_ORDER, CommandKind.IN_ORDER})


def test_one_that_was_just_asked_for_has_come_to_nothing_yet() -> None:
    assert ASKED.texts == {}
    assert (ASKED.delivered_at, ASKED.ended_at, ASKED.outcome) == (None,) * 3
    assert (ASKED.reason, ASKED.details, ASKED.has_picture) == (None, None, False)
    nothing = CommandDetails()
    assert (nothing.facts, nothing.findings, nothing.log) == ({}, (), ())


def test_it_waits_until_it_is_fetched_and_expires_after_a_quarter_of_an_hour() -> None:
    almost = NOON + timedelta(minutes=14, seconds=59)
    assert ASKED.state(almost) is CommandState.WAITING
    assert FETCHED.state(almost) is CommandState.DELIVERED
    assert ASKED.state(NOON + timedelta(minutes=15)) is CommandState.EXPIRED
    assert FETCHED.state(NOON + timedelta(minutes=15)) is CommandState.EXPIRED


@pytest.mark.parametrize("outcome", list(CommandOutcome))
def test_what_the_terminal_says_of_it_holds_for_ever(outcome: CommandOutcome) -> None:
    ended = replace(FETCHED, outcome=outcome)
    assert ended.state(NOON).value == outcome.value
    assert ended.state(ENDS + timedelta(days=1)).value == outcome.value


@pytest.mark.parametrize("kind", list(CommandKind))
def test_the_last_word_counts_and_the_signs_are_one(kind: CommandKind) -> None:
    assert takes_the_place_of(kind) == (SIGNS if kind in SIGNS else {kind})


def test_only_what_shows_nothing_to_a_visitor_is_done_beside_them() -> None:
    at_once = set(CommandKind) - WAITS_FOR_NOBODY
    assert at_once == {CommandKind.DIAGNOSTICS, CommandKind.SCREEN}

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.ids import TicketId
from kiosk.sync.standings import ROUNDS_WANTED, Standings
from tests.fakes.hub import AS_OF

TICKET = TicketId("1" * 32)
OTHER = TicketId("2" * 32)
THIRD_IN_LINE = Standing(TicketState.WAITING, 2, None, AS_OF)


def test_nothing_is_known_of_a_ticket_the_hub_has_not_spoken_of() -> None:
    assert Standings().of(TICKET) is None


def test_what_was_said_last_is_known() -> None:
    standings = Standings()
    standings.put(TICKET, THIRD_IN_LINE)

    assert standings.of(TICKET) == THIRD_IN_LINE


def test_an_older_answer_does_not_replace_a_newer_one() -> None:
    standings = Standings()
    standings.put(TICKET, THIRD_IN_LINE)
    late = replace(THIRD_IN_LINE, people_before=3, as_of=AS_OF - timedelta(seconds=1))

    standings.put(TICKET, late)

    assert standings.of(TICKET) == THIRD_IN_LINE


def test_only_tickets_on_screen_are_asked_about() -> None:
    standings = Standings()
    standings.of(TICKET)

    assert standings.next_round() == [TICKET]


def test_a_ticket_that_left_the_screen_is_forgotten_after_a_few_rounds() -> None:
    standings = Standings()
    standings.of(TICKET)
    standings.put(TICKET, THIRD_IN_LINE)

    asked = [standings.next_round() for _ in range(ROUNDS_WANTED + 1)]

    assert asked == [[TICKET]] * ROUNDS_WANTED + [[]]
    assert standings._known == {}


def test_a_ticket_that_stays_on_screen_stays_wanted() -> None:
    standings = Standings()
    standings.of(OTHER)
    for _ in range(3 * ROUNDS_WANTED):
        standings.of(TICKET)
        standings.next_round()

    assert standings.next_round() == [TICKET]

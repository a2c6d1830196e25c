"""What a visitor is told about the ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.localized import Localized
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import SaidWait, WaitRange
from kiosk.i18n.languages import FALLBACKS
from kiosk.ids import DeskId, LanguageCode
from kiosk.terminal.ports import LinkState
from kiosk.terminal.session import Session
from kiosk.terminal.standings import instruction, sentence
from tests.builders import DE
from tests.fakes.clock import NOON
from tests.fakes.ports import FakeLink, FakeWorld


def told(standing: Standing | None, link: LinkState = LinkState.UP) -> str:
    world = FakeWorld(link=FakeLink(link))
    session = Session.in_language(LanguageCode("en"), world.vocabulary)
    return sentence(standing, world.ports(), session)


def to_do(standing: Standing | None) -> str:
    world = FakeWorld()
    session = Session.in_language(LanguageCode("en"), world.vocabulary)
    return instruction(standing, session)


def waiting(before: int) -> Standing:
    return Standing(TicketState.WAITING, before, None, NOON)


def test_how_many_wait_before() -> None:
    assert told(waiting(3)) == "3 people are waiting before you."
    assert told(waiting(1)) == "1 person is waiting before you."


def test_who_is_first_is_next() -> None:
    assert told(waiting(0)) == "You are next."


@pytest.mark.parametrize("before", [0, 3])
def test_where_nobody_can_call_no_call_is_promised(before: int) -> None:
    alone = Standing(TicketState.WAITING, before, None, NOON, counsellors=0)
    assert told(alone) == "Nobody who can help you is at a desk at the moment."
    assert "We will call" not in to_do(alone)
    assert "ask a person" in to_do(alone)


@pytest.mark.parametrize(
    ("at_desks", "for_topic", "says"),
    [
        (0, 0, "Nobody is at a desk at the moment."),
        (2, 0, "Nobody who can help you is at a desk at the moment."),
        (2, 1, "Nobody who can help you in your language is at a desk now."),
    ],
)
def test_the_reason_is_no_narrower_than_the_true_one(
    at_desks: int, for_topic: int, says: str
) -> None:
    alone = Standing(
        *(TicketState.WAITING, 0, None, NOON),
        counsellors=0,
        at_desks=at_desks,
        for_topic=for_topic,
    )
    assert told(alone) == says
    assert "We will call" not in to_do(alone)


@pytest.mark.parametrize("counsellors", [None, 1, 5])
def test_where_somebody_can_call_or_an_older_hub_does_not_say_it_is_promised(
    counsellors: int | None,
) -> None:
    first = Standing(TicketState.WAITING, 0, None, NOON, counsellors=counsellors)
    assert told(first) == "You are next."
    assert to_do(first) == to_do(None) == "Please wait here. We will call your number."


def test_what_is_not_known_is_said_so() -> None:
    assert told(None) == "The waiting time is not known at the moment."


def test_what_is_old_says_how_old() -> None:
    said = told(waiting(2), LinkState.DOWN)
    assert said == "2 people are waiting before you. (as of 12:00)"


def test_the_wait_is_a_range_in_words() -> None:
    soon = replace(waiting(2), wait=SaidWait(NOON, WaitRange(10, 25)))
    assert told(soon) == (
        "2 people are waiting before you. Waiting time: about 10 to 25 minutes."
    )
    assert told(soon, LinkState.DOWN).endswith("minutes. (as of 12:00)")


def test_a_wait_that_was_found_long_before_says_when() -> None:
    old = SaidWait(NOON - timedelta(minutes=20), WaitRange(10, 25))
    said = told(replace(waiting(0), wait=old))
    assert said.endswith("Waiting time: about 10 to 25 minutes. (as of 11:40)")


def test_a_wait_that_the_hub_does_not_know_is_said_so() -> None:
    said = told(replace(waiting(2), wait=SaidWait(NOON)))
    assert said.endswith("before you. The waiting time is not known at the moment.")


def test_who_may_not_be_called_before_a_long_pause_is_promised_no_call() -> None:
    end = HoursEnd(NOON + timedelta(hours=2), NOON + timedelta(hours=5))
    overtaken = replace(waiting(2), counsellors=1, wait=SaidWait(NOON, None, end))
    assert told(overtaken).endswith(
        "Perhaps we call your number only after the break. It goes on at 17:00."
    )
    assert "We will call" not in to_do(overtaken)
    assert "ask a person" in to_do(overtaken)


def test_where_nobody_can_call_no_wait_is_told() -> None:
    wait = SaidWait(NOON, WaitRange(10, 25))
    alone = replace(waiting(2), counsellors=0, wait=wait)
    assert "Waiting time" not in told(alone)


def test_who_is_called_reads_where_to_go() -> None:
    called = Standing(TicketState.CALLED, 0, DeskId("desk-2"), NOON)
    assert told(called) == "It is your turn. Please go to: Desk 2"


@pytest.mark.parametrize("desk", [None, DeskId("desk-9")])
def test_a_desk_that_is_not_known_is_not_invented(desk: DeskId | None) -> None:
    said = told(Standing(TicketState.CALLED, 0, desk, NOON))
    assert said == "It is your turn. Please go to the desk now."


def test_a_desk_that_the_content_has_lost_has_the_name_that_the_hub_tells() -> None:
    title = Localized({DE: "Raum 9"}, FALLBACKS)
    called = Standing(TicketState.CALLED, 0, DeskId("desk-9"), NOON, desk_title=title)
    assert told(called) == "It is your turn. Please go to: Raum 9"


@pytest.mark.parametrize("state", list(TicketState))
def test_every_state_has_its_sentence(state: TicketState) -> None:
    assert told(Standing(state, 0, None, NOON)).endswith((".", "!"))


def test_every_state_has_another_sentence() -> None:
    said = {told(Standing(state, 0, None, NOON)) for state in TicketState}
    assert len(said) == len(TicketState)

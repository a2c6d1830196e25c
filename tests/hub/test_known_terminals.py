from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import NotSignedIn
from kiosk.hub.known_terminals import KnownTerminals
from kiosk.operations import fleet, token_renewal
from kiosk.operations.secrets import hashed
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal


@pytest.fixture
def known(ctx: Context) -> KnownTerminals:
    return KnownTerminals(ctx)


@pytest.fixture
def token(ctx: Context) -> str:
    return fleet.pair(ctx, "A", "Entrance A")[1]


def test_a_token_is_remembered_once_it_was_asked_for(
    known: KnownTerminals, token: str
) -> None:
    assert known.remembered(token) is None
    assert known.ask(token).series == "A"
    remembered = known.remembered(token)
    assert remembered
    assert remembered.series == "A"


def test_after_a_second_it_must_be_asked_for_again(
    known: KnownTerminals, token: str, clock: FixedClock
) -> None:
    known.ask(token)
    clock.advance(seconds=1)
    assert known.remembered(token) is None


def test_a_clock_that_is_set_back_prolongs_nothing(
    known: KnownTerminals, token: str, clock: FixedClock
) -> None:
    known.ask(token)
    clock.advance(hours=-1)
    assert known.remembered(token) is None


def test_a_wrong_token_is_never_remembered(known: KnownTerminals) -> None:
    with pytest.raises(NotSignedIn):
        known.ask("wrong")
    assert known.remembered("wrong") is None


def test_everything_can_be_forgotten(known: KnownTerminals, token: str) -> None:
    known.ask(token)
    known.forget()
    assert known.remembered(token) is None


def test_the_token_before_the_one_that_it_takes_up_is_forgotten_at_once(
    known: KnownTerminals, token: str, ctx: Context, clock: FixedClock
) -> None:
    _, other = fleet.pair(ctx, "B", "Entrance B")
    clock.advance(hours=1)
    terminal = known.ask(token)
    known.ask(other)
    token_renewal.announce(ctx, terminal, hashed("next"))
    assert known.ask("next").series == "A"
    assert known.remembered(token) is None
    assert known.remembered("next")
    assert known.remembered(other)


def test_who_is_revoked_on_the_page_is_refused_at_once(
    administrator: Browser, entrance: Terminal
) -> None:
    assert entrance.deliver(a_ticket(17)).status_code == 201
    administrator.post("/devices/A/revoke", confirmed="yes")
    assert entrance.deliver(a_ticket(18)).status_code == 401


def test_who_is_revoked_by_another_process_is_refused_a_second_later(
    entrance: Terminal, ctx: Context, clock: FixedClock
) -> None:
    assert entrance.deliver(a_ticket(17)).status_code == 201
    fleet.revoke(ctx, "A")
    clock.advance(seconds=1)
    assert entrance.deliver(a_ticket(18)).status_code == 401

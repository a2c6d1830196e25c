"""A terminal asks, an administrator types what stands on its glass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.audit import AuditDeed
from kiosk.domain.pairing import MOST_AT_ONCE, MOST_OF_ONE_ADDRESS
from kiosk.errors import Conflict, NotFound, NotSignedIn, TooManyTries
from kiosk.operations import audit, fleet, pairing
from kiosk.operations.secrets import hashed

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from kiosk.operations.pairing import PairingState
    from tests.fakes.clock import FixedClock

TOKEN = "drawn-by-the-terminal"
ADDRESS = "192.0.2.7"


def ask(ctx: Context, token: str = TOKEN, address: str = ADDRESS) -> PairingState:
    return pairing.ask(ctx, hashed(token), address, "1.0")


def test_who_shows_the_code_that_was_typed_is_known_by_its_own_token(
    ctx: Context,
) -> None:
    state = ask(ctx)
    assert not state.paired
    terminal = pairing.pair(ctx, state.code, "B", "Side door", by="alice")
    assert (terminal.series, terminal.name) == ("B", "Side door")
    assert fleet.by_token(ctx, TOKEN) == terminal
    assert ask(ctx).paired
    assert pairing.waiting(ctx) == []
    [entry] = audit.look(ctx, deed=AuditDeed.TERMINAL_PAIRED).entries
    assert (entry.by, entry.about) == ("alice", "B")


def test_asking_again_is_answered_with_the_same_code_until_it_ends(
    ctx: Context, clock: FixedClock
) -> None:
    first = ask(ctx)
    assert first.seconds_left == 600
    clock.advance(minutes=9, seconds=59)
    assert ask(ctx).code == first.code
    clock.advance(seconds=1)
    later = ask(ctx)
    assert later.code != first.code
    with pytest.raises(NotFound):
        pairing.pair(ctx, first.code, "B", "Side door")
    assert pairing.pair(ctx, later.code, "B", "Side door").series == "B"


def test_a_second_terminal_has_another_code_and_nothing_of_the_first(
    ctx: Context,
) -> None:
    first, second = ask(ctx), ask(ctx, "of-another")
    assert first.code != second.code
    pairing.pair(ctx, first.code, "B", "Side door")
    assert not ask(ctx, "of-another").paired
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, "of-another")
    with pytest.raises(NotFound):
        pairing.pair(ctx, first.code, "C", "Hall")


def test_guessing_ends_after_ten_tries_and_for_this_person_alone(
    ctx: Context, clock: FixedClock
) -> None:
    code = ask(ctx).code
    for _ in range(10):
        with pytest.raises(NotFound):
            pairing.pair(ctx, "0000-0000", "B", "Side door", by="mallory")
    with pytest.raises(TooManyTries, match="wrong codes"):
        pairing.pair(ctx, code, "B", "Side door", by="mallory")
    clock.advance(minutes=5)
    assert pairing.pair(ctx, code, "B", "Side door", by="alice").series == "B"


def test_a_flood_from_one_address_leaves_room_for_others(ctx: Context) -> None:
    for number in range(MOST_OF_ONE_ADDRESS):
        ask(ctx, f"flood-{number}", "192.0.2.66")
    with pytest.raises(TooManyTries):
        ask(ctx, "one-more", "192.0.2.66")
    assert ask(ctx).code


def test_a_flood_from_many_addresses_has_an_end_too(
    ctx: Context, clock: FixedClock
) -> None:
    for number in range(MOST_AT_ONCE):
        ask(ctx, f"flood-{number}", f"192.0.2.{number}")
    with pytest.raises(TooManyTries) as refused:
        ask(ctx, "one-more", "198.51.100.1")
    assert "kiosk pair" in refused.value.remedy
    assert len(pairing.waiting(ctx)) == MOST_AT_ONCE
    clock.advance(minutes=10)
    assert pairing.waiting(ctx) == []
    assert ask(ctx).code


def test_a_series_that_runs_is_taken_over_only_when_that_is_said(ctx: Context) -> None:
    _terminal, old = fleet.pair(ctx, "B", "Side door")
    fleet.seen(ctx, fleet.by_token(ctx, old))
    code = ask(ctx).code
    with pytest.raises(Conflict, match="runs at this moment"):
        pairing.pair(ctx, code, "B", "Side door")
    assert fleet.by_token(ctx, old).active
    pairing.pair(ctx, code, "B", "Side door", renew=True)
    with pytest.raises(NotSignedIn, match="paired again"):
        fleet.by_token(ctx, old)


def test_a_revoked_terminal_gets_no_code_with_its_old_token(ctx: Context) -> None:
    pairing.pair(ctx, ask(ctx).code, "B", "Side door")
    fleet.revoke(ctx, "B")
    with pytest.raises(NotSignedIn, match="revoked"):
        ask(ctx)

"""A token is renewed so that no mishap locks a terminal out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.devices import TerminalTrouble, troubles
from kiosk.errors import Conflict, NotSignedIn
from kiosk.operations import fleet, token_renewal
from kiosk.operations.secrets import hashed
from kiosk.operations.token_renewal import RENEWED_AFTER, WAITS_FOR
from tests.people import ENTRANCE, SIDE_DOOR

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.fixture
def old(ctx: Context) -> str:
    return fleet.pair(ctx, ENTRANCE, "Main entrance")[1]


def announce(ctx: Context, token: str, coming: str) -> None:
    token_renewal.announce(ctx, fleet.by_token(ctx, token), hashed(coming))


def test_a_token_is_to_be_renewed_after_thirty_days(
    ctx: Context, clock: FixedClock, old: str
) -> None:
    clock.advance(seconds=RENEWED_AFTER.total_seconds() - 1)
    assert not token_renewal.is_due(ctx, fleet.by_token(ctx, old))
    clock.advance(seconds=1)
    assert token_renewal.is_due(ctx, fleet.by_token(ctx, old))


def test_a_clock_that_was_set_back_renews_nothing(
    ctx: Context, clock: FixedClock, old: str
) -> None:
    clock.advance(days=-400)
    assert not token_renewal.is_due(ctx, fleet.by_token(ctx, old))


def test_both_tokens_are_good_until_the_new_one_is_used(
    ctx: Context, clock: FixedClock, old: str
) -> None:
    clock.advance(days=31)
    announce(ctx, old, "fresh")
    announce(ctx, old, "fresh")
    assert fleet.by_token(ctx, old).series == ENTRANCE
    taken_up = fleet.by_token(ctx, "fresh")
    assert taken_up.series == ENTRANCE
    assert not token_renewal.is_due(ctx, taken_up)
    assert fleet.by_token(ctx, "fresh") == taken_up
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, old)


def test_what_is_known_of_the_terminal_stays(ctx: Context, old: str) -> None:
    fleet.seen(ctx, fleet.by_token(ctx, old))
    announce(ctx, old, "fresh")
    seen = fleet.by_token(ctx, old)
    renewed = fleet.by_token(ctx, "fresh")
    assert (renewed.id, renewed.last_seen_at) == (seen.id, seen.last_seen_at)


def test_what_was_still_on_its_way_alarms_nobody(
    ctx: Context, clock: FixedClock, old: str
) -> None:
    announce(ctx, old, "fresh")
    fleet.by_token(ctx, "fresh")
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, old)
    (terminal,) = fleet.terminals(ctx)
    assert TerminalTrouble.REPLACED_BUT_RUNS not in troubles(terminal, clock.now())


def test_a_second_device_that_goes_on_with_the_old_one_is_told_to_staff(
    ctx: Context, clock: FixedClock, old: str
) -> None:
    announce(ctx, old, "fresh")
    fleet.by_token(ctx, "fresh")
    clock.advance(seconds=61)
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, old)
    (terminal,) = fleet.terminals(ctx)
    assert TerminalTrouble.REPLACED_BUT_RUNS in troubles(terminal, clock.now())


def test_of_two_devices_with_one_token_the_first_is_not_locked_out(
    ctx: Context, old: str
) -> None:
    announce(ctx, old, "of the first")
    with pytest.raises(Conflict, match="waits to be used"):
        announce(ctx, old, "of the second")
    assert fleet.by_token(ctx, "of the first").series == ENTRANCE
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, "of the second")


def test_a_token_that_is_never_used_keeps_its_place_for_a_day(
    ctx: Context, clock: FixedClock, old: str
) -> None:
    announce(ctx, old, "lost")
    clock.advance(seconds=(WAITS_FOR + timedelta(seconds=1)).total_seconds())
    announce(ctx, old, "found")
    assert fleet.by_token(ctx, "found").series == ENTRANCE
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, "lost")


def test_a_token_that_is_known_is_no_new_one(ctx: Context, old: str) -> None:
    _terminal, other = fleet.pair(ctx, SIDE_DOOR, "Side door")
    for known in (old, other):
        with pytest.raises(Conflict):
            announce(ctx, old, known)


def test_a_revoked_terminal_does_not_come_back_by_its_next_token(
    ctx: Context, old: str
) -> None:
    announce(ctx, old, "fresh")
    fleet.revoke(ctx, ENTRANCE)
    for token in (old, "fresh"):
        with pytest.raises(NotSignedIn, match="revoked"):
            fleet.by_token(ctx, token)


def test_pairing_again_forgets_the_next_token(ctx: Context, old: str) -> None:
    announce(ctx, old, "fresh")
    _terminal, paired = fleet.pair(ctx, ENTRANCE, "Main entrance", renew=True)
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, "fresh")
    assert fleet.by_token(ctx, paired).series == ENTRANCE


def test_of_two_hub_processes_that_hear_it_first_both_take_it(
    ctx: Context, old: str
) -> None:
    announce(ctx, old, "fresh")
    (before,) = fleet.terminals(ctx)
    for _ in range(2):
        known = token_renewal.take_up(ctx, before, hashed("fresh"))
        assert known is not None
        assert known.series == ENTRANCE


def test_a_stolen_database_does_not_hold_the_next_one(ctx: Context, old: str) -> None:
    announce(ctx, old, "fresh")
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, hashed("fresh"))

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import Conflict, NotFound, NotSignedIn
from kiosk.operations import fleet
from tests.fakes.clock import NOON
from tests.people import ENTRANCE, SIDE_DOOR

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


def test_a_paired_terminal_is_known_by_its_token(ctx: Context) -> None:
    terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    assert fleet.by_token(ctx, token) == terminal
    assert (terminal.series, terminal.name) == (ENTRANCE, "Main entrance")


@pytest.mark.parametrize("token", ["", "made-up", "Secret-1"])
def test_any_other_token_is_nobody(ctx: Context, token: str) -> None:
    fleet.pair(ctx, ENTRANCE, "Main entrance")
    with pytest.raises(NotSignedIn) as refusal:
        fleet.by_token(ctx, token)
    assert "kiosk pair" in refusal.value.remedy


def test_pairing_again_replaces_the_token_of_the_same_terminal(ctx: Context) -> None:
    before, old = fleet.pair(ctx, ENTRANCE, "Main entrance")
    after, new = fleet.pair(ctx, ENTRANCE, "Hall")
    assert (after.id, after.name) == (before.id, "Hall")
    assert fleet.by_token(ctx, new) == after
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, old)
    assert fleet.terminals(ctx) == [after]


def test_a_revoked_terminal_is_nobody_until_paired_again(ctx: Context) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    fleet.revoke(ctx, ENTRANCE)
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, token)
    (listed,) = fleet.terminals(ctx)
    assert not listed.active
    _terminal, fresh = fleet.pair(ctx, ENTRANCE, "Main entrance")
    assert fleet.by_token(ctx, fresh).active


def test_what_was_never_paired_cannot_be_revoked(ctx: Context) -> None:
    with pytest.raises(NotFound, match="series B"):
        fleet.revoke(ctx, SIDE_DOOR)


@pytest.mark.parametrize("series", ["", "a", "ABC", "A1", "Ä", "A\n"])
def test_a_series_is_one_or_two_capital_letters(ctx: Context, series: str) -> None:
    with pytest.raises(Conflict):
        fleet.pair(ctx, series, "Entrance")


def test_a_terminal_without_a_name_is_called_by_its_series(ctx: Context) -> None:
    terminal, _token = fleet.pair(ctx, ENTRANCE, "  ")
    assert terminal.name == ENTRANCE


def test_signs_of_life_are_written_every_half_minute_at_most(
    ctx: Context, clock: FixedClock
) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    for _ in range(3):
        fleet.seen(ctx, fleet.by_token(ctx, token))
        clock.advance(seconds=10)
    assert fleet.by_token(ctx, token).last_seen_at == NOON
    fleet.seen(ctx, fleet.by_token(ctx, token))
    assert fleet.by_token(ctx, token).last_seen_at == clock.now() > NOON


def test_a_clock_that_was_set_back_does_not_hide_signs_of_life(
    ctx: Context, clock: FixedClock
) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    fleet.seen(ctx, fleet.by_token(ctx, token))
    clock.advance(days=-400)
    fleet.seen(ctx, fleet.by_token(ctx, token))
    assert fleet.by_token(ctx, token).last_seen_at == clock.now()


def test_a_stolen_database_holds_no_token(ctx: Context, tmp_path: Path) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    ctx.database.scrub()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert token.encode() not in stored

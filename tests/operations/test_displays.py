"""Displays are paired by their code, shown what is called, and known until revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import DeviceKind
from kiosk.domain.audit import AuditDeed
from kiosk.errors import NotFound, TooManyTries
from kiosk.ids import DisplayId
from kiosk.operations import (
    audit,
    calling,
    check_in,
    day_end,
    displays,
    fleet,
    pairing,
    undoing,
)
from kiosk.operations.secrets import hashed
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.displays import PairedDisplay
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

ADDRESS = "192.0.2.8"


def ask(ctx: Context, token: str = "lay about for long") -> tuple[str, str]:
    kept, state = pairing.ask_for_display(ctx, token, ADDRESS, "browser")
    return kept, state.code


def paired(ctx: Context) -> tuple[str, PairedDisplay]:
    token, code = ask(ctx)
    return token, pairing.pair_display(ctx, code, "Hall", by="boss")


def waiting(ctx: Context, entrance: PairedTerminal, *counts: int) -> list[Ticket]:
    found = [a_ticket(count) for count in counts]
    for ticket in found:
        check_in.accept(ctx, entrance, ticket)
    return found


def shown(ctx: Context) -> list[int]:
    return [call.number.count for call in displays.board(ctx).calls]


def test_who_shows_the_code_is_a_display_by_its_own_token(ctx: Context) -> None:
    token, code = ask(ctx)
    assert displays.by_token(ctx, token) is None
    display = pairing.pair_display(ctx, code.lower(), " Ha\x00ll\n", by="boss")
    assert display.name == "Hall"
    assert displays.by_token(ctx, token) == display
    assert displays.every(ctx) == [display]
    [entry] = audit.look(ctx, deed=AuditDeed.DISPLAY_PAIRED).entries
    assert (entry.by, entry.about) == ("boss", "Hall")


def test_it_is_no_terminal(ctx: Context) -> None:
    token, _ = paired(ctx)
    assert fleet.terminals(ctx) == []
    with pytest.raises(Exception, match="not paired"):
        fleet.by_token(ctx, token)


def test_the_code_of_one_kind_pairs_none_of_the_other(ctx: Context) -> None:
    _, code = ask(ctx)
    of_terminal = pairing.ask(ctx, hashed("terminal"), ADDRESS, "1.0").code
    with pytest.raises(NotFound, match="No terminal"):
        pairing.pair(ctx, code, "B", "Side door")
    with pytest.raises(NotFound, match="No display"):
        pairing.pair_display(ctx, of_terminal, "Hall")
    assert [r.address for r in pairing.waiting(ctx, DeviceKind.DISPLAY)] == [ADDRESS]
    assert len(pairing.waiting(ctx)) == 1


def test_a_token_waits_with_one_code_and_is_replaced_once_that_has_ended(
    ctx: Context, clock: FixedClock
) -> None:
    token, code = ask(ctx)
    assert ask(ctx, token) == (token, code)
    clock.advance(minutes=11)
    other, _ = ask(ctx, token)
    assert other != token


def test_a_revoked_display_is_unknown_and_its_token_never_good_again(
    ctx: Context,
) -> None:
    token, display = paired(ctx)
    displays.revoke(ctx, display.id, by="boss")
    assert displays.by_token(ctx, token) is None
    assert displays.every(ctx) == []
    fresh, code = ask(ctx, token)
    assert fresh != token
    pairing.pair_display(ctx, code, "Hall")
    assert displays.by_token(ctx, token) is None
    with pytest.raises(NotFound):
        displays.revoke(ctx, display.id)


def test_guessing_a_code_ends(ctx: Context) -> None:
    for _ in range(10):
        with pytest.raises(NotFound):
            pairing.pair_display(ctx, "0000-0000", "Hall", by="mallory")
    with pytest.raises(TooManyTries):
        pairing.pair_display(ctx, "0000-0000", "Hall", by="mallory")


def test_a_sign_of_life_is_kept_each_half_minute(
    ctx: Context, clock: FixedClock
) -> None:
    _token, display = paired(ctx)
    displays.seen(ctx, display)
    first = displays.by_id(ctx, display.id)
    assert first.last_seen_at == clock.now()
    clock.advance(seconds=10)
    displays.seen(ctx, first)
    assert displays.by_id(ctx, display.id) == first
    clock.advance(hours=-2)
    displays.seen(ctx, first)
    assert displays.by_id(ctx, display.id).last_seen_at == clock.now()
    with pytest.raises(NotFound):
        displays.by_id(ctx, DisplayId("nobody"))


def test_an_empty_line_is_an_empty_board(ctx: Context) -> None:
    assert displays.board(ctx).calls == ()


def test_a_call_is_shown_until_it_comes_to_nothing(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    [ticket] = waiting(ctx, entrance, 1)
    for come_to_nothing in (calling.no_show, calling.park, calling.requeue):
        calling.call(ctx, first, ticket.id)
        assert shown(ctx) == [1]
        come_to_nothing(ctx, first, ticket.id)
        assert shown(ctx) == []
        if come_to_nothing is calling.no_show:
            undoing.undo(ctx, first, ticket.id)
            assert shown(ctx) == [1]
            calling.requeue(ctx, first, ticket.id)


def test_what_was_undone_keeps_the_number_of_its_call_and_a_new_call_has_its_own(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    [ticket] = waiting(ctx, entrance, 1)
    calling.call(ctx, first, ticket.id)
    before = displays.board(ctx).newest_seq
    calling.no_show(ctx, first, ticket.id)
    undoing.undo(ctx, first, ticket.id)
    assert displays.board(ctx).newest_seq == before
    calling.call_again(ctx, first, ticket.id)
    assert displays.board(ctx).newest_seq > before
    assert displays.to_be_spoken(ctx, before) is None


def test_a_call_that_is_taken_back_is_gone(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    [ticket] = waiting(ctx, entrance, 1)
    calling.call(ctx, first, ticket.id)
    undoing.undo(ctx, first, ticket.id)
    assert shown(ctx) == []


def test_who_has_come_is_shown_and_not_spoken_any_more(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    [ticket] = waiting(ctx, entrance, 1)
    calling.call(ctx, first, ticket.id)
    [call] = displays.board(ctx).calls
    assert displays.to_be_spoken(ctx, call.seq) == call
    assert call.language == "ar"
    assert call.desk == "desk-1"
    calling.at_desk(ctx, first, ticket.id)
    assert displays.to_be_spoken(ctx, call.seq) is None
    calling.finish(ctx, first, ticket.id)
    assert shown(ctx) == [1]


def test_the_order_is_that_of_the_calls_whatever_the_clock_says(
    ctx: Context,
    clock: FixedClock,
    entrance: PairedTerminal,
    first: Staff,
    second: Staff,
) -> None:
    one, other = waiting(ctx, entrance, 1, 2)
    calling.call(ctx, first, one.id)
    clock.advance(minutes=-40)
    calling.call(ctx, second, other.id)
    assert shown(ctx) == [2, 1]


def test_after_the_day_nothing_of_it_is_shown(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal, first: Staff
) -> None:
    [ticket] = waiting(ctx, entrance, 1)
    calling.call(ctx, first, ticket.id)
    clock.advance(hours=24)
    assert shown(ctx) == []
    day_end.close_when_due(ctx)
    assert shown(ctx) == []

"""What staff ask a terminal for: once, for a quarter of an hour, with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.audit import AuditDeed
from kiosk.domain.commands import (
    LASTS,
    MOST_LISTED,
    CommandDetails,
    CommandKind,
    CommandOutcome,
    CommandState,
)
from kiosk.errors import Conflict, NotFound, NoticeRefused
from kiosk.ids import LanguageCode
from kiosk.operations import audit, device_commands, fleet
from kiosk.operations.device_commands import CommandAnswer
from tests.hub_context import pair
from tests.people import ENTRANCE, SIDE_DOOR

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

DONE = CommandAnswer(CommandOutcome.DONE)
TEXTS = {LanguageCode("de"): " Außer  Betrieb. ", LanguageCode("pl"): ""}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"'
    ' viewBox="0 0 10 20" font-family="monospace" font-size="16"'
    ' shape-rendering="crispEdges" direction="ltr">\n'
    '<rect x="0" y="0" width="10" height="20" fill="#000000"/>\n</svg>\n'
)


def states(ctx: Context) -> list[CommandState]:
    now = ctx.clock.now()
    return [each.state(now) for each in device_commands.listed(ctx, ENTRANCE)]


def test_a_command_is_told_until_it_is_answered(
    ctx: Context, entrance: PairedTerminal
) -> None:
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD, by="anna")
    assert states(ctx) == [CommandState.WAITING]
    for _ in range(2):
        (told,) = device_commands.fetch(ctx, entrance)
        assert (told.id, told.kind) == (asked.id, CommandKind.RELOAD)
    assert states(ctx) == [CommandState.DELIVERED]
    device_commands.answer(ctx, entrance, asked.id, DONE)
    assert device_commands.fetch(ctx, entrance) == []
    assert states(ctx) == [CommandState.DONE]


def test_what_one_terminal_has_fetched_another_has_still_to_fetch(
    ctx: Context, entrance: PairedTerminal
) -> None:
    pair(ctx, SIDE_DOOR)
    device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    device_commands.ask(ctx, SIDE_DOOR, CommandKind.RELOAD)
    device_commands.fetch(ctx, entrance)
    (beside,) = device_commands.listed(ctx, SIDE_DOOR)
    assert beside.state(ctx.clock.now()) is CommandState.WAITING
    assert states(ctx) == [CommandState.DELIVERED]


def test_who_asked_and_when_stands_beside_it_and_in_the_audit_log(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    device_commands.ask(ctx, ENTRANCE, CommandKind.RESTART, by="anna")
    (listed,) = device_commands.listed(ctx, ENTRANCE)
    assert (listed.asked_by, listed.asked_at) == ("anna", clock.now())
    entry = audit.look(ctx).entries[0]
    assert (entry.by, entry.deed) == ("anna", AuditDeed.COMMAND_SENT)
    assert entry.about == "A: restart"


def test_it_expires_after_a_quarter_of_an_hour(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    clock.advance(seconds=LASTS.total_seconds())
    assert device_commands.fetch(ctx, entrance) == []
    assert states(ctx) == [CommandState.EXPIRED]


def test_what_was_done_in_time_and_told_late_was_done(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    device_commands.fetch(ctx, entrance)
    clock.advance(hours=1)
    device_commands.answer(ctx, entrance, asked.id, DONE)
    assert states(ctx) == [CommandState.DONE]


def test_the_first_answer_counts(ctx: Context, entrance: PairedTerminal) -> None:
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.RESTART)
    refused = CommandAnswer(CommandOutcome.REFUSED, "not-a-service")
    for said in (refused, DONE):
        device_commands.answer(ctx, entrance, asked.id, said)
    (listed,) = device_commands.listed(ctx, ENTRANCE)
    assert (listed.outcome, listed.reason) == (refused.outcome, refused.reason)


def test_another_terminal_neither_fetches_nor_answers_it(
    ctx: Context, entrance: PairedTerminal
) -> None:
    other = pair(ctx, SIDE_DOOR)
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    assert device_commands.fetch(ctx, other) == []
    for wrong in (asked.id, "f" * 32, ""):
        with pytest.raises(NotFound):
            device_commands.answer(ctx, other, wrong, DONE)
    with pytest.raises(NotFound):
        device_commands.one(ctx, SIDE_DOOR, asked.id)


def test_the_last_word_counts(ctx: Context, entrance: PairedTerminal) -> None:
    device_commands.ask(ctx, ENTRANCE, CommandKind.OUT_OF_ORDER, TEXTS)
    device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    device_commands.ask(ctx, ENTRANCE, CommandKind.IN_ORDER)
    kinds = [each.kind for each in device_commands.fetch(ctx, entrance)]
    assert kinds == [CommandKind.RELOAD, CommandKind.IN_ORDER]
    first = device_commands.listed(ctx, ENTRANCE)[-1]
    assert (first.outcome, first.reason) == (CommandOutcome.REFUSED, "superseded")


def test_a_terminal_is_asked_for_as_many_things_as_there_are_and_no_more(
    ctx: Context, entrance: PairedTerminal
) -> None:
    for _ in range(3):
        for kind in CommandKind:
            device_commands.ask(ctx, ENTRANCE, kind, TEXTS)
    assert len(device_commands.fetch(ctx, entrance)) == len(CommandKind) - 1
    assert len(device_commands.listed(ctx, ENTRANCE)) == MOST_LISTED


def test_the_text_of_a_sign_is_tidied_and_must_be_there(
    ctx: Context, entrance: PairedTerminal
) -> None:
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.OUT_OF_ORDER, TEXTS)
    assert asked.texts == {"de": "Außer Betrieb."}
    (told,) = device_commands.fetch(ctx, entrance)
    assert told.texts == asked.texts
    for wrong in ({}, {"en": "Closed"}, {"de": "x" * 281}, {"de": "a\x00b"}):
        texts = {LanguageCode(code): text for code, text in wrong.items()}
        with pytest.raises(NoticeRefused):
            device_commands.ask(ctx, ENTRANCE, CommandKind.OUT_OF_ORDER, texts)


def test_nothing_is_asked_of_whom_the_hub_does_not_hear(ctx: Context) -> None:
    with pytest.raises(NotFound):
        device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    pair(ctx, ENTRANCE)
    fleet.revoke(ctx, ENTRANCE)
    with pytest.raises(Conflict, match="revoked"):
        device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)


def test_diagnostics_are_kept_and_nothing_else_brings_any(
    ctx: Context, entrance: PairedTerminal
) -> None:
    told = CommandDetails({"program": "1.0"}, ("journal: fine",), ("a line",))
    for kind, expected in ((CommandKind.DIAGNOSTICS, told), (CommandKind.RELOAD, None)):
        asked = device_commands.ask(ctx, ENTRANCE, kind)
        said = CommandAnswer(CommandOutcome.DONE, details=told)
        device_commands.answer(ctx, entrance, asked.id, said)
        assert device_commands.one(ctx, ENTRANCE, asked.id).details == expected


def a_picture(ctx: Context, entrance: PairedTerminal, svg: str | None = PICTURE) -> str:
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.SCREEN)
    said = CommandAnswer(CommandOutcome.DONE, picture=svg)
    device_commands.answer(ctx, entrance, asked.id, said)
    return asked.id


def test_a_picture_is_kept_until_the_next_one(
    ctx: Context, entrance: PairedTerminal
) -> None:
    first = a_picture(ctx, entrance)
    assert device_commands.picture(ctx, ENTRANCE, first) == PICTURE
    second = a_picture(ctx, entrance)
    assert device_commands.picture(ctx, ENTRANCE, second) == PICTURE
    with pytest.raises(NotFound):
        device_commands.picture(ctx, ENTRANCE, first)


def test_a_picture_is_kept_for_a_day(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    known = a_picture(ctx, entrance)
    clock.advance(days=1)
    with pytest.raises(NotFound):
        device_commands.picture(ctx, ENTRANCE, known)
    clock.advance(seconds=1)
    device_commands.forget_old(ctx)
    assert not device_commands.one(ctx, ENTRANCE, known).has_picture


@pytest.mark.parametrize("svg", [None, "", "<svg></svg>", PICTURE + "<script/>"])
def test_what_is_no_picture_of_ours_is_thrown_away(
    ctx: Context, entrance: PairedTerminal, svg: str | None
) -> None:
    known = device_commands.one(ctx, ENTRANCE, a_picture(ctx, entrance, svg))
    assert (known.outcome, known.reason) == (CommandOutcome.FAILED, "no-picture")
    assert not known.has_picture


def test_a_picture_that_nobody_asked_for_is_not_kept(
    ctx: Context, entrance: PairedTerminal
) -> None:
    asked = device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    said = CommandAnswer(CommandOutcome.DONE, picture=PICTURE)
    device_commands.answer(ctx, entrance, asked.id, said)
    assert not device_commands.one(ctx, ENTRANCE, asked.id).has_picture


def test_commands_are_forgotten_after_a_month(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    device_commands.ask(ctx, ENTRANCE, CommandKind.RELOAD)
    clock.advance(days=29)
    device_commands.forget_old(ctx)
    assert len(device_commands.listed(ctx, ENTRANCE)) == 1
    clock.advance(days=2)
    device_commands.forget_old(ctx)
    assert device_commands.listed(ctx, ENTRANCE) == []

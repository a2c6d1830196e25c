from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk.sync.notes import MOST, ScreenNotes
from kiosk.terminal.ports import UnreadNotes
from kiosk.wire import TerminalReport

if TYPE_CHECKING:
    from kiosk.terminal.ports import StaffNotes


def test_it_is_what_the_screens_ask_for() -> None:
    notes: list[StaffNotes] = [ScreenNotes(), UnreadNotes()]
    for note in notes:
        note.screen_size(83, 24)
        note.complain("screen-too-small", on=True)


def test_a_complaint_stands_until_it_is_taken_back() -> None:
    notes = ScreenNotes()
    notes.complain("screen-too-small", on=True)
    notes.complain("screen-too-small", on=True)
    notes.complain("no-voice", on=True)
    assert list(notes.complaints) == ["no-voice", "screen-too-small"]

    notes.complain("no-voice", on=False)
    notes.complain("never-said", on=False)
    assert list(notes.complaints) == ["screen-too-small"]


def test_the_newest_size_is_told() -> None:
    notes = ScreenNotes()
    assert notes.grid is None
    notes.screen_size(57, 15)
    notes.screen_size(83, 24)
    assert notes.grid == "83x24"


@pytest.mark.parametrize("code", ["", "Too Small", "x" * 33, "-x", "a\n", "a1"])
def test_what_no_report_can_carry_is_a_mistake(code: str) -> None:
    with pytest.raises(ValueError, match="no code"):
        ScreenNotes().complain(code, on=True)


def test_more_than_a_report_can_hold_still_fit_into_one() -> None:
    notes = ScreenNotes()
    notes.screen_size(9999, 1)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        notes.complain(letter * 32, on=True)
    assert len(notes.complaints) == MOST
    report = TerminalReport(
        program="1", grid=notes.grid, complaints=notes.complaints, not_issuing=None
    )
    sent = msgspec.json.encode(report)
    assert msgspec.json.decode(sent, type=TerminalReport) == report

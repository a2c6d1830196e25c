"""Diagnostics tell of the terminal, within bounds, and nothing of a visitor."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import msgspec

from kiosk import logs
from kiosk.cli import diagnostics
from kiosk.domain.commands import LONGEST_LINE, MOST_FACTS, MOST_LOG_LINES
from kiosk.ids import LanguageCode, RandomIds, TopicId
from kiosk.journal.tickets import Journal
from kiosk.wire import CommandResult
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

STAMP = "2026-11-30T11:00:00.123Z WARNING kiosk.terminal.app: "


def told(record: str) -> str:
    return "\n".join(diagnostics.of_record(record))


def test_a_line_of_the_log_keeps_what_the_program_said() -> None:
    line = f"{STAMP}the clocks of hub and terminal are 300 s apart"
    assert told(line) == line


def test_numbers_identities_and_what_was_typed_are_left_out() -> None:
    for secret in (
        "A 017",
        "AB 0123",
        "0199aabbccddeeff0011223344556677",
        "'meine Frage'",
        '"my question"',
        "https://hub.example/t/K7QM2XRD0ABC",
    ):
        line = told(f"{STAMP}something of {secret} broke")
        assert line.startswith(STAMP)
        for word in secret.split():
            hidden = word.strip("'\"").split("/")[-1]
            assert hidden not in line.removeprefix(STAMP).split()


def test_of_a_trace_the_places_stay_and_no_value() -> None:
    trace = """\
Traceback (most recent call last):
  File "/opt/kiosk/.venv/lib/kiosk/terminal/app.py", line 17, in show
    screen = find(query="meine Frage")
KeyError: 'meine Frage'
kiosk.errors.NotFoundError: nobody knows meine Frage
visitor said meine Frage"""
    said = told(f"{STAMP}A screen broke at Search\n{trace}")
    assert "Frage" not in said
    assert "app.py:17 show" in said
    assert "KeyError" in said
    assert "kiosk.errors.NotFoundError" in said


def test_everything_has_a_bound_and_the_newest_lines_are_kept() -> None:
    result = diagnostics.result(
        {f"fact-{'abc'[n % 3]}{'x' * (n // 3)}": "x" * 999 for n in range(60)},
        ["y" * 999] * 99,
        [f"{STAMP}line {number}" for number in range(500)],
    )
    assert len(result.facts) == MOST_FACTS
    assert max(map(len, result.facts.values())) == LONGEST_LINE
    assert len(result.log) == MOST_LOG_LINES
    assert result.log[-1].endswith("line 499")
    sent = msgspec.json.encode(result)
    assert msgspec.json.decode(sent, type=CommandResult) == result
    assert len(sent) < 64 * 1024


def test_what_is_not_known_is_left_out_and_control_characters_too() -> None:
    result = diagnostics.result({"grid": None, "link": "a\x1b[2J\nb"}, [], ["\x00"])
    assert result.facts == {"link": "a [2J b"}
    msgspec.json.decode(msgspec.json.encode(result), type=CommandResult)


def test_the_journal_says_how_many_and_never_which(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path, "A", "Europe/Berlin", FixedClock(), RandomIds())
    language = LanguageCode("ar")
    ticket = journal.issue(TopicId("residence"), language, language)
    journal.push_away(1, FixedClock().now(), "409")
    found = [*diagnostics.of_journal(path)]
    journal.close()
    assert "journal: the hub refuses 1 tickets" in found
    assert str(ticket.number) not in " ".join(found)


def test_a_journal_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    assert len([*diagnostics.of_journal(tmp_path / "none.sqlite")]) == 1


def test_the_last_lines_are_kept_in_memory_wherever_the_log_goes() -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    logs.keep_recent()
    logging.getLogger("kiosk.tests").error("something of ticket K7QM2XRD0ABC broke")
    root.handlers[:] = before
    assert "something of ticket (code) broke" in logs.recent()[-1]
    for number in range(logs.RECENT + 1):
        logs._recent.append(str(number))
    assert len(logs.recent()) == logs.RECENT
    logs._recent.clear()

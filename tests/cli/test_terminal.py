from __future__ import annotations

import signal
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import psutil
import pytest

from kiosk.cli import unattended
from tests.fakes.window import BACK_FROM_FULL_SCREEN, FULL_SCREEN, Window, window
from tests.free_ports import a_free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes.command import Machine

pytestmark = pytest.mark.real
ATTRACTING = "Herzlich willkommen"
KEYS = {
    "Ctrl+C": "\x03",
    "Ctrl+Q": "\x11",
    "Ctrl+Z": "\x1a",
    "Ctrl+P": "\x10",
    "Ctrl+backslash": "\x1c",
    "Ctrl+D": "\x04",
    "F1": "\x1bOP",
    "F12": "\x1b[24~",
    "Alt+F4": "\x1b[1;3S",
    "wheel": "\x1b[<64;10;10M\x1b[<65;10;10M",
    "paste": "\x1b[200~kiosk\x03\x1b[201~",
    "right click": "\x1b[<2;30;10M\x1b[<2;30;10m",
}
NO_KEY_AND_NO_SIGNAL = (
    *("SIGINT", "SIGQUIT", "SIGTSTP", "SIGHUP", "SIGCONT", "SIGTTIN", "SIGTTOU"),
    *("SIGUSR1", "SIGUSR2", "SIGALRM", "SIGPIPE", "SIGWINCH"),
)


@pytest.fixture
def paired(machine: Machine) -> Machine:
    """A token and an address; nobody answers there, and nobody needs to."""
    token = machine.data / "terminal" / "token"
    token.parent.mkdir(parents=True)
    token.write_text("a-token")
    return machine


@contextmanager
def terminal(machine: Machine, *arguments: str, **environment: str) -> Iterator[Window]:
    said = machine.environment(
        KIOSK_TERMINAL_HUB=f"http://127.0.0.1:{a_free_port()}", **environment
    )
    with window(["terminal", *arguments], said) as opened:
        yield opened


def test_it_starts_without_a_hub_and_only_term_ends_it(paired: Machine) -> None:
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0
        assert BACK_FROM_FULL_SCREEN in opened.raw
        assert "Traceback" not in opened.text


def test_no_key_and_no_signal_but_term_does_anything(paired: Machine) -> None:
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        opened.watch(1)
        for keys in KEYS.values():
            opened.type(keys)
        for name in NO_KEY_AND_NO_SIGNAL:
            opened.signal(getattr(signal, name))
        opened.watch(2)
        assert opened.alive()
        assert psutil.Process(opened.process_id).status() != psutil.STATUS_STOPPED
        assert BACK_FROM_FULL_SCREEN not in opened.raw
        opened.type("\t" * 4 + "\r")  # contrast, help, Deutsch, English
        opened.wait_for("How can we help you?")
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


def test_a_closed_window_ends_it_so_that_it_is_started_anew(paired: Machine) -> None:
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        opened.watch(1)
        opened.close()
        opened.wait_for_end()


def test_without_a_window_it_says_so(paired: Machine) -> None:
    said = paired.run("terminal", KIOSK_TERMINAL_HUB="http://127.0.0.1:1")
    assert said.returncode == 2
    assert "needs a terminal window" in said.stderr


def test_without_a_token_it_says_how_to_pair(machine: Machine) -> None:
    with terminal(machine) as opened:
        assert opened.end() == 2
        assert "this terminal is not paired" in opened.text
        assert "kiosk pair --series A" in opened.text
        assert FULL_SCREEN not in opened.raw


def test_a_token_file_that_is_named_is_read(machine: Machine) -> None:
    token = machine.home / "token"
    token.write_text("a-token\n")
    with terminal(machine, "--token-file", str(token), "--series", "B") as opened:
        opened.wait_for(ATTRACTING)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


def test_without_a_hub_it_asks_which(paired: Machine) -> None:
    with window(["terminal"], paired.environment()) as opened:
        assert opened.end() == 2
        assert "Which hub does this terminal belong to?" in opened.text


def test_the_hub_of_this_machine_is_taken_where_none_is_named(paired: Machine) -> None:
    address = paired.data / "hub" / "address"
    address.parent.mkdir()
    address.write_text("http://127.0.0.1:1")
    with window(["terminal"], paired.environment()) as opened:
        opened.wait_for(ATTRACTING)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


def test_two_terminals_cannot_share_a_data_folder(paired: Machine) -> None:
    with terminal(paired) as first:
        first.wait_for(ATTRACTING)
        with terminal(paired) as second:
            assert second.end() == 2
            assert "A terminal runs on the data folder" in second.text


def test_a_journal_of_a_newer_version_is_refused(paired: Machine) -> None:
    journal = paired.data / "terminal" / "journal.sqlite"
    with closing(sqlite3.connect(journal)) as database:
        database.execute("PRAGMA user_version = 99")
    with terminal(paired) as opened:
        assert opened.end() == 2
        assert "The journal has version 99" in opened.text


def test_with_a_journal_that_cannot_be_opened_people_can_read_and_staff_see_why(
    paired: Machine,
) -> None:
    (paired.data / "terminal" / "journal.sqlite").mkdir()
    with terminal(paired) as opened:
        opened.wait_for(ATTRACTING)
        opened.watch(1)
        opened.type("\t" * 4 + "\r")  # contrast, help, Deutsch, English
        opened.wait_for("How can we help you?")
        here = len(opened.raw)
        opened.type("\x1b[Z" * 3 + "\r")
        opened.watch(0.5)
        assert opened.raw[here:]
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0
    log = (paired.data / "log" / "terminal.log").read_text()
    assert "no tickets can be issued" in log
    assert "journal.sqlite cannot be opened" in log


def test_with_a_data_folder_that_cannot_be_written_people_can_still_read(
    paired: Machine,
) -> None:
    token = paired.home / "token"
    token.write_text("a-token")
    settings = {"KIOSK_DATA": str(paired.home / "in-the-way")}
    (paired.home / "in-the-way").write_text("a file")
    with terminal(paired, "--token-file", str(token), **settings) as opened:
        opened.wait_for(ATTRACTING)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


def test_all_that_a_slip_of_the_hand_can_send_is_not_heeded() -> None:
    named = {number.name for number in unattended.UNHEEDED}
    assert named >= set(NO_KEY_AND_NO_SIGNAL) - {"SIGWINCH"}
    assert signal.SIGTERM not in unattended.UNHEEDED
    assert signal.SIGWINCH not in unattended.UNHEEDED

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.clock import SystemClock
from kiosk.ids import LanguageCode, RandomIds, TopicId
from kiosk.journal.tickets import Journal
from kiosk.store.migrations import REVISIONS
from tests.cli.test_hub import a_hub
from tests.free_ports import a_free_port
from tests.postgresql import postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.fixture
def journal(machine: Machine) -> Iterator[Journal]:
    path = machine.data / "terminal" / "journal.sqlite"
    opened = Journal.open(path, "A", "Europe/Berlin", SystemClock(), RandomIds())
    yield opened
    opened.close()


def issue(journal: Journal) -> None:
    journal.issue(TopicId("residence"), LanguageCode("de"), LanguageCode("de"))


def pair_with(machine: Machine, address: str, token: str) -> None:
    (machine.data / "terminal").mkdir(parents=True, exist_ok=True)
    (machine.data / "hub").mkdir(exist_ok=True)
    (machine.data / "terminal" / "token").write_text(token)
    (machine.data / "hub" / "address").write_text(address)


def test_a_fresh_machine_has_nothing_wrong_and_nothing_is_made(
    run: Run, machine: Machine
) -> None:
    said = run("doctor")
    assert said.exit_code == 0, said.output
    assert "ok  settings: the defaults" in said.output
    assert f"ok  content: {machine.content}" in said.output
    assert "ok  words: de, en, pl, uk, ar" in said.output
    assert "There is no data folder" in said.output
    assert "Nothing is wrong." in said.output
    assert not machine.data.exists()


def test_a_running_hub_and_its_terminal_are_found_well(
    run: Run, machine: Machine
) -> None:
    with a_hub(machine) as (_process, address):
        token = run("pair", "--name", "Main door").output.split()[-1]
        pair_with(machine, address, token)
        said = run("doctor")
    assert said.exit_code == 0, said.output
    assert f"the hub at {address} knows it as series A" in said.output
    assert f"hub: SQLite database of schema {REVISIONS[-1]}" in said.output
    assert "hub: terminal A, Main door, never seen" in said.output
    assert "nobody administers it" in said.output


def test_a_hub_on_postgresql_is_looked_at_there(
    run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.data.mkdir()
    database = postgresql().new_database()
    monkeypatch.setenv("KIOSK_HUB_DATABASE", postgresql().setting(database))
    assert "PostgreSQL database of schema None, older than" in run("doctor").output
    run("pair", "--name", "Main door")
    said = run("doctor").output
    assert f"hub: PostgreSQL database of schema {REVISIONS[-1]}" in said
    assert "hub: terminal A, Main door, never seen" in said
    postgresql().drop(database)
    gone = run("doctor")
    assert gone.exit_code == 1
    assert "does not exist" in gone.output


def test_a_hub_that_does_not_answer_is_wrong(run: Run, machine: Machine) -> None:
    pair_with(machine, f"http://127.0.0.1:{a_free_port()}", "a-token")
    said = run("doctor")
    assert said.exit_code == 1
    assert "WRONG  terminal: the hub at" in said.output
    assert "Check the hub's address" in said.output
    assert "1 thing is wrong." in said.output


def test_a_token_that_was_taken_away_is_wrong(run: Run, machine: Machine) -> None:
    with a_hub(machine) as (_process, address):
        pair_with(machine, address, "an-old-token")
        said = run("doctor")
    assert said.exit_code == 1
    assert "refuses it: 401" in said.output
    assert "Pair this terminal with the hub again." in said.output


def test_tickets_on_their_way_are_worth_knowing(run: Run, journal: Journal) -> None:
    issue(journal)
    issue(journal)
    said = run("doctor")
    assert said.exit_code == 0
    assert "note  journal: 2 tickets wait to be delivered" in said.output


def test_refused_tickets_are_wrong_with_their_reasons(
    run: Run, journal: Journal
) -> None:
    now = SystemClock().now()
    for _ in range(7):
        issue(journal)
    for row in journal.due(now, 10):
        journal.push_away(row.id, now, f"409 Number {row.ticket.number} is taken.")
    said = run("doctor")
    assert said.exit_code == 1
    assert "the hub refuses ticket A 001 of" in said.output
    assert "409 Number A 001 is taken." in said.output
    assert "7 tickets are refused" in said.output


def test_no_code_of_a_ticket_is_shown(run: Run, journal: Journal) -> None:
    now = SystemClock().now()
    issue(journal)
    [row] = journal.due(now, 1)
    journal.push_away(row.id, now, "409")
    assert row.ticket.code not in run("doctor").output


def test_a_damaged_journal_is_wrong(run: Run, machine: Machine) -> None:
    path = machine.data / "terminal" / "journal.sqlite"
    path.parent.mkdir(parents=True)
    path.write_text("no database at all" * 500)
    said = run("doctor")
    assert said.exit_code == 1
    assert "Restart the terminal" in said.output
    assert path.read_text().startswith("no database")


@pytest.mark.parametrize("part", ["hub", "terminal"])
def test_a_newer_database_is_wrong(run: Run, machine: Machine, part: str) -> None:
    run("pair")
    hub = machine.data / "hub" / "hub.sqlite"
    journal = machine.data / "terminal" / "journal.sqlite"
    journal.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(hub if part == "hub" else journal)) as database:
        if part == "hub":
            database.execute("UPDATE alembic_version SET version_num = '9999'")
        else:
            database.execute("PRAGMA user_version = 99")
        database.commit()
    said = run("doctor")
    assert said.exit_code == 1
    assert "newer version" in said.output


def test_a_hub_of_an_older_version_is_told(run: Run, machine: Machine) -> None:
    hub = machine.data / "hub" / "hub.sqlite"
    hub.parent.mkdir(parents=True)
    with closing(sqlite3.connect(hub)) as database:
        database.execute("CREATE TABLE something (id)")
    said = run("doctor")
    assert f"older than {REVISIONS[-1]}" in said.output


def test_a_data_folder_that_cannot_be_written_is_wrong(
    run: Run, machine: Machine
) -> None:
    machine.data.mkdir()
    (machine.data / "log").write_text("a file in the way")
    said = run("doctor")
    assert said.exit_code == 1
    assert "cannot be used" in said.output


def test_faults_of_the_content_are_told_shortly_and_counted(
    run: Run, machine: Machine
) -> None:
    for file in (machine.content / "services").rglob("*.md"):
        file.write_text("no title\n")
    said = run("doctor")
    assert said.exit_code == 1
    assert said.output.count("WRONG  content: services/") == 5
    assert "All of them: kiosk content check" in said.output


def test_a_token_that_cannot_be_read_is_wrong(run: Run, machine: Machine) -> None:
    (machine.data / "terminal" / "token").mkdir(parents=True)
    said = run("doctor")
    assert said.exit_code == 1
    assert "cannot be read" in said.output


def test_the_settings_file_in_use_is_named(
    run: Run, machine: Machine, tmp_path: Path
) -> None:
    del tmp_path
    machine.data.mkdir()
    (machine.data / "kiosk.toml").write_text("")
    assert f"settings: {machine.data / 'kiosk.toml'}" in run("doctor").output


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""], ids=["BOM", "none"])
def test_a_token_and_settings_of_a_windows_editor_are_read(
    run: Run, machine: Machine, mark: bytes
) -> None:
    with a_hub(machine) as (_process, address):
        token = run("pair").output.split()[-1]
        pair_with(machine, address, "")
        (machine.data / "kiosk.toml").write_bytes(mark + b'log_level = "debug"\r\n')
        file = machine.data / "terminal" / "token"
        file.write_bytes(mark + f'"{token}"\r\n'.encode())
        said = run("doctor")
    assert said.exit_code == 0, said.output
    assert "knows it as series A" in said.output


@pytest.mark.parametrize(
    ("token", "told"),
    [
        ("0jhB".encode("utf-16"), "UTF-16"),
        (b"two words", "holds no token"),
        ("Schlüssel".encode(), "holds no token"),
    ],
)
def test_what_is_no_token_is_wrong_and_no_trace(
    run: Run, machine: Machine, token: bytes, told: str
) -> None:
    pair_with(machine, "http://127.0.0.1:1", "")
    (machine.data / "terminal" / "token").write_bytes(token)
    said = run("doctor")
    assert said.exit_code == 1, said.output
    assert told in said.output


def test_a_folder_in_the_place_of_the_settings_is_refused(
    run: Run, machine: Machine
) -> None:
    (machine.data / "kiosk.toml").mkdir(parents=True)
    said = run("doctor")
    assert said.exit_code == 2
    assert "it is a folder" in said.output


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1:8080", "they do not get to http://127.0.0.1:8080"),
        ("https://hub.example.org", "they get to the hub at https://hub.example.org"),
    ],
)
def test_whether_phones_get_to_the_hub_is_told(
    run: Run, machine: Machine, address: str, told: str
) -> None:
    pair_with(machine, address, "")
    said = run("doctor")
    assert f"phones: {told}" in said.output
    assert ("--lan" in said.output) is address.startswith("http:")


def test_a_series_that_is_not_the_paired_one_is_told(
    run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where somebody has set one: otherwise the series is the hub's to say."""
    with a_hub(machine) as (_process, address):
        token = run("pair", "--series", "B").output.split()[-1]
        pair_with(machine, address, token)
        left_to_the_hub = run("doctor")
        monkeypatch.setenv("KIOSK_TERMINAL_SERIES", "A")
        said = run("doctor")
    assert "knows it as series B\n" in left_to_the_hub.output
    assert "knows it as series B, the settings say A" in said.output


def test_a_hub_that_speaks_http_behind_an_address_of_https_is_told(
    run: Run, machine: Machine
) -> None:
    with a_hub(machine) as (_process, address):
        pair_with(machine, address, "a-token")
        (machine.data / "kiosk.toml").write_text(
            f'[terminal]\nhub = "{address.replace("http", "https")}"\n'
        )
        said = run("doctor")
    assert said.exit_code == 1
    assert "write http:// in its address" in said.output


@pytest.mark.parametrize(
    ("why", "words", "code"),
    [
        ("nobody_counsels", "it issues no numbers, nobody is at a desk", 0),
        ("closed", "it issues no numbers, it is outside the consultation hours", 0),
        ("journal", "not issuing", 1),
    ],
)
def test_an_evening_without_counsellors_is_no_fault(
    run: Run, machine: Machine, why: str, words: str, code: int
) -> None:
    with a_hub(machine) as (_process, address):
        token = run("pair", "--name", "Main door").output.split()[-1]
        pair_with(machine, address, token)
        bearer = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, headers=bearer) as terminal:
            assert terminal.get("/api/v1/terminal").status_code == 200
            said = {"program": "1.0", "not_issuing": why}
            answer = terminal.put("/api/v1/terminal/report", json=said)
            assert answer.status_code == 204, answer.text
        told = run("doctor")
    assert words in told.output
    assert told.exit_code == code, told.output


def test_a_paired_terminal_whose_hub_is_not_named_is_not_told_to_be_paired(
    run: Run, machine: Machine
) -> None:
    (machine.data / "terminal").mkdir(parents=True)
    (machine.data / "terminal" / "token").write_text("a-token")
    said = run("doctor")
    assert "none is paired here" not in said.output
    assert "where its hub is was not said here" in said.output
    assert "KIOSK_TERMINAL_HUB" in said.output

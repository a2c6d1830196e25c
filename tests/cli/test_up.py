from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import time
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from kiosk.cli.addresses import network_addresses
from kiosk.operations import accounts
from tests.fakes.window import BACK_FROM_FULL_SCREEN, FULL_SCREEN, Window, window
from tests.free_ports import a_free_port
from tests.people import PASSWORD
from tests.plain_http import PLAIN
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.command import Machine

pytestmark = pytest.mark.real
PATIENCE = 30.0
CTRL_C = "\x03"
ENTER = "\r"
ATTRACTING = "Herzlich willkommen"


@contextmanager
def up(machine: Machine, *arguments: str) -> Iterator[Window]:
    environment = machine.environment()
    with window(["up", *arguments], environment) as opened:
        try:
            yield opened
        finally:
            _end(opened)


def _end(opened: Window) -> None:
    """Nothing may stay behind, however a test ends."""
    if opened.alive():
        opened.signal(signal.SIGKILL)
        opened.end()


def address_in(said: str) -> str:
    found = re.search(r"The counsellor's page: (http://[^/]+)/", said)
    assert found, said
    return found[1]


def the_hub_of(opened: Window) -> psutil.Process:
    [hub] = [
        child
        for child in psutil.Process(opened.process_id).children()
        if "hub" in child.cmdline()
    ]
    return hub


def wait_until_gone(process: psutil.Process) -> None:
    process.wait(PATIENCE)


def set_password(link: str) -> None:
    """As a browser does: the form with its token."""
    with httpx.Client(follow_redirects=True, timeout=PATIENCE) as browser:
        page = browser.get(link).text
        found = re.search(r'name="_csrf_token" value="([^"]+)"', page)
        assert found
        said = {"_csrf_token": found[1], "password": PASSWORD, "again": PASSWORD}
        answer = browser.post(link, data=said)
        assert answer.url.path == "/second-factor/set-up", answer.text


def test_the_first_run_prepares_everything_and_waits_for_enter(
    machine: Machine,
) -> None:
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        address = address_in(opened.text)
        link = re.search(rf"{address}/welcome/\S+", opened.text)
        assert link
        assert str(machine.data) in opened.text
        assert FULL_SCREEN not in opened.raw
        assert httpx.get(f"{address}/health").status_code == 200

        set_password(link[0])
        opened.type(ENTER)
        opened.wait_for(FULL_SCREEN)
        opened.wait_for(ATTRACTING)

        hub = the_hub_of(opened)
        opened.type(CTRL_C)
        assert opened.end() == 0
        assert BACK_FROM_FULL_SCREEN in opened.raw
        assert "Traceback" not in opened.text
        wait_until_gone(hub)


def test_the_second_run_finds_everything_as_it_was_and_can_be_read(
    machine: Machine,
) -> None:
    token = machine.data / "terminal" / "token"
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        first = token.read_text()
        link = re.search(r"http://\S+/welcome/\S+", opened.text)
        assert link
        set_password(link[0])
        opened.type(CTRL_C)
        assert opened.end() == 0
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter to go on")
        assert FULL_SCREEN not in opened.raw
        opened.type(ENTER)
        opened.wait_for(ATTRACTING)
        assert "/welcome/" not in opened.text
        assert "The counsellor's page" in opened.text
        assert token.read_text() == first
        with its_state(HubProcess(machine.data)) as ctx:
            assert [s.sign_in_name for s in accounts.list_staff(ctx)] == ["admin"]
            assert accounts.has_administrator(ctx)
        opened.type(CTRL_C)
        assert opened.end() == 0


def test_without_a_password_the_next_run_gives_a_fresh_link(machine: Machine) -> None:
    links = set()
    for _ in range(2):
        with up(machine, "--port", str(a_free_port())) as opened:
            opened.wait_for("Press Enter")
            link = re.search(r"/welcome/(\S+)", opened.text)
            assert link
            links.add(link[1])
            opened.type(CTRL_C)
            assert opened.end() == 0
    assert len(links) == 2


def test_where_8080_is_taken_the_next_free_port_is_told(machine: Machine) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(up(machine))
        first.wait_for("Press Enter")
        other = type(machine).make(machine.home / "other")
        second = stack.enter_context(up(other))
        second.wait_for("Press Enter")
        assert "is taken by another program: this is" in second.text
        assert address_in(first.text) != address_in(second.text)


def test_a_port_that_was_named_and_is_taken_is_refused(machine: Machine) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with up(machine, "--port", port) as opened:
            assert opened.end() == 2
            assert f"kiosk: Port {port} on 127.0.0.1 is taken" in opened.text
            assert "--port" in opened.text
            assert FULL_SCREEN not in opened.raw


def test_without_a_window_what_the_hub_refuses_is_said_once(machine: Machine) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = machine.run("up", "--port", str(other.getsockname()[1]))
    assert said.returncode == 2
    assert (said.stdout + said.stderr).count("is taken by another program") == 1


def test_a_data_folder_that_cannot_be_written_is_refused(machine: Machine) -> None:
    machine.data.write_text("a file in the way")
    with up(machine) as opened:
        assert opened.end() == 2
        assert "cannot be used" in opened.text
        assert "Traceback" not in opened.text


def test_a_second_one_on_the_same_data_is_refused(machine: Machine) -> None:
    with up(machine, "--port", str(a_free_port())) as first:
        first.wait_for("Press Enter")
        with up(machine) as second:
            assert second.end() == 2
            assert "A terminal runs on the data folder" in second.text


def test_a_hub_database_of_a_newer_version_is_refused(machine: Machine) -> None:
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        opened.type(CTRL_C)
        opened.end()
    path = machine.data / "hub" / "hub.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with up(machine, "--port", str(a_free_port())) as opened:
        assert opened.end() == 2
        assert "a newer version of the program wrote it" in opened.text
        assert "Install the newer version again" in opened.text


def test_a_journal_of_a_newer_version_is_refused_on_a_clean_window(
    machine: Machine,
) -> None:
    journal = machine.data / "terminal" / "journal.sqlite"
    journal.parent.mkdir(parents=True)
    with closing(sqlite3.connect(journal)) as database:
        database.execute("PRAGMA user_version = 99")
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        opened.type(ENTER)
        assert opened.end() == 2
        clean = opened.raw.rpartition(BACK_FROM_FULL_SCREEN)[2]
        assert "The journal has version 99" in clean
        assert "Traceback" not in clean


def test_broken_content_is_refused(machine: Machine) -> None:
    (machine.content / "site.toml").write_text("[site\n")
    with up(machine) as opened:
        assert opened.end() == 2
        assert "site.toml" in opened.text


def test_a_hub_that_dies_is_started_again_on_the_same_port(machine: Machine) -> None:
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        address = address_in(opened.text)
        opened.type(ENTER)
        opened.wait_for(ATTRACTING)
        the_hub_of(opened).kill()
        _wait_for_answer(opened, address)
        opened.type(CTRL_C)
        assert opened.end() == 0
        log = (machine.data / "log" / "terminal.log").read_text()
        assert "the hub ended with -9 and is started again" in log


def _wait_for_answer(opened: Window, address: str) -> None:
    ended = time.monotonic() + PATIENCE
    opened.watch(0.2)
    while time.monotonic() < ended:
        try:
            httpx.get(f"{address}/health", timeout=2, verify=PLAIN)
        except httpx.TransportError:
            opened.watch(0.1)
        else:
            return
    raise AssertionError("the hub never came back")


def test_a_killed_terminal_leaves_no_hub_behind(machine: Machine) -> None:
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        hub = the_hub_of(opened)
        opened.signal(signal.SIGKILL)
        opened.end()
        wait_until_gone(hub)


def test_a_closed_window_leaves_nothing_behind(machine: Machine) -> None:
    with window(["up", "--port", str(a_free_port())], machine.environment()) as opened:
        opened.wait_for("Press Enter")
        opened.type(ENTER)
        opened.wait_for(ATTRACTING)
        hub = the_hub_of(opened)
        opened.close()
        opened.wait_for_end()
        wait_until_gone(hub)


def test_term_ends_it_cleanly(machine: Machine) -> None:
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        opened.type(ENTER)
        opened.wait_for(ATTRACTING)
        hub = the_hub_of(opened)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0
        assert BACK_FROM_FULL_SCREEN in opened.raw
        wait_until_gone(hub)


def test_without_a_window_it_runs_the_hub_and_says_how_to_open_the_terminal(
    machine: Machine,
) -> None:
    port = a_free_port()
    process = machine.start("up", "--port", str(port))
    assert process.stdout
    said = ""
    with process.stdout:
        try:
            while "kiosk terminal" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            address = address_in(said)
            assert httpx.get(f"{address}/health").status_code == 200
            assert f"--data {machine.data} --hub {address}" in said
            assert "/welcome/" in said
            [hub] = psutil.Process(process.pid).children()
            os.kill(process.pid, signal.SIGINT)
            assert process.wait(PATIENCE) == 0
            wait_until_gone(hub)
        finally:
            process.kill()
            process.wait()


def test_without_a_window_a_refusal_ends_it(machine: Machine) -> None:
    machine.data.write_text("a file in the way")
    said = machine.run("up")
    assert said.returncode == 2
    assert "Traceback" not in said.stderr


def test_nothing_but_the_data_folder_is_written(machine: Machine) -> None:
    def files() -> set[Path]:
        return {
            path
            for path in machine.home.rglob("*")
            if path.is_file() and not path.is_relative_to(machine.data)
        }

    before = files()
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        opened.type(ENTER)
        opened.wait_for(ATTRACTING)
        opened.type(CTRL_C)
        assert opened.end() == 0
    assert files() == before


def test_codes_for_phones_need_an_address_and_that_is_said(machine: Machine) -> None:
    with up(machine, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        assert "Phones do not get to that address" in opened.text
        assert "kiosk up --lan" in opened.text


def test_in_the_network_it_listens_there_and_warns(machine: Machine) -> None:
    found = network_addresses()
    port = a_free_port()
    with up(machine, "--lan", "--port", str(port)) as opened:
        if not found:
            assert opened.end() == 2
            assert "no address in a network" in opened.text
            return
        opened.wait_for("Press Enter")
        assert address_in(opened.text) == f"http://{found[0]}:{port}"
        assert httpx.get(f"http://{found[0]}:{port}/health").status_code == 200
        assert "not encrypted" in opened.text
        assert "shows no codes" not in opened.text
        with closing(socket.socket()) as elsewhere:
            assert elsewhere.connect_ex(("127.0.0.1", port)) != 0


def test_another_public_address_hides_no_warning_of_the_network(
    machine: Machine,
) -> None:
    said = ("--host", "0.0.0.0", "--public-address", "http://127.0.0.1:9000")
    with up(machine, *said, "--port", str(a_free_port())) as opened:
        opened.wait_for("Press Enter")
        assert "not encrypted" in opened.text


def test_an_address_that_is_not_this_machines_is_refused(machine: Machine) -> None:
    said = machine.run("up", "--lan", "192.0.2.77")
    assert said.returncode == 2
    assert "Traceback" not in said.stderr


def test_two_words_on_where_to_listen_are_refused(machine: Machine) -> None:
    said = machine.run("up", "--lan", "--host", "0.0.0.0")
    assert said.returncode == 2
    assert "--lan and --host" in said.stderr

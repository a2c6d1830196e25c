from __future__ import annotations

import os
import signal
import socket
import sqlite3
import time
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx
import pytest

from kiosk.clock import SystemClock
from tests.free_ports import a_free_port
from tests.plain_http import PLAIN

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.fakes.command import Machine

pytestmark = pytest.mark.real
PATIENCE = 30.0


@contextmanager
def a_hub(
    machine: Machine, *arguments: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address, once it answers."""
    port = a_free_port()
    process = machine.start("hub", "--port", str(port), *arguments)
    address = f"http://127.0.0.1:{port}"
    assert process.stdout
    with process.stdout:
        try:
            _wait_for(process, address)
            yield process, address
        finally:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[str], address: str) -> None:
    ended = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < ended:
        try:
            if httpx.get(f"{address}/ready", timeout=5, verify=PLAIN).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    assert process.stdout
    process.kill()
    raise AssertionError(process.stdout.read())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_well_when_told_to(
    machine: Machine, number: signal.Signals
) -> None:
    with a_hub(machine) as (process, address):
        assert httpx.get(f"{address}/health").json() == {"status": "ok"}
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0


def test_it_ends_streams_before_it_ends(machine: Machine) -> None:
    """And does not cut them off after the time that it grants to answers under way."""
    with ExitStack() as stack:
        process, address = stack.enter_context(a_hub(machine))
        code = _a_ticket(machine, address)
        client = stack.enter_context(httpx.Client(timeout=PATIENCE))
        path = f"{address}/t/{code}/events"
        stream = stack.enter_context(client.stream("GET", path))
        lines = stream.iter_lines()
        next(lines)
        process.terminate()
        list(lines)  # fails where the stream breaks off
        assert process.wait(PATIENCE) == 0


def _a_ticket(machine: Machine, address: str) -> str:
    paired = machine.run("pair", "--series", "B")
    token = paired.stdout.split()[-1]
    now = SystemClock().now()
    body = {
        "series": "B",
        "count": 1,
        "service_day": f"{now.astimezone(ZoneInfo('Europe/Berlin')):%Y-%m-%d}",
        "topic": "residence",
        "language": "de",
        "screen_language": "de",
        "code": "0123456789AB",
        "issued_at": now.isoformat(),
    }
    answer = httpx.put(
        f"{address}/api/v1/tickets/{'0' * 32}",
        json=body,
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 201, answer.text
    return "0123456789AB"


def test_the_log_names_routes_and_no_codes(machine: Machine) -> None:
    with a_hub(machine) as (process, address):
        httpx.get(f"{address}/T/KMNPQRSTVWXY")
        process.terminate()
        process.wait(PATIENCE)
        assert process.stdout
        said = process.stdout.read()
    assert "/T/{code}" in said
    assert "KMNPQRSTVWXY" not in said
    assert "nobody administers this hub yet" in said
    assert f"the hub answers at {address}" in said


def test_its_secrets_and_database_are_its_owners_only(machine: Machine) -> None:
    with a_hub(machine):
        hub = machine.data / "hub"
        assert hub.stat().st_mode & 0o777 == 0o700
        assert (hub / "secret").stat().st_mode & 0o777 == 0o600


def refusal(machine: Machine, *arguments: str) -> str:
    """What a person reads: no trace, exit status 2, a remedy below."""
    said = machine.run("hub", *arguments)
    assert said.returncode == 2, said.stderr
    assert "Traceback" not in said.stderr
    first, second = said.stderr.splitlines()[-2:]
    assert first.startswith("kiosk: ")
    assert second.startswith("       ")
    return said.stderr


def test_a_port_in_use_is_refused(machine: Machine) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refusal(machine, "--port", str(port))
    assert f"Port {port} on 127.0.0.1 is taken" in said
    assert "--port" in said


def test_a_second_hub_on_the_same_data_is_refused(machine: Machine) -> None:
    with a_hub(machine):
        said = refusal(machine, "--port", str(a_free_port()))
    assert "A hub runs on the data folder" in said


def test_a_data_folder_that_cannot_be_written_is_refused(machine: Machine) -> None:
    machine.data.write_text("a file in the way")
    assert "cannot be used" in refusal(machine)


def test_a_typing_mistake_in_the_settings_is_refused(machine: Machine) -> None:
    machine.data.mkdir()
    (machine.data / "kiosk.toml").write_text("[hub]\nprot = 80\n")
    said = refusal(machine)
    assert "kiosk.toml:2: hub.prot is no setting there is" in said
    assert "Did you mean hub.port?" in said


def test_broken_content_is_refused_with_its_place(machine: Machine) -> None:
    topics = machine.content / "topics.toml"
    topics.write_text(topics.read_text() + '\nopening = "late"\n')
    said = refusal(machine, "--port", str(a_free_port()))
    assert "topics.toml:" in said


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(
    machine: Machine,
) -> None:
    with a_hub(machine):
        pass
    path = machine.data / "hub" / "hub.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    before = _rows(machine)
    said = refusal(machine, "--port", str(a_free_port()))
    assert "9999" in said
    assert "newer version" in said
    assert _rows(machine) == before


def _rows(machine: Machine) -> list[tuple[str]]:
    path = machine.data / "hub" / "hub.sqlite"
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT version_num FROM alembic_version").fetchall()


def test_a_file_that_is_no_database_is_refused(machine: Machine) -> None:
    path = machine.data / "hub" / "hub.sqlite"
    path.parent.mkdir(parents=True)
    path.write_text("this is no database at all, but a letter" * 100)
    said = refusal(machine, "--port", str(a_free_port()))
    assert "hub.sqlite" in said


def test_a_hub_killed_like_by_a_power_cut_starts_again_at_once(
    machine: Machine,
) -> None:
    for _ in range(2):
        with a_hub(machine) as (process, _address):
            os.kill(process.pid, signal.SIGKILL)
            process.wait(PATIENCE)

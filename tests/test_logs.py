from __future__ import annotations

import io
import logging
import os
import socket
from typing import TYPE_CHECKING

import pytest

from kiosk import logs
from kiosk.errors import DataFolderUnusable
from kiosk.ids import RandomIds
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger("kiosk.somewhere")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The log of the tests themselves comes back afterwards."""
    root = logging.getLogger()
    handlers, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    root.handlers.clear()
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_a_line_says_when_how_grave_where_and_what() -> None:
    stream = io.StringIO()
    logs.to_stream(stream, "info")
    log.warning("the hub is away")
    [line] = stream.getvalue().splitlines()
    stamp, level, rest = line.split(maxsplit=2)
    assert stamp.endswith("Z")
    assert level == "WARNING"
    assert rest == "kiosk.somewhere: the hub is away"


def test_journald_gets_a_priority_on_each_line_and_stamps_itself() -> None:
    stream = io.StringIO()
    logs.to_stream(stream, "info", journald=True)
    log.error("two\nlines")
    assert stream.getvalue() == "<3>kiosk.somewhere: two\n<3>lines\n"


def test_the_level_keeps_the_rest_out() -> None:
    stream = io.StringIO()
    logs.to_stream(stream, "warning")
    log.info("not said")
    log.warning("said")
    assert "not said" not in stream.getvalue()
    assert "said" in stream.getvalue()


def test_libraries_that_name_addresses_are_quiet() -> None:
    stream = io.StringIO()
    logs.to_stream(stream, "info")
    logging.getLogger("httpx").info("HTTP Request: GET http://hub/t/ABC")
    logging.getLogger("uvicorn.access").info("GET /t/ABC")
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("opened /t/0123456789AB", "opened /t/(code)"),
        ("opened /T/KMNPQRSTVWXY?lang=de", "opened /T/(code)?lang=de"),
        ("opened /t/kmnpqrstvwxy", "opened /t/(code)"),
        ("ticket KMNPQRSTVWXY.", "ticket (code)."),
        ("GET /welcome/a-Secret_9x", "GET /welcome/(secret)"),
        ("Authorization: Bearer abc.def-9", "Authorization: Bearer (token)"),
    ],
)
def test_what_leads_to_a_visitor_or_lets_one_in_is_not_written(
    said: str, written: str
) -> None:
    assert logs.discreet(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "delivered ticket 0190a1b2c3d4e5f60718293a4b5c6d7e",
        "A 017 waits since 09:12",
        "PUT /api/v1/tickets/{id} 201",
        "DATABASES, ABCDEFGHJKMNP and KIOSK_TOKEN_FILE stay",
    ],
)
def test_what_staff_need_stays(said: str) -> None:
    assert logs.discreet(said) == said


def test_no_code_ever_drawn_is_written() -> None:
    ids = RandomIds()
    for _ in range(200):
        code = ids.ticket_code()
        assert code not in logs.discreet(f"answer for {code}: 404")


def test_the_trace_of_an_error_lets_no_code_through() -> None:
    stream = io.StringIO()
    logs.to_stream(stream, "info")
    try:
        raise ValueError("no ticket KMNPQRSTVWXY")
    except ValueError:
        log.exception("page failed for %s", "/t/KMNPQRSTVWXY")
    assert "KMNPQRSTVWXY" not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_a_file_is_kept_small_and_a_few_older_ones_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LARGEST_FILE", 500)
    logs.to_file(tmp_path / "kiosk.log", "info")
    for count in range(200):
        log.info("line %d", count)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 1 + logs.KEPT_FILES
    assert all(file.stat().st_size <= 500 for file in each(files))
    assert "line 199" in (tmp_path / "kiosk.log").read_text()


def test_a_log_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderUnusable, match="cannot be written"):
        logs.to_file(tmp_path / "nowhere" / "kiosk.log", "info")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_full_disk_writes_nothing_over_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        logs.to_stream(full, "info")
        log.error("lost")
        handler = logging.getLogger().handlers[0]
        logging.getLogger().removeHandler(handler)
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())
    assert capsys.readouterr().err == ""


def test_nowhere_takes_everything(capsys: pytest.CaptureFixture[str]) -> None:
    logs.to_nowhere()
    log.critical("lost")
    assert capsys.readouterr() == ("", "")


def test_a_service_with_a_screen_logs_through_the_systems_socket(
    tmp_path: Path,
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as system:
        system.bind(str(tmp_path / "log"))
        logs.to_syslog(str(tmp_path / "log"), "info")
        log.error("the hub is away from KMNPQRSTVWXY")
        assert system.recv(1000).rstrip(b"\0") == (
            b"<11>kiosk: kiosk.somewhere: the hub is away from (code)"
        )

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler, SysLogHandler
from typing import TYPE_CHECKING

import pytest

from kiosk import logs
from kiosk.cli import logging_to

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger("kiosk.somewhere")


@pytest.fixture(autouse=True)
def no_service_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("INVOCATION_ID", "JOURNAL_STREAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(logging_to, "SYSLOG", str(tmp_path / "no-socket"))


@pytest.fixture
def a_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Something is there, though nobody reads it."""
    path = tmp_path / "socket"
    path.touch()
    monkeypatch.setattr(logging_to, "SYSLOG", str(path))
    return path


def handler() -> logging.Handler:
    """Where the log goes, beside the last lines that are kept in memory."""
    every = logging.getLogger().handlers
    [only] = [each for each in every if not isinstance(each, logs.RecentRecords)]
    return only


def test_a_window_gets_lines_with_time(capsys: pytest.CaptureFixture[str]) -> None:
    logging_to.stderr("info")
    log.info("said")
    assert capsys.readouterr().err.startswith("20")


def test_journald_gets_priorities(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JOURNAL_STREAM", "9:1")
    logging_to.stderr("info")
    log.info("said")
    assert capsys.readouterr().err == "<6>kiosk.somewhere: said\n"


def test_beside_a_screen_it_goes_into_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging_to.beside_the_screen(tmp_path / "kiosk.log", "info")
    log.info("said")
    assert isinstance(handler(), RotatingFileHandler)
    assert "said" in (tmp_path / "kiosk.log").read_text()
    assert capsys.readouterr() == ("", "")


def test_a_service_beside_its_screen_logs_to_the_system(
    a_socket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del a_socket
    monkeypatch.setenv("INVOCATION_ID", "x")
    logging_to.beside_the_screen(tmp_path / "kiosk.log", "info")
    assert isinstance(handler(), SysLogHandler)


def test_a_file_that_cannot_be_opened_gives_way_to_the_system(
    a_socket: Path, tmp_path: Path
) -> None:
    del a_socket
    logging_to.file(tmp_path / "nowhere" / "kiosk.log", "info")
    assert isinstance(handler(), SysLogHandler)


def test_and_where_there_is_none_to_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging_to.file(tmp_path / "nowhere" / "kiosk.log", "info")
    log.error("lost")
    assert isinstance(handler(), logging.NullHandler)
    assert capsys.readouterr() == ("", "")

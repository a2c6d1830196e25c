from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import cli
from kiosk.cli.options import Setup
from kiosk.config import Settings
from kiosk.paths import DataFolder
from kiosk.terminal.drawn.parts import drawing_with, parts
from tests.fakes.command import Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What a command has chosen for its window is not for the next test."""
    with drawing_with(parts()):
        yield


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine.make(tmp_path)


@pytest.fixture
def place(machine: Machine) -> Setup:
    settings = Settings(content=machine.content)
    return Setup(DataFolder(machine.data), settings, None)


@pytest.fixture
def run(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in this process, in the machine's environment."""
    for name in ("KIOSK_CONFIG", "KIOSK_TOKEN_FILE", "KIOSK_HUB_PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in machine.environment().items():
        if name.startswith("KIOSK_"):
            monkeypatch.setenv(name, value)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments))

    return run


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    yield
    for handler in root.handlers[:]:
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raising

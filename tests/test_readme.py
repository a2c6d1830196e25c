"""README names every command and setting, and nothing that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk import config
from kiosk.cli import COMMANDS
from kiosk.config import Settings
from tests.each import each

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
NAMED = re.compile(r"(?:`|/bin/|\.venv/bin/|^    )kiosk ([a-z]+)", re.MULTILINE)
ROW = re.compile(
    r"^\| `([a-z_.]+)` \| `(KIOSK_\w+)` \| (`[^`]+`|[^|]+) \|", re.MULTILINE
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    assert f"`kiosk {command}`" in README


def test_every_command_that_is_named_is_there() -> None:
    assert set(NAMED.findall(README)) == set(COMMANDS)


def test_every_setting_is_named_with_its_variable() -> None:
    rows = {key: variable for key, variable, _default in ROW.findall(README)}
    assert rows == {key: config.variable(key) for key in config.KINDS}


def test_every_default_is_the_one_that_holds() -> None:
    settings = Settings()
    for key, _variable, told in each(ROW.findall(README)):
        value: object = settings
        for name in key.split("."):
            value = getattr(value, name)
        if value not in (None, ()):  # words say what holds without them
            spelled = str(value).lower() if isinstance(value, bool) else value
            assert told == f"`{spelled}`", key


def test_both_commands_of_the_beginning_are_one_line_each() -> None:
    """Exactly the lock, and the project itself built by what the lock brought."""
    install = (
        "    python3 -m venv .venv"
        " && .venv/bin/pip install --require-hashes -r {lock}"
        " && .venv/bin/pip install --no-deps --no-build-isolation -e . && {then}\n"
    )
    for lock, then in (
        ("requirements.lock", ".venv/bin/kiosk up"),
        ("requirements-dev.lock", ".venv/bin/python -m pytest"),
    ):
        assert install.format(lock=lock, then=then) in README
        assert (PROJECT / lock).is_file()


def test_every_picture_and_page_that_it_links_to_is_there() -> None:
    for target in each(re.findall(r"\]\(([^)#:]+)\)", README)):
        assert (PROJECT / target).exists(), target


def test_every_file_of_the_service_that_it_copies_is_there() -> None:
    for name in each(re.findall(r"cp systemd/(\S+)", README)):
        assert list((PROJECT / "systemd").glob(name)), name

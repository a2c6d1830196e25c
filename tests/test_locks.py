"""Both locks pin what pyproject.toml asks for, with hashes, and name no index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
RUN, DEVELOP = "requirements.lock", "requirements-dev.lock"
PIN = re.compile(
    r"^([a-z0-9-]+)==(\S+)((?:.*\\\n    --hash=sha256:[0-9a-f]{64})+)", re.M
)
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def text(lock: str) -> str:
    return (PROJECT / lock).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    return {name: version for name, version, _hashes in PIN.findall(text(lock))}


def asked(lock: str) -> list[Requirement]:
    project = PYPROJECT["project"]
    lines = [*project["dependencies"], *PYPROJECT["build-system"]["requires"]]
    if lock == DEVELOP:
        lines += project["optional-dependencies"]["dev"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_every_line_is_a_pin_with_hashes_or_its_reason(lock: str) -> None:
    rest = PIN.sub("", text(lock))
    assert [
        line for line in rest.splitlines() if line.strip()[:1] not in ("", "#")
    ] == []


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_no_machine_and_no_index_is_named(lock: str) -> None:
    assert re.findall(r"\w+://\S+|--(?:index|extra|find|trusted)\S*", text(lock)) == []


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_what_the_project_asks_for_is_pinned_within_its_range(lock: str) -> None:
    pinned = pins(lock)
    for requirement in asked(lock):
        version = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_what_runs_is_what_was_developed_with() -> None:
    assert pins(RUN).items() <= pins(DEVELOP).items()
    assert len(pins(RUN)) < len(pins(DEVELOP))

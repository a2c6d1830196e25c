"""Which programs the tests of the real thing need, and what happens without them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def need(*programs: str) -> None:
    """Skip, naming what is missing; in CI, where all is installed, fail instead."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        _do_without(", ".join(missing))


def need_files(*files: Path) -> None:
    """Skip, naming what is missing, as `need` does."""
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        _do_without(", ".join(missing))


def need_postgresql() -> Path:
    """The folder of its programs, which Debian keeps off the path."""
    on_the_path = shutil.which("initdb")
    if on_the_path:
        return Path(on_the_path).resolve().parent  # the others lie beside it
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda p: int(p.parts[-3]), default=None)
    if newest is None:
        _do_without("postgresql")
    return newest.parent


def _do_without(missing: str) -> NoReturn:
    message = f"not installed: {missing} (see .ci/run for the packages)"
    if os.environ.get("KIOSK_TESTS_SKIP_NOTHING"):
        pytest.fail(message)
    pytest.skip(message)


def chromium() -> Path:
    """The system's Chromium."""
    need("chromium")
    found = shutil.which("chromium")
    assert found
    return Path(found)

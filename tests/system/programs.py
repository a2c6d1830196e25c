"""Which programs the tests of the real thing need, and what happens without them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def need(*programs: str) -> None:
    """Skip, naming what is missing; in CI, where all is installed, fail instead."""
    missing = [name for name in programs if shutil.which(name) is None]
    if not missing:
        return
    message = f"not installed: {', '.join(missing)} (see .ci/run for the packages)"
    if os.environ.get("KIOSK_TESTS_SKIP_NOTHING"):
        pytest.fail(message)
    pytest.skip(message)


def chromium() -> Path:
    """The system's Chromium."""
    need("chromium")
    found = shutil.which("chromium")
    assert found
    return Path(found)

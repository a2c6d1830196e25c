"""Whether the terminal program foot that is installed here hears fingers."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOOT = "foot"
FIRST_WITH_FINGERS = (1, 15)
"""Its list of changes: "1.15.0: Support for touchscreen input"."""
TOUCH_NOT_HEARD = "touch-not-heard"
"""The complaint for staff: foot hears only a mouse."""
TOLD_BY_THE_WINDOW = "NEXUS_KIOSK_TOUCH_NOT_HEARD"
"""A variable of the environment, from who opens foot to the terminal in it."""
PATIENCE_S = 10.0

Version = tuple[int, int]


def installed(environ: Mapping[str, str] = os.environ) -> Version | None:
    """None where there is no foot, or it does not say."""
    try:
        said = subprocess.run(  # noqa: S603 - our own words
            [FOOT, "--version"],
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"version:?\s+(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else None


def hears_fingers(version: Version | None) -> bool:
    """One that does not say is not accused."""
    return version is None or version >= FIRST_WITH_FINGERS


def needed() -> str:
    return ".".join(map(str, FIRST_WITH_FINGERS))

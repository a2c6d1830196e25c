"""Where each command's log goes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from kiosk import logs
from kiosk.errors import DataFolderUnusable

if TYPE_CHECKING:
    from pathlib import Path


def stderr(level: str) -> None:
    """To the window, or to journald with its priorities."""
    logs.to_stream(sys.stderr, level, journald="JOURNAL_STREAM" in os.environ)


def beside_the_screen(path: Path, level: str) -> None:
    """Never to the window that a screen fills; a service's stderr leads elsewhere."""
    if not sys.stderr.isatty():
        stderr(level)
        return
    file(path, level)


def file(path: Path, level: str) -> None:
    try:
        logs.to_file(path, level)
    except DataFolderUnusable:
        logs.to_nowhere()

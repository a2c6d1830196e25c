"""Where each command's log goes."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from kiosk import logs
from kiosk.errors import DataFolderUnusable

SYSLOG = "/dev/log"


def stderr(level: str) -> None:
    """To the window, or to journald with its priorities."""
    logs.to_stream(sys.stderr, level, journald="JOURNAL_STREAM" in os.environ)


def beside_the_screen(path: Path, level: str) -> None:
    """Textual paints on stderr, so a service's lines go to journald by /dev/log."""
    if "INVOCATION_ID" in os.environ and Path(SYSLOG).exists():
        logs.to_syslog(SYSLOG, level)
    else:
        file(path, level)
    logs.keep_recent()


def journal() -> None:
    """For a program whose settings, and so whose log, may be what is wrong."""
    if not logging.getLogger().handlers and Path(SYSLOG).exists():
        logs.to_syslog(SYSLOG, "info")
    elif not logging.getLogger().handlers:
        logs.to_nowhere()


def file(path: Path, level: str) -> None:
    try:
        logs.to_file(path, level)
    except DataFolderUnusable:
        if Path(SYSLOG).exists():
            logs.to_syslog(SYSLOG, level)
        else:
            logs.to_nowhere()

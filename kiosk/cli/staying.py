"""A terminal that stays: what it refuses stands on its glass until it is mended."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from kiosk.cli import glass_page, logging_to
from kiosk.cli.refusal_page import RefusalPage
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)

REFUSED, BROKE = 2, 1
AGAIN_S = 5.0
"""Seconds until it is tried again: soon, and without keeping a machine busy."""
TOLD = "NEXUS_KIOSK_TOLD"
"""A variable of the environment, for the next try: what the log was told already."""


def staying(begin: Callable[[], int], settings_file: Path | None) -> int:
    """Runs it, and the whole program again after each refusal and each break.

    Answers once TERM ends it, or the window is gone: 0, or the status of what is wrong.
    """
    error: KioskError | None = None
    reason = "it ended by itself"
    try:
        status = begin()
        if status == 0:
            return 0
    except KioskError as refusal:
        error, status, reason = refusal, REFUSED, f"{refusal} {refusal.remedy}"
    except Exception as fault:  # noqa: BLE001 - the outermost
        status, reason = BROKE, repr(fault)
        _log_once("The terminal broke: %s", reason, trace=True)
    _log_once("The terminal does not run, and tries again: %s", reason)
    with glass_page.heeding():
        if glass_page.stands(RefusalPage(error, settings_file), AGAIN_S):
            return status
    os.execv(sys.executable, sys.orig_argv)  # the same command, all of it anew  # noqa: S606
    raise AssertionError("not reached")


def _log_once(message: str, reason: str, *, trace: bool = False) -> None:
    if os.environ.get(TOLD) == reason:
        return
    logging_to.journal()
    log.error(message, reason, exc_info=trace)
    if not trace:
        os.environ[TOLD] = reason

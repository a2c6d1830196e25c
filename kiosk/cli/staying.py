"""A terminal that stays: what it refuses stands on its glass until it is mended."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

from kiosk.cli import logging_to
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
LEAVE = (signal.SIGTERM, signal.SIGHUP)


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
    if _left(RefusalPage(error, settings_file)):
        return status
    os.execv(sys.executable, sys.orig_argv)  # the same command, all of it anew  # noqa: S606
    raise AssertionError("not reached")


def _left(page: RefusalPage) -> bool:
    """Shows it for a while; True if the terminal is to end."""
    heeded = {*LEAVE, signal.SIGWINCH}
    for number in heeded:
        signal.signal(number, signal.SIG_DFL)  # an ignored one would not be heard
    before = signal.pthread_sigmask(signal.SIG_BLOCK, heeded)
    try:
        ends = time.monotonic() + AGAIN_S
        while (left := ends - time.monotonic()) > 0:
            size = shutil.get_terminal_size()
            _paint(page.painted(size.columns, size.lines))
            heard = signal.sigtimedwait(heeded, left)
            if heard is not None and heard.si_signo in LEAVE:
                return True
        return False
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _paint(text: str) -> None:
    try:
        os.write(1, text.encode())
    except OSError:
        log.warning("the window takes no words")


def _log_once(message: str, reason: str, *, trace: bool = False) -> None:
    if os.environ.get(TOLD) == reason:
        return
    logging_to.journal()
    log.error(message, reason, exc_info=trace)
    if not trace:
        os.environ[TOLD] = reason

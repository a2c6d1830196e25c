"""Ends the terminal when its window is gone: nobody is left to serve."""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import time

log = logging.getLogger(__name__)

CLEAN_END_SECONDS = 3.0


def end_with_window() -> None:
    """A screen that is gone leaves nobody to serve, and may block who paints on it.

    In a thread, and by force in the end: the event loop may be the one that is blocked.
    """
    poll = select.poll()
    poll.register(sys.__stdin__ or 0, 0)
    if not any(state & select.POLLHUP for _descriptor, state in poll.poll()):
        return
    log.error("the window is gone: the terminal ends")
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(CLEAN_END_SECONDS)
    os._exit(1)

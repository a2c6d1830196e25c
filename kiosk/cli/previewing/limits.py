"""What the process that draws may take, and when it ends by itself."""

from __future__ import annotations

import os
import resource
import select
import signal
import threading
from contextlib import suppress
from pathlib import Path

FIRST_TO_GO = "1000"
"""When memory runs out on this machine, this process ends and no other."""
LARGEST_FILE = 1024 * 1024
"""Bytes; it writes nothing but what it complains about."""


def step_back(nice: int, memory: int) -> None:
    """Behind all others on this machine, and with so many bytes of memory at most."""
    with suppress(OSError):
        os.nice(nice)
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a narrower bound stands already
            resource.setrlimit(what, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def end_within(seconds: float) -> None:
    """By force of the system, whatever this process is doing then; 0: not any more."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def end_with_parent(descriptor: int) -> None:
    """When nobody can ask any more, also amid an answer."""

    def watch() -> None:
        poll = select.poll()
        poll.register(descriptor, 0)  # hanging up is told in any case
        while not any(state & select.POLLHUP for _, state in poll.poll()):
            pass
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def resident() -> int:
    """Bytes of memory that this process has now; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()

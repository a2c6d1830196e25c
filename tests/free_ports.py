"""A port that nobody else takes between the asking and the listening."""

from __future__ import annotations

import itertools
import os
import socket
from contextlib import closing

FIRST, COUNT = 12000, 20000
"""Below what the system gives away by itself, to whoever connects anywhere."""

_numbers = itertools.count(os.getpid() * 61)


def a_free_port() -> int:
    """Each process of the tests begins to look at another place."""
    for number in _numbers:
        port = FIRST + number % COUNT
        with closing(socket.socket()) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("the count has no end")

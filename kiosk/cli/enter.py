"""Waits for Enter so that no Ctrl+C is lost on the way, however early it comes."""

from __future__ import annotations

import select
import signal
import socket
import sys
import time

import click


def wait(prompt: str, at_most: float | None = None) -> None:
    """Returns at Enter, or by itself after `at_most` seconds.

    Raises `KeyboardInterrupt`, or `EOFError` when the window is gone.

    `input()` shows its prompt, then reads: a Ctrl+C between the two is noted by Python
    and heeded only after the next line. What wakes `select` cannot come too early.
    """
    woken, waker = socket.socketpair()
    with woken, waker:
        woken.setblocking(False)
        waker.setblocking(False)
        before = signal.set_wakeup_fd(waker.fileno())
        try:
            click.echo(prompt, nl=False)
            came = _until_a_line(woken, at_most)
        finally:
            signal.set_wakeup_fd(before)
    if not came:
        click.echo("")
    elif not sys.stdin.readline():
        raise EOFError


def _until_a_line(woken: socket.socket, at_most: float | None) -> bool:
    """Signals that end nothing, such as another size of the window, are let by."""
    ends = None if at_most is None else time.monotonic() + at_most
    while True:
        left = None if ends is None else max(0.0, ends - time.monotonic())
        ready, _, _ = select.select([sys.stdin, woken], [], [], left)
        if sys.stdin in ready:
            return True
        if woken in ready:
            woken.recv(4096)
        elif left is not None:
            return False

"""Waits for Enter so that no Ctrl+C is lost on the way, however early it comes."""

from __future__ import annotations

import select
import signal
import socket
import sys

import click


def wait(prompt: str) -> None:
    """Raises `KeyboardInterrupt`, or `EOFError` when the window is gone.

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
            _until_a_line(woken)
        finally:
            signal.set_wakeup_fd(before)
    if not sys.stdin.readline():
        raise EOFError


def _until_a_line(woken: socket.socket) -> None:
    """Signals that end nothing, such as another size of the window, are let by."""
    while True:
        ready, _, _ = select.select([sys.stdin, woken], [], [])
        if sys.stdin in ready:
            return
        woken.recv(4096)

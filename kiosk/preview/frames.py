"""How messages follow each other in a pipe: four bytes of length, then that many."""

from __future__ import annotations

import os
import select
import time

LENGTH_BYTES = 4
LARGEST = 4 * 1024 * 1024
CHUNK = 65536


class FrameLost(Exception):  # noqa: N818
    """What comes out of the pipe is no message, or nothing comes any more."""


class FrameLate(FrameLost):
    """It did not come in time."""


def framed(message: bytes) -> bytes:
    return len(message).to_bytes(LENGTH_BYTES) + message


def write(descriptor: int, message: bytes) -> None:
    """Raises OSError."""
    left = memoryview(framed(message))
    while left:
        left = left[os.write(descriptor, left) :]


class FrameReader:
    """Takes messages out of a pipe, each whole."""

    def __init__(self, descriptor: int, largest: int = LARGEST) -> None:
        self._descriptor = descriptor
        self._largest = largest
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN)
        self._read = bytearray()

    def next(self, until: float | None = None) -> bytes:
        """Waits until this moment of `time.monotonic`; None: for ever.

        Raises `FrameLost` at the end of the pipe and for a message that is larger
        than any may be, `FrameLate` when it is late.
        """
        length = int.from_bytes(self._take(LENGTH_BYTES, until))
        if length > self._largest:
            raise FrameLost(f"A message of {length} bytes is larger than any.")
        return self._take(length, until)

    def _take(self, count: int, until: float | None) -> bytes:
        while len(self._read) < count:
            self._read += self._more(until)
        taken = bytes(self._read[:count])
        del self._read[:count]
        return taken

    def _more(self, until: float | None) -> bytes:
        left = None if until is None else max(0.0, until - time.monotonic()) * 1000
        if not self._poll.poll(left):
            raise FrameLate("Nothing came in time.")
        try:
            more = os.read(self._descriptor, CHUNK)
        except OSError as error:
            raise FrameLost("The pipe broke.") from error
        if not more:
            raise FrameLost("The other end is gone.")
        return more

"""A receipt printer that understands bytes of ESC/POS and can run out of paper."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK_SECONDS = 0.05


@dataclass
class Paper:
    """What came out, up to a cut: rows of dots, black is True."""

    rows: list[list[bool]] = field(default_factory=list)
    cut: bool = False


@dataclass
class ReceiptPrinter:
    has_paper: bool = True
    cover_open: bool = False
    broken: bool = False
    answers: bool = True
    ends_within: int | None = None
    """After so many rows more there is no paper."""
    slips: list[Paper] = field(default_factory=list)
    unknown: bytes = b""
    _left: bytearray = field(default_factory=bytearray)
    _paper: Paper = field(default_factory=Paper)

    def take(self, data: bytes) -> bytes:
        """Answers what it is asked; half a command waits for its other half."""
        self._left += data
        answers = b""
        while self._left and (taken := self._one()) is not None:
            size, answer = taken
            del self._left[:size]
            answers += answer
        return answers

    def _one(self) -> tuple[int, bytes] | None:
        """How long the first command is, and its answer; None: the rest is to come."""
        left = bytes(self._left)
        if left.startswith(b"\x10\x04") and len(left) >= 3:
            return 3, self._state(left[2])
        if left.startswith(b"\x1b@"):
            self._paper = Paper()
            return 2, b""
        if left.startswith(b"\x1dv0") and len(left) >= 8:
            return self._picture(left)
        if left.startswith(b"\x1dVB") and len(left) >= 4:
            return self._end(4, cut=True)
        if left.startswith(b"\x1bd") and len(left) >= 3:
            return self._end(3, cut=False)
        if left[:1] in {b"\x10", b"\x1b", b"\x1d"} and len(left) < 8:
            return None
        self.unknown += left[:1]
        return 1, b""

    def _picture(self, left: bytes) -> tuple[int, bytes] | None:
        across = int.from_bytes(left[4:6], "little")
        rows = int.from_bytes(left[6:8], "little")
        size = 8 + across * rows
        if len(left) < size:
            return None
        for top in range(8, size, across):
            row = left[top : top + across]
            self._row([bool(byte & 128 >> bit) for byte in row for bit in range(8)])
        return size, b""

    def _row(self, dots: list[bool]) -> None:
        if self.ends_within is not None:
            self.ends_within -= 1
            if self.ends_within < 0:
                self.has_paper, self.ends_within = False, None
        if self.has_paper:
            self._paper.rows.append(dots)

    def _end(self, size: int, *, cut: bool) -> tuple[int, bytes]:
        if self.has_paper:
            self._paper.cut = cut
            self.slips.append(self._paper)
        self._paper = Paper()
        return size, b""

    def _state(self, which: int) -> bytes:
        if not self.answers:
            return b""
        said = 0x12
        if which == 2:
            said |= 0x04 * self.cover_open | 0x40 * self.broken
            said |= 0x20 * (not self.has_paper)
        elif which == 4:
            said |= 0x60 * (not self.has_paper)
        return bytes([said])


@contextmanager
def by_network(printer: ReceiptPrinter) -> Iterator[str]:
    """Its address, as the settings say it."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(LOOK_SECONDS)
        serving = threading.Thread(target=_serve, args=(printer, listening, ended))
        serving.start()
        try:
            yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            ended.set()
            serving.join(10)


def _serve(
    printer: ReceiptPrinter, listening: socket.socket, ended: threading.Event
) -> None:
    while not ended.is_set():
        with suppress(TimeoutError):
            connection, _ = listening.accept()
            with connection, suppress(ConnectionError):
                while data := connection.recv(4096):
                    if answer := printer.take(data):
                        connection.sendall(answer)

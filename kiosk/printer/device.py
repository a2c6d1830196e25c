"""How bytes get to the printer, by USB or by network, each step bounded in time."""

from __future__ import annotations

import os
import select
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from kiosk.errors import SlipFailed
from kiosk.printer import escpos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.printer.escpos import PrinterTrouble

SEND_SECONDS = 20.0
"""For a whole slip: a slow printer takes ten."""
ANSWER_SECONDS = 1.0
REMEDY = "Check that it is on and plugged in, and the setting printer.device."


class PrinterLine(Protocol):
    def send(self, job: bytes) -> None:
        """Raises `SlipFailed`; blocks, within a bound."""
        ...

    def trouble(self) -> PrinterTrouble | None: ...


@contextmanager
def opened(device: str) -> Iterator[PrinterLine]:
    """`/dev/usb/lp0` or `tcp://printer:9100`. Raises `SlipFailed`."""
    descriptor = -1
    try:
        if device.startswith("tcp://"):
            parts = urlsplit(device)
            where = (parts.hostname or "", parts.port or 9100)
            descriptor = socket.create_connection(where, ANSWER_SECONDS * 3).detach()
            os.set_blocking(descriptor, False)
        else:
            flags = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY
            descriptor = os.open(device, flags)
        yield _Descriptor(descriptor)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise SlipFailed(
            f"The printer {device} cannot be reached: {said}.", remedy=REMEDY
        ) from error
    finally:
        if descriptor >= 0:
            os.close(descriptor)


class _Descriptor:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, job: bytes) -> None:
        ends = time.monotonic() + SEND_SECONDS
        left = memoryview(job)
        while left:
            if not self._is_ready(ends - time.monotonic(), writing=True):
                raise SlipFailed("The printer takes no more bytes.", remedy=REMEDY)
            left = left[os.write(self._descriptor, left) :]

    def trouble(self) -> PrinterTrouble | None:
        return escpos.trouble(
            self._ask(escpos.ASK_OFFLINE), self._ask(escpos.ASK_PAPER)
        )

    def _ask(self, request: bytes) -> int | None:
        """None where it does not answer in time."""
        self.send(request)
        if not self._is_ready(ANSWER_SECONDS, writing=False):
            return None
        said = os.read(self._descriptor, 64)
        return said[-1] if said else None

    def _is_ready(self, seconds: float, *, writing: bool) -> bool:
        one = [self._descriptor]
        reads, writes = ([], one) if writing else (one, [])
        return any(select.select(reads, writes, [], max(0.0, seconds)))

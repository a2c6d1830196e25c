"""What a hub started by `kiosk up` tells it, and how each notices the other's end.

One line of JSON goes through a pair of sockets when the hub answers, or refuses to
start. The pair closes by itself when a process ends, even by kill -9.
"""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass

from kiosk.errors import KioskError

LONGEST = 65536


@dataclass(frozen=True, slots=True)
class Ready:
    port: int
    public_address: str
    """Where the counsellor's page and the visitors' pages are."""
    welcome: str | None
    """Where the administrator sets a password; None once somebody did."""


class Parent:
    """The hub's end."""

    def __init__(self, descriptor: int) -> None:
        self._socket = socket.socket(fileno=descriptor)

    def report(self, said: Ready | KioskError) -> None:
        line = asdict(said) if isinstance(said, Ready) else _refusal(said)
        with suppress(OSError):  # nobody hears it any more
            self._socket.sendall(json.dumps(line).encode() + b"\n")

    def close(self) -> None:
        self._socket.close()

    def wait_for_its_end(self) -> None:
        with suppress(OSError):
            while self._socket.recv(LONGEST):
                pass


def hear(line: bytes) -> Ready:
    """What the hub reported. Raises its `KioskError`, or one that it ended."""
    if not line.endswith(b"\n"):
        raise KioskError(
            "The hub did not start.",
            remedy="Look into hub.log and hub.stderr in the data folder's log.",
        )
    said = json.loads(line)
    if "refused" in said:
        raise KioskError(said["refused"], remedy=said["remedy"])
    return Ready(**said)


def _refusal(error: KioskError) -> dict[str, str]:
    return {"refused": str(error), "remedy": error.remedy}

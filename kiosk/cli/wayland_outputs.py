"""Which screens a Wayland compositor shows, asked before any window is opened.

Only as much of the wire format (wayland.freedesktop.org, "Wire Format") as reading
`wl_output` needs: a binding would be a compiler on every terminal's machine.
"""

from __future__ import annotations

import os
import socket
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.errors import BadSetting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DISPLAY, REGISTRY, FIRST_FREE = 1, 2, 3
SYNC, GET_REGISTRY, BIND = 0, 1, 0
GLOBAL, GLOBAL_REMOVE = 0, 1
GEOMETRY, MODE, DONE = 0, 1, 2
CURRENT_MODE = 1
TURNED = frozenset({1, 3, 5, 7})
"""The transforms by 90 and 270 degrees."""
SPOKEN = 2
"""The version of `wl_output` that ends its news with `done`."""
HEADER = struct.Struct("=II")
PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class OutputSize:
    """As the visitor sees it: a screen on its side is higher than wide."""

    width: int
    height: int
    """In pixels."""
    height_mm: int = 0
    """0 where the screen does not say."""


@dataclass(slots=True)
class _Announced:
    object_id: int
    pixels: tuple[int, int] = (0, 0)
    millimetres: tuple[int, int] = (0, 0)
    turned: bool = False

    def size(self) -> OutputSize:
        (width, height), (_, high) = self.pixels, self.millimetres
        if self.turned:
            return OutputSize(height, width, self.millimetres[0])
        return OutputSize(width, height, high)


@dataclass(slots=True)
class WaylandOutputs:
    """A connection that hears of every screen that comes, goes or changes."""

    connection: socket.socket
    _by_name: dict[int, _Announced] = field(default_factory=dict)
    _next_id: int = FIRST_FREE
    _unread: bytes = b""

    @classmethod
    def connect(cls, environment: Mapping[str, str]) -> WaylandOutputs:
        """Raises `BadSetting` where no compositor runs."""
        folder = environment.get("XDG_RUNTIME_DIR", "")
        path = os.path.join(folder, environment.get("WAYLAND_DISPLAY", "wayland-0"))  # noqa: PTH118
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(PATIENCE_S)
        try:
            connection.connect(path)
        except OSError as error:
            connection.close()
            raise BadSetting(
                f"There is no screen at {path}: {error.strerror}.",
                remedy="Start it by the service kiosk-terminal@, which starts cage.",
            ) from error
        here = cls(connection)
        here._send(DISPLAY, GET_REGISTRY, struct.pack("=I", REGISTRY))
        return here

    def fileno(self) -> int:
        """Readable when there is something to `hear`."""
        return self.connection.fileno()

    def close(self) -> None:
        self.connection.close()

    def hear_all(self) -> None:
        """Twice there and back: what there is, and then what each of it says."""
        for _ in range(2):
            asked = self._new_id()
            self._send(DISPLAY, SYNC, struct.pack("=I", asked))
            while not any(sender == asked for sender in self.hear()):
                pass

    def hear(self) -> list[int]:
        """Who said something. Waits for it; raises `ConnectionError` at the end."""
        said = self.connection.recv(65536)
        if not said:
            raise ConnectionError("the compositor has ended")
        self._unread += said
        return [self._heed(*message) for message in self._messages()]

    def newest(self) -> OutputSize | None:
        """The screen that came last, which is the one to fit."""
        shown = [output for output in self._by_name.values() if all(output.pixels)]
        return shown[-1].size() if shown else None

    def _messages(self) -> Iterator[tuple[int, int, bytes]]:
        while len(self._unread) >= HEADER.size:
            sender, rest = HEADER.unpack_from(self._unread)
            length = rest >> 16
            if len(self._unread) < length:
                return
            body = self._unread[HEADER.size : length]
            self._unread = self._unread[length:]
            yield sender, rest & 0xFFFF, body

    def _heed(self, sender: int, event: int, body: bytes) -> int:
        if sender == REGISTRY:
            self._heed_registry(event, body)
        for output in self._by_name.values():
            if output.object_id == sender:
                _heed_output(output, event, body)
        return sender

    def _heed_registry(self, event: int, body: bytes) -> None:
        (name,) = struct.unpack_from("=I", body)
        if event == GLOBAL_REMOVE:
            self._by_name.pop(name, None)
            return
        interface, after = _text(body, 4)
        (version,) = struct.unpack_from("=I", body, after)
        if interface != "wl_output" or version < SPOKEN:
            return
        output = _Announced(self._new_id())
        self._by_name[name] = output
        bound = _packed(interface) + struct.pack("=II", SPOKEN, output.object_id)
        self._send(REGISTRY, BIND, struct.pack("=I", name) + bound)

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _send(self, receiver: int, request: int, body: bytes) -> None:
        length = HEADER.size + len(body)
        self.connection.sendall(HEADER.pack(receiver, length << 16 | request) + body)


def _heed_output(output: _Announced, event: int, body: bytes) -> None:
    if event == GEOMETRY:
        _x, _y, width, height, _subpixel = struct.unpack_from("=iiiii", body)
        _make, after = _text(body, 20)
        _model, after = _text(body, after)
        (transform,) = struct.unpack_from("=i", body, after)
        output.millimetres = (width, height)
        output.turned = transform in TURNED
    elif event == MODE:
        flags, width, height = struct.unpack_from("=Iii", body)
        if flags & CURRENT_MODE:
            output.pixels = (width, height)


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text of the wire, and where the next value stands."""
    (length,) = struct.unpack_from("=I", body, at)
    text = body[at + 4 : at + 4 + max(length - 1, 0)]
    return text.decode("utf-8", "replace"), at + 4 + -(-length // 4) * 4


def _packed(text: str) -> bytes:
    said = text.encode() + b"\0"
    return struct.pack("=I", len(said)) + said.ljust(-(-len(said) // 4) * 4, b"\0")

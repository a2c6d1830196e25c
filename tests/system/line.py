"""A line between browsers and a hub that can go deaf: open, and without a word."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 65536
LOOK_SECONDS = 0.1
STREAM = b"content-type: text/event-stream"


@dataclass
class Line:
    """Forwards bytes both ways; what was connected when it went deaf stays silent."""

    hub_port: int
    listening: socket.socket = field(
        default_factory=lambda: socket.create_server(("127.0.0.1", 0))
    )
    _open: list[Connection] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def go_deaf(self) -> None:
        """As when a router forgets streams that were quiet: nobody is told."""
        for connection in self._open:
            if connection.streams:
                connection.deaf.set()

    def serve(self) -> None:
        self.listening.settimeout(LOOK_SECONDS)
        while not self._ended.is_set():
            with suppress(OSError):  # nobody came, or the hub is not there
                near, _ = self.listening.accept()
                far = socket.create_connection(("127.0.0.1", self.hub_port))
                connection = Connection(near, far)
                self._open.append(connection)
                connection.start()

    def end(self) -> None:
        self._ended.set()
        for connection in self._open:
            connection.close()
        self.listening.close()


@dataclass
class Connection:
    """One of a browser's connections, and its other half to the hub."""

    near: socket.socket
    far: socket.socket
    streams: bool = False
    deaf: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        for source, sink in ((self.near, self.far), (self.far, self.near)):
            threading.Thread(
                target=self._forward, args=(source, sink), daemon=True
            ).start()

    def close(self) -> None:
        for end in (self.near, self.far):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                self.streams = self.streams or STREAM in piece
                if not self.deaf.is_set():
                    sink.sendall(piece)
            if not self.deaf.is_set():
                sink.shutdown(socket.SHUT_WR)


@contextmanager
def a_line(hub_port: int) -> Iterator[Line]:
    line = Line(hub_port)
    serving = threading.Thread(target=line.serve, daemon=True)
    serving.start()
    try:
        yield line
    finally:
        line.end()
        serving.join(5)

"""A server on this machine that speaks to nobody: it breaks each connection off."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RESET_AT_ONCE = struct.pack("ii", 1, 0)
"""For SO_LINGER: whoever is connected is told that it broke, not that it ended."""


class _Breaking(socketserver.BaseRequestHandler):
    server: _RudeServer

    def handle(self) -> None:
        if self.server.hears_first:
            self.request.recv(1)
        if self.server.is_polite:
            self.request.recv(99_999)
            self.request.close()
            return
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
        self.request.close()


class _RudeServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, *, hears_first: bool, is_polite: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Breaking)
        self.is_polite = is_polite
        self.hears_first = hears_first

    def shutdown_request(self, request: object) -> None:
        """It is closed already."""


@contextmanager
def a_rude_server(*, hears_first: bool, is_polite: bool = False) -> Iterator[int]:
    """Its port. It breaks off at once, or when the first byte has come.

    A polite one reads on, and ends the connection instead.
    """
    with _RudeServer(hears_first=hears_first, is_polite=is_polite) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()

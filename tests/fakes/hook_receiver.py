"""What a site has at the other end of its webhook, on this machine."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message


class HookReceiver:
    def __init__(self) -> None:
        self.address = ""
        self.received: list[tuple[str, Message, bytes]] = []
        self.status = 204
        self.leads_to: str | None = None
        self.is_silent = False
        self.is_endless = False
        self.closing = threading.Event()


class _Receiving(BaseHTTPRequestHandler):
    server: _HookServer

    def do_POST(self) -> None:
        box = self.server.box
        body = self.rfile.read(int(self.headers["content-length"]))
        box.received.append((self.path, self.headers, body))
        if box.is_silent:
            box.closing.wait()
            return
        self.send_response(box.status)
        if box.leads_to:
            self.send_header("location", box.leads_to)
        self.end_headers()
        while box.is_endless and not box.closing.is_set():
            try:
                self.wfile.write(b"more and more" * 999)
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """To nobody."""


class _HookServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, box: HookReceiver) -> None:
        super().__init__(("127.0.0.1", 0), _Receiving)
        self.box = box

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever goes in the middle is what some tests are about."""


@contextmanager
def a_hook_receiver() -> Iterator[HookReceiver]:
    box = HookReceiver()
    with _HookServer(box) as server:
        box.address = f"http://127.0.0.1:{server.server_address[1]}/hooks/nexus?key=1"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield box
        box.closing.set()
        server.shutdown()
        thread.join()

"""A small mail server on this machine, that can be made to refuse and to dawdle."""

from __future__ import annotations

import base64
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from email.message import EmailMessage

USER, PASSWORD = "kiosk", "a long word"


class Postbox:
    """What has arrived, and how the server behaves."""

    def __init__(self) -> None:
        self.port = 0
        self.received: list[tuple[list[str], EmailMessage]] = []
        self.signed_in: list[str] = []
        self.says: dict[str, str] = {}
        """By the first word of a command, in place of what should be said."""
        self.offers = ["AUTH PLAIN"]
        self.tls: ssl.SSLContext | None = None
        self.tls_from_the_start = False
        self.refuses: frozenset[str] = frozenset()
        """Receivers it does not know."""
        self.endless = False
        """Whether it never comes to the end of its greeting."""
        self.closing = threading.Event()
        self.was_secret: list[bool] = []


class _Visit(socketserver.StreamRequestHandler):
    """One connection, command by command."""

    server: _Server

    def handle(self) -> None:
        box = self.server.box
        self.receivers: list[str] = []
        self.is_secret = False
        if box.tls_from_the_start:
            self._wrap()
        try:
            if box.endless:
                while not box.closing.is_set():
                    self._say("220-and one more line")
            self._say(box.says.get("", "220 here"))
            while line := self.rfile.readline(9999).decode().strip():
                if not self._answer(line):
                    return
        except OSError:
            return

    def _answer(self, line: str) -> bool:
        box, word = self.server.box, line.split()[0].upper()
        if word in box.says:
            if box.says[word] == "silence":
                box.closing.wait()
                return False
            self._say(box.says[word])
        else:
            answers = {
                "EHLO": self._offer,
                "STARTTLS": self._go_secret,
                "AUTH": lambda: self._sign_in(line.split()[-1]),
                "RCPT": lambda: self._receiver(line),
                "DATA": self._keep,
            }
            answers.get(word, lambda: self._say("250 well"))()
        return word != "QUIT"

    def _offer(self) -> None:
        offers = ["here", *self.server.box.offers]
        if self.server.box.tls and not self.is_secret:
            offers.append("STARTTLS")
        for offer in offers:
            self._say(f"250-{offer}")
        self._say("250 8BITMIME")

    def _go_secret(self) -> None:
        self._say("220 go on")
        self._wrap()

    def _sign_in(self, said: str) -> None:
        _, user, password = base64.b64decode(said).decode().split("\0")
        if (user, password) == (USER, PASSWORD):
            self.server.box.signed_in.append(user)
            self._say("235 welcome")
        else:
            self._say("535 5.7.8 no such account")

    def _receiver(self, line: str) -> None:
        who = line.partition("<")[2].partition(">")[0]
        if who in self.server.box.refuses:
            self._say("550 5.1.1 nobody of that name")
            return
        self.receivers.append(who)
        self._say("250 well")

    def _keep(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline(9999)) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".").replace(b"\r\n", b"\n"))
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        box = self.server.box
        box.received.append((self.receivers, mail))
        box.was_secret.append(self.is_secret)
        self._say("250 kept")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _wrap(self) -> None:
        tls = self.server.box.tls
        assert tls is not None
        self.connection = tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.is_secret = True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, box: Postbox) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.box = box

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that was broken off is what some tests are about."""


@contextmanager
def a_mail_server() -> Iterator[Postbox]:
    box = Postbox()
    with _Server(box) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield box
        box.closing.set()
        server.shutdown()
        thread.join()

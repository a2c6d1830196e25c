"""A small provider of OpenID Connect, on this machine, that can be made to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.clock import Clock

CLIENT, SECRET = "this-hub", "a secret that both of them know"


class Provider:
    """Whoever comes to it is signed in already, as `subject`."""

    def __init__(self, clock: Clock) -> None:
        self.address = ""
        self.subject = "somebody-1"
        self.changes: dict[str, Any] = {}
        """What its tokens say otherwise than they should; None: left out."""
        self.about_changes: dict[str, Any] = {}
        self.signs_with: ECKey | OctKey = ECKey.generate_key("P-256", {"kid": "1"})
        self.algorithm = "ES256"
        self.answers: dict[str, tuple[int, bytes]] = {}
        """By path, whatever is said in place of what should be."""
        self.asked: list[str] = []
        self._clock = clock
        self._published = KeySet([self.signs_with])
        self._codes: dict[str, dict[str, str]] = {}

    def get(self, path: str, said: dict[str, str]) -> tuple[int, bytes, str]:
        """Status, body and where to go."""
        self.asked.append(path)
        if path in self.answers:
            return *self.answers[path], ""
        if path == "/.well-known/openid-configuration":
            return 200, _json(self._about() | self.about_changes), ""
        if path == "/keys":
            return 200, _json(self._published.as_dict(private=False)), ""
        if path == "/authorize":
            return 302, b"", self._sent_back(said)
        return 404, b"", ""

    def post(self, path: str, said: dict[str, str], who: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        given = self._codes.pop(said.get("code", ""), None)
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            given is None
            or who != f"Basic {known}"
            or challenge != given["code_challenge"]
            or said.get("redirect_uri") != given["redirect_uri"]
        ):
            return 400, _json({"error": "invalid_grant"})
        return 200, _json({"token_type": "Bearer", "id_token": self._token(given)})

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }

    def _sent_back(self, said: dict[str, str]) -> str:
        assert said["response_type"] == "code"
        assert said["client_id"] == CLIENT
        assert said["code_challenge_method"] == "S256"
        code = f"code-{len(self.asked)}"
        self._codes[code] = said
        query = urlencode({"code": code, "state": said["state"]})
        return f"{said['redirect_uri']}?{query}"

    def _token(self, given: dict[str, str]) -> str:
        now = int(self._clock.now().timestamp())
        claims = {
            "iss": self.address,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": given["nonce"],
        } | self.changes
        told = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "1"}
        return jwt.encode(header, told, self.signs_with, algorithms=[self.algorithm])


@contextmanager
def running(clock: Clock) -> Iterator[Provider]:
    provider = Provider(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._say(*provider.get(parts.path, _fields(parts.query)))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            said = _fields(self.rfile.read(length).decode())
            who = self.headers.get("Authorization", "")
            self._say(*provider.post(self.path, said, who))

        def log_message(self, *_said: object) -> None:
            """Nobody reads it."""

        def _say(self, status: int, body: bytes, there: str = "") -> None:
            self.send_response(status)
            if there:
                self.send_header("Location", there)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _fields(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}


def _json(said: object) -> bytes:
    return json.dumps(said).encode()

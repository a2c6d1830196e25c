"""In which browsers an account was signed in before: a stranger's tries never stop
those."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Any

from litestar.datastructures import Cookie

from kiosk.hub.connections import grouped
from kiosk.operations.sign_in_names import normal_name
from kiosk.operations.tries import Asker, AskerKind

if TYPE_CHECKING:
    from litestar.connection import Request

LASTS_SECONDS = 180 * 24 * 3600
LONGEST = 256


class KnownBrowsers:
    """A cookie that nobody can make for another name; it opens nothing by itself."""

    def __init__(self, secret: str, *, secure: bool) -> None:
        self._key = f"known browsers {secret}".encode()
        self._secure = secure
        self._name = "__Host-kiosk-known" if secure else "kiosk-known"

    def asker(self, request: Request[Any, Any, Any], sign_in_name: str) -> Asker:
        brought = request.cookies.get(self._name, "")[:LONGEST]
        nonce, _, seal = brought.partition(".")
        right = self._seal(normal_name(sign_in_name), nonce)
        if (
            nonce
            and " " not in nonce
            and hmac.compare_digest(seal.encode(), right.encode())
        ):
            return Asker(AskerKind.BROWSER, nonce)
        host = request.client.host if request.client else ""
        return Asker(AskerKind.ADDRESS, grouped(host))

    def cookie(self, sign_in_name: str) -> Cookie:
        nonce = secrets.token_urlsafe(16)
        return Cookie(
            self._name,
            value=f"{nonce}.{self._seal(normal_name(sign_in_name), nonce)}",
            max_age=LASTS_SECONDS,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def _seal(self, sign_in_name: str, nonce: str) -> str:
        """The nonce goes first and has no blank in it, so that none reads as two."""
        said = f"{nonce} {sign_in_name}".encode("utf-8", "replace")
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()

"""One try of the site's own sign-on: the browser keeps it, sealed, until it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar.datastructures import Cookie

from kiosk.errors import KeyUnusable
from kiosk.operations.sign_on import SignOnBegun

if TYPE_CHECKING:
    from litestar import Request

    from kiosk.clock import Clock
    from kiosk.operations.sealing import Seal

LASTS_SECONDS = 600
LONGEST = 4096


class KeptTry(msgspec.Struct, frozen=True):
    state: str
    nonce: str
    verifier: str
    invitation: str
    """The secret of the one that is to be linked; "" where none is."""
    at: float

    @property
    def begun(self) -> SignOnBegun:
        return SignOnBegun("", self.state, self.nonce, self.verifier)


class SignOnCookie:
    def __init__(self, seal: Seal, clock: Clock, *, secure: bool) -> None:
        self._seal = seal
        self._clock = clock
        self._secure = secure
        self._name = "__Host-kiosk-sign-on" if secure else "kiosk-sign-on"

    def of(self, begun: SignOnBegun, invitation: str) -> Cookie:
        now = self._clock.now().timestamp()
        kept = KeptTry(begun.state, begun.nonce, begun.verifier, invitation, now)
        sealed = self._seal.sealed(msgspec.json.encode(kept).decode())
        return self._cookie(sealed, LASTS_SECONDS)

    def gone(self) -> Cookie:
        return self._cookie("null", 0)

    def brought(self, request: Request[Any, Any, Any]) -> KeptTry | None:
        """None for what this hub did not give, or gave too long ago."""
        sealed = request.cookies.get(self._name, "")[:LONGEST]
        try:
            kept = msgspec.json.decode(self._seal.opened(sealed), type=KeptTry)
        except (KeyUnusable, msgspec.MsgspecError):
            return None
        age = self._clock.now().timestamp() - kept.at
        return kept if 0 <= age <= LASTS_SECONDS else None

    def _cookie(self, value: str, max_age: int) -> Cookie:
        return Cookie(
            self._name,
            value=value,
            max_age=max_age,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

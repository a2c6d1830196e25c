"""How the publisher's machine asks a hub what waits to be signed, and hands it in."""

from __future__ import annotations

import time
from http import HTTPStatus

import httpx
import msgspec

from kiosk import wire
from kiosk.errors import Conflict, HubUnreachable, NotFound
from kiosk.sync.client import CHECK_ADDRESS, PATIENCE
from kiosk.sync.releases import LARGEST_ARCHIVE

WHOLE_SECONDS = 600.0
"""For one answer; somebody sits before it, and can end it."""
LONGEST_REASON = 300


class SigningLink:
    """A link of `kiosk content sign`, as the hub shows it."""

    def __init__(
        self, address: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._address = address.rstrip("/")
        self._http = httpx.Client(
            headers={"Accept-Encoding": "identity"},
            timeout=PATIENCE,
            transport=transport,
            trust_env=False,
            follow_redirects=False,
        )

    def wanted(self) -> wire.SignatureWanted:
        """Raises `NotFound` and `HubUnreachable`."""
        try:
            return msgspec.json.decode(self._ask("GET"), type=wire.SignatureWanted)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise HubUnreachable(
                "What answers there is no hub of this version.", remedy=CHECK_ADDRESS
            ) from error

    def archive(self) -> bytes:
        return self._ask("GET", "/archive")

    def before(self) -> bytes:
        return self._ask("GET", "/before")

    def hand_in(self, signed: bytes) -> None:
        """Raises `Conflict` where the hub does not take it."""
        self._ask("PUT", body=signed)

    def close(self) -> None:
        self._http.close()

    def _ask(self, method: str, below: str = "", body: bytes | None = None) -> bytes:
        ends = time.monotonic() + WHOLE_SECONDS
        content = bytearray()
        try:
            with self._http.stream(
                method, self._address + below, content=body
            ) as answer:
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > LARGEST_ARCHIVE or time.monotonic() > ends:
                        raise HubUnreachable(
                            "The hub's answer does not end.", remedy=CHECK_ADDRESS
                        )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachable(
                f"The hub does not answer: {type(error).__name__} {error}".rstrip(),
                remedy=CHECK_ADDRESS,
            ) from error
        _raise_for(answer.status_code, bytes(content))
        return bytes(content)


def _raise_for(status: int, content: bytes) -> None:
    if httpx.codes.is_success(status):
        return
    try:
        said = msgspec.json.decode(content, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError):
        said = {}
    told = str(said.get("detail") or status)[:LONGEST_REASON]
    remedy = str(said.get("remedy") or CHECK_ADDRESS)[:LONGEST_REASON]
    if status == HTTPStatus.NOT_FOUND:
        raise NotFound(told, remedy=remedy)
    if httpx.codes.is_client_error(status):
        raise Conflict(told, remedy=remedy)
    raise HubUnreachable(f"No hub answers there now: {status}", remedy=CHECK_ADDRESS)

"""How a terminal without a token asks its hub to be paired."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

import httpx
import msgspec

from kiosk import wire
from kiosk.errors import DeliveryRefused, HubUnreachable
from kiosk.sync.client import CHECK_ADDRESS, LARGEST_ANSWER, PATIENCE


class PairingDesk:
    """One question at a time; each has a bound in bytes, and in time for each part."""

    def __init__(
        self, base_url: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url,
            headers={"Accept-Encoding": "identity"},
            timeout=PATIENCE,
            transport=transport,
            trust_env=False,
            follow_redirects=False,
        )

    def ask(self, token: str, program: str) -> wire.PairingCode:
        """Only the token's hash leaves this machine.

        Raises `HubUnreachable`, and `DeliveryRefused` with the status: 429 where too
        many ask, 404 of a hub that knows no codes.
        """
        wish = wire.PairingWish(
            token_hash=sha256(token.encode()).hexdigest(), program=program
        )
        status, content = self._put(msgspec.json.encode(wish))
        if httpx.codes.is_client_error(status):
            raise DeliveryRefused(
                f"The hub gives no code: {status}.",
                remedy="Pair by command: kiosk pair.",
                status=status,
            )
        if status != HTTPStatus.OK:
            raise HubUnreachable(
                f"No hub answers there now: {status}", remedy=CHECK_ADDRESS
            )
        try:
            return msgspec.json.decode(content, type=wire.PairingCode)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise HubUnreachable(
                "What answers there is no hub of this version.", remedy=CHECK_ADDRESS
            ) from error

    def close(self) -> None:
        self._http.close()

    def _put(self, body: bytes) -> tuple[int, bytes]:
        content = bytearray()
        try:
            with self._http.stream(
                "PUT",
                f"{wire.PREFIX}/pairing",
                content=body,
                headers={"Content-Type": "application/json"},
            ) as answer:
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > LARGEST_ANSWER:
                        raise HubUnreachable(
                            "What answers there is no hub: its answer is too long.",
                            remedy=CHECK_ADDRESS,
                        )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachable(
                f"The hub does not answer: {type(error).__name__} {error}".rstrip(),
                remedy=CHECK_ADDRESS,
            ) from error
        return answer.status_code, bytes(content)

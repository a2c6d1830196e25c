"""How a message goes out as JSON to an address of the site, signed with its secret.

Each is posted once, bounded in time, and follows no redirect; nothing but the status
of the answer is read.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ssl
from datetime import UTC
from typing import TYPE_CHECKING

import httpx
import msgspec

from kiosk.domain.alerts import AlertFailure
from kiosk.errors import AlertFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from kiosk.domain.alerts import AlertMessage
    from kiosk.i18n.alert_texts import AlertText

FORMAT = 1
"""Rises when a field changes its meaning or goes; new fields may come at any time."""
SIGNATURE = "X-Kiosk-Signature"
WHOLE_SECONDS = 20.0
SEE_SETTINGS = "See the setting alerts.webhook, and try: kiosk alerts test."
NOT_LET_IN = frozenset({401, 403, 407})


class HookTerminal(msgspec.Struct, frozen=True):
    series: str
    name: str


class HookBody(msgspec.Struct, frozen=True, kw_only=True):
    """What README documents."""

    format: int = FORMAT
    id: str
    """The same when it is sent again."""
    event: str
    """An `AlertKind`."""
    state: str
    """`begun` or `over`."""
    terminal: HookTerminal | None
    """None in a test."""
    since: datetime
    made: datetime
    detail: str | None
    subject: str
    text: str


class WebhookChannel:
    """An `AlertChannel`."""

    name = "webhook"

    def __init__(
        self,
        address: str,
        secret: str | None,
        words: Callable[[AlertMessage], AlertText],
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._address = address
        self._secret = secret
        self._words = words
        self._whole_seconds = whole_seconds

    def send(self, message: AlertMessage) -> None:
        body = self._body(message)
        headers = {
            "content-type": "application/json",
            "user-agent": "nexus-kiosk",
        }
        if self._secret is not None:
            headers[SIGNATURE] = signature(self._secret, body)
        status = asyncio.run(self._post(body, headers))
        if httpx.codes.is_redirect(status):
            raise _failed(AlertFailure.REDIRECTED, status)
        if not httpx.codes.is_success(status):
            let_in = status not in NOT_LET_IN
            why = AlertFailure.REFUSED if let_in else AlertFailure.SIGN_IN
            raise _failed(why, status)

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        try:
            async with (
                asyncio.timeout(self._whole_seconds),
                httpx.AsyncClient(
                    trust_env=False, timeout=self._whole_seconds
                ) as client,
                client.stream(
                    "POST", self._address, content=body, headers=headers
                ) as answer,
            ):
                return answer.status_code
        except TimeoutError as error:
            raise _failed(AlertFailure.TOO_SLOW) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failed(_kind(error)) from error

    def _body(self, message: AlertMessage) -> bytes:
        text = self._words(message)
        terminal = HookTerminal(message.series, message.name)
        return msgspec.json.encode(
            HookBody(
                id=message.id,
                event=message.kind.value,
                state="over" if message.is_over else "begun",
                terminal=terminal if message.series else None,
                since=message.since.astimezone(UTC),
                made=message.made_at.astimezone(UTC),
                detail=message.detail or None,
                subject=text.subject,
                text=text.body,
            )
        )


def signature(secret: str, body: bytes) -> str:
    """Of the body as it travels."""
    made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return f"sha256={made}"


def _kind(error: httpx.HTTPError | httpx.InvalidURL) -> AlertFailure:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return AlertFailure.CERTIFICATE
    if isinstance(error, httpx.TimeoutException):
        return AlertFailure.TOO_SLOW
    left_in_between = (ssl.SSLError, ConnectionResetError)
    if isinstance(error, httpx.ConnectError) and not any(
        isinstance(cause, left_in_between) for cause in causes
    ):
        return AlertFailure.UNREACHABLE
    return AlertFailure.NOT_UNDERSTOOD


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _failed(failure: AlertFailure, status: int | None = None) -> AlertFailed:
    answer = f"HTTP {status}" if status else ""
    return AlertFailed(
        f"The webhook did not take the message ({failure}){': ' if answer else '.'}"
        f"{answer}",
        SEE_SETTINGS,
        failure=failure,
        answer=answer,
    )

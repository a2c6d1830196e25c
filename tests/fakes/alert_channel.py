"""A channel of messages that does what a test wants of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import AlertFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.alerts import AlertFailure, AlertMessage


class FakeChannel:
    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[AlertMessage] = []
        self.tried: list[AlertMessage] = []
        self.fails_with: AlertFailure | None = None
        self.reached_some = False
        self.meanwhile: Callable[[], None] | None = None

    def send(self, message: AlertMessage) -> None:
        self.tried.append(message)
        if self.meanwhile is not None:
            self.meanwhile()
        if self.fails_with is not None:
            raise AlertFailed(
                "no",
                failure=self.fails_with,
                answer="535 no",
                reached_some=self.reached_some,
            )
        self.sent.append(message)

    def dies(self) -> None:
        raise KeyboardInterrupt

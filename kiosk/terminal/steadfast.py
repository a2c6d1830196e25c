"""The outermost loops: what breaks in a handler is reported and the loop goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.message import Message


class Steadfast(MessagePump):
    """Textual ends a loop whose handler raises; a terminal must not stop there."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001
            self.app._handle_exception(error)

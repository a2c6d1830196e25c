"""Server-sent events: that something changed, never what; the page asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.response import ServerSentEvent, ServerSentEventMessage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from litestar import Request

    from kiosk.hub.broadcast import Broadcast

BEAT_SECONDS = 15.0
"""How often a silent stream shows that it is alive; pages and proxies give up later."""
COME_BACK_AFTER_MS = 2000


def resumed_from(request: Request[Any, Any, Any], newest: int) -> int:
    """The last event this reader has seen: as its browser says, or as its page said."""
    said = request.headers.get("last-event-id") or request.query_params.get("since")
    return int(said) if said and said.isdecimal() and len(said) < 19 else newest


async def ticks(
    broadcast: Broadcast, seen: int, *, refreshes: bool = False
) -> AsyncIterator[int | None]:
    """The number of the newest event after each change; None for each quiet while.

    With `refreshes` also when something else on staff's pages has changed.
    """
    refreshed = broadcast.refreshed if refreshes else None
    while True:
        newest = await broadcast.after(seen, BEAT_SECONDS, refreshed)
        if broadcast.closed:
            return
        if refreshes:  # what comes while this one is sent is told by the next
            refreshed = broadcast.refreshed
        if newest is not None:
            seen = newest
        yield newest


def changed(seq: int) -> ServerSentEventMessage:
    return ServerSentEventMessage(event="queue", id=seq, data=f'{{"seq":{seq}}}')


def over(seq: int) -> ServerSentEventMessage:
    """Nothing more will come: the reader need not come back."""
    return ServerSentEventMessage(event="over", id=seq, data=f'{{"seq":{seq}}}')


def beat() -> ServerSentEventMessage:
    """A comment for what lies between, an event for the page's own watch."""
    return ServerSentEventMessage(comment="still here", event="beat", data="{}")


def as_response(messages: AsyncIterator[ServerSentEventMessage]) -> ServerSentEvent:
    return ServerSentEvent(
        messages, comment_message="open", retry_duration=COME_BACK_AFTER_MS
    )

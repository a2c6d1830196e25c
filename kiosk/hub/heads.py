"""HEAD is answered as GET, without a body: for every page, file and stream."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

END: Any = {"type": "http.response.body", "body": b"", "more_body": False}


def answered(app: ASGIApp) -> ASGIApp:
    """Outside of all routing, which would say that HEAD is no method there."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") == "HEAD":
            await _without_body(app, scope, send)
        else:
            await app(scope, receive, send)

    return handle


async def _without_body(app: ASGIApp, scope: Any, send: Send) -> None:
    """A stream is told that its reader has left as soon as its head is sent."""
    got: Any = {**scope, "method": "GET"}
    ended = asyncio.Event()
    asked = False

    async def nothing_more() -> Any:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await ended.wait()
        return {"type": "http.disconnect"}

    async def head_only(message: Message) -> None:
        if message["type"] == "http.response.start":
            scope["path_template"] = got.get("path_template", "")  # for the log
            await send(message)
        elif message["type"] == "http.response.body" and not ended.is_set():
            ended.set()
            await send(END)

    await app(got, nothing_more, head_only)

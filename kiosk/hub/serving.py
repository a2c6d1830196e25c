"""Serves the hub with uvicorn, so that it ends at once although streams are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from types import FrameType

    from litestar import Litestar

GRACE_SECONDS = 5
"""For answers under way when the hub is told to stop."""


class HubServer(uvicorn.Server):
    """Lets streams end first: uvicorn waits for every connection that is open."""

    def __init__(self, app: Litestar, *, host: str, port: int) -> None:
        self._app = app
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                lifespan="on",
                access_log=False,  # its lines would hold ticket codes
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.end_streams()
        super().handle_exit(sig, frame)

    def end_streams(self) -> None:
        """Safe from a signal handler and from other threads."""
        self._app.state.hub.broadcast.close_soon()

"""Serves the hub with uvicorn, within bounds, so that it ends at once when told to."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from functools import partial
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, cast

import uvicorn

from kiosk.hub.connections import BoundedProtocol, ConnectionBounds, Connections
from kiosk.hub.seldom import Seldom

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence
    from types import FrameType

    from litestar import Litestar

GRACE_SECONDS = 5
"""For answers under way when the hub is told to stop."""
USUAL = ConnectionBounds()
FILES_BESIDE = 256
"""For the database, the log and what else is open beside connections."""
_SELDOM = Seldom()


class HubServer(uvicorn.Server):
    """Lets streams end first: uvicorn waits for every connection that is open."""

    def __init__(
        self,
        app: Litestar,
        *,
        host: str,
        port: int,
        proxies: Sequence[str] = (),
        bounds: ConnectionBounds = USUAL,
    ) -> None:
        """`proxies`: the addresses or networks that may say for whom they ask."""
        self._app = app
        self.connections = Connections(bounds, partial(is_one_of, proxies))
        protocol = partial(BoundedProtocol, connections=self.connections)
        logging.getLogger("uvicorn.error").addFilter(_SELDOM)
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                http=cast("type[asyncio.Protocol]", protocol),
                ws="none",
                lifespan="on",
                access_log=False,  # its lines would hold ticket codes
                log_config=None,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                limit_concurrency=None,  # it counts streams, and refuses deliveries
                h11_max_incomplete_event_size=bounds.head_bytes,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.end_streams()
        super().handle_exit(sig, frame)

    def end_streams(self) -> None:
        """Safe from a signal handler and from other threads."""
        self._app.state.hub.broadcast.close_soon()


def is_one_of(proxies: Sequence[str], host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in ip_network(proxy) for proxy in proxies)


def may_open_enough(bounds: ConnectionBounds = USUAL) -> bool:
    """Ask the system for as many open files as connections need; False if it refuses.

    Beyond its limit a program can accept nothing more, and is deaf.
    """
    if sys.platform == "win32":
        return True
    import resource

    wanted = bounds.open_files + FILES_BESIDE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft == resource.RLIM_INFINITY or soft >= wanted

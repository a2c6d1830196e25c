"""Whether the hub lives, and whether it can work: for services and load balancers."""

from __future__ import annotations

from litestar import get

from kiosk.hub.context import Hub
from kiosk.operations import calling
from kiosk.wire import Health

OK = Health(status="ok")


@get("/health", include_in_schema=False)
async def health() -> Health:
    """Always, as long as the process answers."""
    return OK


@get("/ready", include_in_schema=False, sync_to_thread=True)
def ready(hub: Hub) -> Health:
    """Only with a database that can be read; else 503."""
    calling.last_seq(hub.ctx)
    return OK

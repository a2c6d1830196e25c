"""Where the API describes itself: one JSON document, and no page from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Router
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from kiosk import wire

if TYPE_CHECKING:
    from litestar.response import Response

PATH = f"{wire.PREFIX}/openapi.json"


def config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="NEXUS hub",
        version="1",
        description="How terminals deliver tickets. Errors are problem details.",
        render_plugins=[JsonRenderPlugin(path="/")],
        openapi_router=Router(
            PATH,
            route_handlers=[],
            after_request=_nothing_below,
            include_in_schema=False,
        ),
    )


def _nothing_below(answer: Response[Any]) -> Response[Any]:
    """Litestar has an HTML page for addresses below the document; ours is a problem."""
    if answer.status_code == 404:
        raise NotFoundException
    return answer

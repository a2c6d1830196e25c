"""The addresses of releases, on one page."""

from __future__ import annotations

from litestar import Router

from kiosk.hub.auth import editors
from kiosk.hub.pages.releases import listing, publishing, rolling_back, waiting

router = Router(
    "/releases",
    route_handlers=[
        *(listing.show, listing.how_far, listing.one, listing.content, listing.stick),
        *(publishing.form, publishing.publish),
        *(rolling_back.form, rolling_back.roll_back),
        *(waiting.show, waiting.approve, waiting.reject, waiting.call_off),
    ],
    guards=[editors],
    include_in_schema=False,
)

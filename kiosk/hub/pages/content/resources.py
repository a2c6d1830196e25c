"""Everything that a visitor can take home, with the code that a phone reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar import get
from litestar.params import FromPath
from litestar.response import Response
from qrcode.main import QRCode  # type: ignore[import-untyped]

from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import LanguageCode
from kiosk.operations.part_kinds import PartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.resources import Resource

SVG = "image/svg+xml"


@get("/resources", sync_to_thread=True)
def listing(hub: Hub, request: StaffRequest) -> Response[str]:
    catalogue = hub.overviews.now(hub.ctx).catalogue
    used: dict[str, list[str]] = {}
    for service in catalogue.services if catalogue else ():
        for resource in service.resources:
            used.setdefault(resource.id, []).append(service.slug)
    return hub.pages.html(
        request,
        "content/resources.html",
        page_language.for_staff(request),
        here="/content/resources",
        resources=catalogue.resources if catalogue else (),
        used=used,
        may_edit=rights.may_edit(hub, request.user, PartKind.RESOURCE.file),
        notice=request.query_params.get("notice", ""),
    )


@get("/resources/{name:str}", sync_to_thread=True)
def code(hub: Hub, request: StaffRequest, name: FromPath[str]) -> Response[str]:
    """`office.svg`; `language` for readers of which it is."""
    resource = _resource(hub, name.removesuffix(".svg"))
    language = LanguageCode(request.query_params.get("language", "de"))
    made = QRCode(border=4)
    made.add_data(resource.for_reader(language).target)
    return Response(svg_of(made.get_matrix()), media_type=SVG)


def svg_of(modules: Sequence[Sequence[bool]]) -> str:
    """Black on white whatever the page's colours are: a phone must read it."""
    size = len(modules)
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        ' shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dark}"/></svg>'
    )


def _resource(hub: Hub, name: str) -> Resource:
    catalogue = hub.overviews.now(hub.ctx).catalogue
    for resource in catalogue.resources if catalogue else ():
        if resource.id == name:
            return resource
    raise NotFound("There is no such resource.", remedy="Look at the list.")

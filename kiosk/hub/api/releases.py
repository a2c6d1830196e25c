"""The files of releases as terminals ask for them: each under a name it alone has."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from litestar import Router, get
from litestar.openapi import ResponseSpec
from litestar.params import PathParameter
from litestar.response import Response

from kiosk.hub.api.responses import problems
from kiosk.hub.context import Hub
from kiosk.operations import release_signing

MetadataName = Annotated[
    str,
    PathParameter(
        pattern=r"^(timestamp|[1-9][0-9]{0,11}\.(root|snapshot|targets))\.json$",
        description="Of The Update Framework, with a consistent snapshot.",
    ),
]
TargetName = Annotated[
    str,
    PathParameter(
        pattern=r"^[0-9a-f]{64}\.(release-[1-9][0-9]{0,8}\.zip"
        r"|notices-[1-9][0-9]{0,8}\.json)$",
        description="The file's SHA-256, and its name.",
    ),
]
NEVER_CHANGES = {"Cache-Control": "private, max-age=31536000, immutable"}
ASK_EACH_TIME = {"Cache-Control": "private, no-cache"}
FILE = ResponseSpec(bytes, generate_examples=False, description="The file, as it is.")
STATUSES = {
    **problems(HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND),
    HTTPStatus.OK: FILE,
}


@get(
    "/metadata/{name:str}",
    operation_id="release_metadata",
    summary="What vouches for the newest release, as it was signed",
    responses=STATUSES,
    sync_to_thread=True,
)
def metadata(hub: Hub, name: MetadataName) -> Response[bytes]:
    content = release_signing.metadata(hub.ctx, name)
    changes = name == release_signing.CHANGING
    return Response(
        content,
        media_type="application/json",
        headers=ASK_EACH_TIME if changes else NEVER_CHANGES,
    )


@get(
    "/targets/{name:str}",
    operation_id="release_target",
    summary="The archive of a release, or the file of all notices",
    responses=STATUSES,
    sync_to_thread=True,
)
def target(hub: Hub, name: TargetName) -> Response[bytes]:
    content = release_signing.target(hub.ctx, name)
    return Response(
        content, media_type="application/octet-stream", headers=NEVER_CHANGES
    )


router = Router("/releases", route_handlers=[metadata, target], tags=["releases"])

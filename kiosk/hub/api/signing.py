"""What waits for a signature of the publisher, for whoever has the link to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, put
from litestar.concurrency import sync_to_thread
from litestar.openapi import ResponseSpec
from litestar.params import PathParameter
from litestar.response import Response

from kiosk import wire
from kiosk.hub.api.responses import problems
from kiosk.hub.context import Hub
from kiosk.operations import outside_signing
from kiosk.wire import SignatureWanted

Code = Annotated[
    str,
    PathParameter(description="As kiosk content sign shows it on the hub."),
]
ARCHIVE = {
    HTTPStatus.OK: ResponseSpec(
        bytes, generate_examples=False, description="The archive, as it is."
    ),
    **problems(HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND),
}


@get(
    "/{code:str}",
    operation_id="signature_wanted",
    summary="What waits for a signature",
    responses={**problems(HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)},
    sync_to_thread=True,
)
def wanted(hub: Hub, code: Code) -> SignatureWanted:
    found = outside_signing.waiting(hub.ctx, code)
    said = SignatureWanted(
        targets=found.targets.decode(),
        before=found.before,
        notices_key=found.notices_key,
    )
    release = found.release
    if release is None:
        return said
    return msgspec.structs.replace(
        said,
        release=release.about.version,
        sha256=release.sha256,
        length=release.length,
        by=release.about.by,
        comment=release.about.comment,
    )


@get(
    "/{code:str}/archive",
    operation_id="signing_archive",
    summary="The release that waits",
    responses=ARCHIVE,
    sync_to_thread=True,
)
def archive(hub: Hub, code: Code) -> Response[bytes]:
    return _file(outside_signing.archive(hub.ctx, code))


@get(
    "/{code:str}/before",
    operation_id="signing_before",
    summary="The release that is public now, to compare it with",
    responses=ARCHIVE,
    sync_to_thread=True,
)
def before(hub: Hub, code: Code) -> Response[bytes]:
    return _file(outside_signing.archive(hub.ctx, code, before=True))


@put(
    "/{code:str}",
    operation_id="hand_in_signature",
    summary="Hand in the signature; the release is public then",
    status_code=HTTPStatus.NO_CONTENT,
    responses={
        **problems(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.NOT_FOUND,
            HTTPStatus.CONFLICT,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    },
)
async def hand_in(hub: Hub, request: Request[Any, Any, Any], code: Code) -> None:
    signed = await request.body()
    await sync_to_thread(outside_signing.take, hub.ctx, code, signed)
    hub.broadcast.refresh()


def _file(content: bytes) -> Response[bytes]:
    return Response(content, media_type="application/octet-stream")


router = Router(
    f"{wire.PREFIX}/signing",
    route_handlers=[wanted, archive, before, hand_in],
    tags=["signing"],
)

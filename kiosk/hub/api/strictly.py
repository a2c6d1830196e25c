"""Reads what terminals send to the letter: a count is no text, a moment no number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from litestar.exceptions import ClientException

from kiosk import wire

if TYPE_CHECKING:
    from litestar import Request

M = TypeVar("M", bound=wire.Message)


async def read(request: Request[Any, Any, Any], kind: type[M]) -> M:
    """The body again: the framework turns "17" into 17, and 0 into the year 1970."""
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.MsgspecError as error:
        raise ClientException(str(error)) from error

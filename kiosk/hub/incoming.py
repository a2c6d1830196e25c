"""What is refused before anything reads it: addresses that no page of ours has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.exceptions import ClientException, NotFoundException

from kiosk import wire

if TYPE_CHECKING:
    from litestar import Request

LONGEST_PATH = 512
NUL = "\x00"


async def check(request: Request[Any, Any, Any]) -> None:
    """No file and no row has a NUL in its name, and asking for one is an error.

    It waits for nothing, but to what is not async the framework gives a thread.
    """
    path = request.scope["path"]
    of_pages = not path.startswith(wire.PREFIX)  # the API says itself what it takes
    if of_pages and (len(path) > LONGEST_PATH or NUL in path):
        raise NotFoundException
    if b"%00" in request.scope["query_string"]:
        raise ClientException("The query holds a NUL.")

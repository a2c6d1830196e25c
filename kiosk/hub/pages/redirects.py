"""Where a page leads after a form was sent: always to a page that may be reloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from kiosk.domain.access import Staff

if TYPE_CHECKING:
    from enum import StrEnum

StaffRequest = Request[Staff, Any, Any]


def see_other(path: str, notice: StrEnum | str | None = None) -> Redirect:
    """`notice` is a word of ours that the page there explains."""
    query: dict[str, Any] = {"notice": str(notice)} if notice else {}
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, query_params=query or None)

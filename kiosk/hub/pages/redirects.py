"""Where a page leads after a form was sent: always to a page that may be reloaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from litestar import Request
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from kiosk.domain.access import Staff

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

StaffRequest = Request[Staff, Any, Any]

ACCOUNT = "/account"
SECOND_FACTOR = "/second-factor"
OWN_PATH = re.compile(r"(/[A-Za-z0-9._-]+)+/?|/")
"""An address of this hub, and of nothing else."""
LAST_ADMINISTRATOR = "last-administrator"
"""A notice of the staff page: who would lock everybody out is told so."""


def after_password(staff: Staff, then: str = "") -> str:
    """On to the second factor, or to where they were going."""
    if not staff.must_prove():
        return own_path(then, first_page(staff))
    going = own_path(then, "")
    return f"{SECOND_FACTOR}?{urlencode({'then': going})}" if going else SECOND_FACTOR


def own_path(said: str, otherwise: str) -> str:
    """Where somebody was going, if that is a page of ours."""
    return said if OWN_PATH.fullmatch(said) and len(said) <= 256 else otherwise


def first_page(staff: Staff) -> str:
    """Where somebody begins who came for nothing else."""
    if staff.may_counsel():
        return "/queue" if staff.desk else "/desk"
    return "/content" if staff.may_see_drafts() else ACCOUNT


def see_other(
    path: str,
    notice: StrEnum | str | None = None,
    view: Mapping[str, str] | None = None,
) -> Redirect:
    """`notice` is a word of ours that the page there explains, `view` how it looked."""
    query: dict[str, Any] = {"notice": str(notice)} if notice else {}
    query |= view or {}
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, query_params=query or None)

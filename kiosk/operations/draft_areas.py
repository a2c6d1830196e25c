"""To which life area a file of the draft belongs, and where a text would move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.toml_edits import values
from kiosk.errors import BadContent, NotFound
from kiosk.ids import CategoryId
from kiosk.operations import drafting
from kiosk.operations.draft_hours import path_of

if TYPE_CHECKING:
    from kiosk.operations.context import Context

MOST_BROKEN = 50
"""Versions in a row that say no life area: beyond them an administrator helps."""
_SERVICES = "services/"


def area_of(ctx: Context, path: str) -> CategoryId | None:
    """As the service's own file says, or said last: who broke or removed it, or whose
    centre has errors elsewhere, may mend it. None for what is of no service."""
    file = _file_of_service(path)
    if file is None:
        return None
    try:
        versions = drafting.history(ctx, file)[:MOST_BROKEN]
    except NotFound:
        return None
    texts = (drafting.version(ctx, file, one.version).text for one in versions)
    areas = (area_said(file, text) for text in texts if text is not None)
    return next((area for area in areas if area is not None), None)


def area_said(path: str, text: str) -> CategoryId | None:
    """None for any other file than a service's own, and for one that says none."""
    if path != _file_of_service(path):
        return None
    try:
        said = values(path, text).get("category")
    except BadContent:
        return None
    return CategoryId(said) if isinstance(said, str) and said else None


def _file_of_service(path: str) -> str | None:
    if not path.startswith(_SERVICES):
        return None
    try:
        return path_of(path.split("/")[1])
    except NotFound:  # no service can have this name
        return None

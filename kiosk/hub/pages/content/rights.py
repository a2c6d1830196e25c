"""Who may change which file of the draft: an editor may be bound to life areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import NotAllowed
from kiosk.operations import draft_areas

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.hub.context import HubContext
    from kiosk.ids import CategoryId


def may_edit(hub: HubContext, staff: Staff, path: str) -> bool:
    return staff.may_edit(draft_areas.area_of(hub.ctx, path))


def check_may_edit(hub: HubContext, staff: Staff, path: str) -> None:
    """Raises `NotAllowed`."""
    if not may_edit(hub, staff, path):
        raise NotAllowed(
            f"{path} is of a life area that is not yours, or of none.",
            remedy="Ask an administrator.",
        )


def check_may_save(hub: HubContext, staff: Staff, path: str, text: str) -> None:
    """Also where the text would move a service. Raises `NotAllowed`."""
    check_may_edit(hub, staff, path)
    wanted = draft_areas.area_said(path, text)
    if wanted is not None and wanted != draft_areas.area_of(hub.ctx, path):
        check_may_place(staff, wanted)


def check_may_place(staff: Staff, area: CategoryId) -> None:
    """Of a service that is moved there. Raises `NotAllowed`."""
    if not staff.may_edit(area):
        raise NotAllowed(
            f"{area} is no life area of yours.", remedy="Ask an administrator."
        )

"""Who may change which file of the draft: an editor may be bound to life areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import NotAllowed
from kiosk.operations.draft_overview import checked_draft

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.hub.context import HubContext
    from kiosk.ids import CategoryId

_SERVICES = "services/"


def may_edit(hub: HubContext, staff: Staff, path: str) -> bool:
    return staff.may_edit(_area(hub, path))


def check_may_edit(hub: HubContext, staff: Staff, path: str) -> None:
    """Raises `NotAllowed`."""
    if not may_edit(hub, staff, path):
        raise NotAllowed(
            f"{path} is of a life area that is not yours, or of none.",
            remedy="Ask an administrator.",
        )


def check_may_place(staff: Staff, area: CategoryId) -> None:
    """Of a service that is moved there. Raises `NotAllowed`."""
    if not staff.may_edit(area):
        raise NotAllowed(
            f"{area} is no life area of yours.", remedy="Ask an administrator."
        )


def _area(hub: HubContext, path: str) -> CategoryId | None:
    """None for what is of the centre, and for a service that cannot be read."""
    catalogue = checked_draft(hub.ctx).content.catalogue
    if catalogue is None or not path.startswith(_SERVICES):
        return None
    slug = path.split("/")[1]
    found = (s.category for s in catalogue.services if s.slug == slug)
    return next(found, None)

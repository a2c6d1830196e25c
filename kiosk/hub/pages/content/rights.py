"""Who may change which file of the draft: an editor may be bound to life areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import NotAllowed
from kiosk.hub.auth import ASK_FOR_IT
from kiosk.operations import draft_areas
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.hub.context import HubContext
    from kiosk.ids import CategoryId
    from kiosk.sentences import Sentence

EDITORS_ALONE = sentence("Only an editor may change texts; your role is another.")


def may_edit(hub: HubContext, staff: Staff, path: str) -> bool:
    return staff.may_edit(draft_areas.area_of(hub.ctx, path))


def may_begin(hub: HubContext, staff: Staff) -> bool:
    """A service, in any life area."""
    catalogue = hub.overviews.now(hub.ctx).catalogue
    areas = catalogue.categories if catalogue else ()
    return any(staff.may_edit(area.id) for area in areas)


def check_may_begin(hub: HubContext, staff: Staff) -> None:
    """Raises `NotAllowed`."""
    if not may_begin(hub, staff):
        raise _refused(hub, staff, None)


def check_may_edit(hub: HubContext, staff: Staff, path: str) -> None:
    """Raises `NotAllowed`."""
    if not may_edit(hub, staff, path):
        raise _refused(hub, staff, draft_areas.area_of(hub.ctx, path))


def check_may_save(hub: HubContext, staff: Staff, path: str, text: str) -> None:
    """Also where the text would move a service. Raises `NotAllowed`."""
    check_may_edit(hub, staff, path)
    wanted = draft_areas.area_said(path, text)
    if wanted is not None and wanted != draft_areas.area_of(hub.ctx, path):
        check_may_place(hub, staff, wanted)


def check_may_place(hub: HubContext, staff: Staff, area: CategoryId) -> None:
    """Of a service that is moved there. Raises `NotAllowed`."""
    if not staff.may_edit(area):
        raise _refused(hub, staff, area)


def _refused(hub: HubContext, staff: Staff, area: CategoryId | None) -> NotAllowed:
    return NotAllowed(_why_not(hub, staff, area), remedy=ASK_FOR_IT)


def _why_not(hub: HubContext, staff: Staff, area: CategoryId | None) -> Sentence:
    """Which of the two it is: their role, or their life areas."""
    own = staff.rights.areas
    if own is None:
        return EDITORS_ALONE
    yours = ", ".join(_title(hub, one) for one in sorted(own))
    if area is None:
        return sentence(
            "This belongs to the whole centre; you may change texts of: {yours}.",
            yours=yours,
        )
    return sentence(
        "This belongs to the life area {area}; you may change texts of: {yours}.",
        area=_title(hub, area),
        yours=yours,
    )


def _title(hub: HubContext, area: CategoryId) -> str:
    """Its German one; its id where the draft does not have it."""
    catalogue = hub.overviews.now(hub.ctx).catalogue
    areas = catalogue.categories if catalogue else ()
    return next((a.title[SOURCE_LANGUAGE] for a in areas if a.id == area), area)

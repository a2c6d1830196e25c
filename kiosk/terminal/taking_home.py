"""What of a resource a visitor takes home: a title, a code, an address in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.resources import ResourceKind
from kiosk.terminal.places import TakeHome
from kiosk.terminal.qr_matrix import fits_smallest

if TYPE_CHECKING:
    from kiosk.domain.resources import Resource
    from kiosk.ids import LanguageCode
    from kiosk.terminal.ports import TicketDesk


def take_home(resource: Resource, reader: LanguageCode, desk: TicketDesk) -> TakeHome:
    """With a short address where the code of the long one fits not every terminal."""
    target = resource.for_reader(reader).target
    too_long = resource.kind is ResourceKind.WEB and not fits_smallest(target)
    short = desk.short_address(target) if too_long else None
    return TakeHome.of(resource, reader, short)

"""What a visitor takes home of a service: its text, and each of its resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.resources import ResourceKind
from kiosk.terminal.places import TakeHome, in_words
from kiosk.terminal.qr_matrix import fits_smallest

if TYPE_CHECKING:
    from kiosk.domain.pathways import Answers
    from kiosk.domain.resources import Resource
    from kiosk.ids import LanguageCode, Slug
    from kiosk.terminal.ports import TicketDesk
    from kiosk.terminal.session import Session


def text_for_phone(
    service: Slug, session: Session, desk: TicketDesk
) -> TakeHome | None:
    """The same text as a page of the hub; None where phones do not get there."""
    title = session.words.gettext("This text on my phone")
    return _page(title, desk.service_address(service, session.code), service)


def plan_for_phone(
    answers: Answers, session: Session, desk: TicketDesk
) -> TakeHome | None:
    """A plan as a page of the hub; None where phones do not get there."""
    title = session.words.gettext("My list on my phone")
    return _page(title, desk.plan_address(answers, session.code))


def _page(
    title: str, address: str | None, service: Slug | None = None
) -> TakeHome | None:
    if address is None:
        return None
    return TakeHome(title, address, in_words(address).lower(), service=service)


def take_home(
    resource: Resource, reader: LanguageCode, desk: TicketDesk, service: Slug
) -> TakeHome:
    """With a short address where the code of the long one fits not every terminal."""
    target = resource.for_reader(reader).target
    too_long = resource.kind is ResourceKind.WEB and not fits_smallest(target)
    short = desk.short_address(target) if too_long else None
    return TakeHome.of(resource, reader, short, service)

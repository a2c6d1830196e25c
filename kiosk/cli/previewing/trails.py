"""Where the terminal must stand for a picture, and for a probe of everything."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.pathways import StepStage, walks, written
from kiosk.domain.previews import PreviewScreen
from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.errors import NotFound
from kiosk.ids import AppointmentCode, CategoryId, Slug, TicketCode, TicketId, TopicId
from kiosk.terminal import places
from kiosk.terminal.taking_home import take_home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.previews import PreviewWanted
    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import TicketDesk

PLAIN: dict[PreviewScreen, Place] = {
    PreviewScreen.LANGUAGES: places.Languages(),
    PreviewScreen.CATEGORIES: places.Categories(),
    PreviewScreen.TOPICS: places.Topics(),
    PreviewScreen.EMERGENCY: places.Emergency(),
    PreviewScreen.NOTICES: places.Notices(),
}
BOOKED = AppointmentCode("K7QM2XR0")
TYPED = "a"
"""Begins some word in nearly every language; found nothing, it is a screen too."""


def trail_to(
    wanted: PreviewWanted, catalogue: Catalogue, desk: TicketDesk
) -> tuple[Place, ...]:
    """The way a visitor would have come. Raises `KioskError` for what is not there."""
    match wanted.screen:
        case PreviewScreen.ATTRACT:
            return (places.Attract(),)
        case PreviewScreen.HOME:
            return (places.Home(),)
        case _:
            return (places.Home(), _place(wanted, catalogue, desk))


def _place(wanted: PreviewWanted, catalogue: Catalogue, desk: TicketDesk) -> Place:
    match wanted.screen:
        case PreviewScreen.SERVICES:
            return places.Services(catalogue.category(CategoryId(wanted.subject)).id)
        case PreviewScreen.CONFIRM:
            topic = catalogue.topic(TopicId(wanted.subject)).id
            return places.Confirm.first(topic, wanted.language, catalogue)
        case PreviewScreen.SEARCH:
            return places.Search(wanted.subject)
        case PreviewScreen.SERVICE | PreviewScreen.RESOURCES | PreviewScreen.TAKE_HOME:
            return _of_service(wanted, catalogue, desk)
        case _:
            return PLAIN[wanted.screen]


def _of_service(wanted: PreviewWanted, catalogue: Catalogue, desk: TicketDesk) -> Place:
    service = catalogue.service(Slug(wanted.subject))
    if wanted.screen is PreviewScreen.SERVICE:
        return places.ServicePage(service.slug)
    if not service.resources:
        raise NotFound(
            f"Nothing can be taken home from {service.slug!r}.",
            remedy="Give the service a resource.",
        )
    if wanted.screen is PreviewScreen.RESOURCES:
        return places.Resources(service.slug)
    return take_home(service.resources[0], wanted.language, desk, service.slug)


def without_services(
    catalogue: Catalogue, code: LanguageCode, desk: TicketDesk, now: datetime
) -> Iterator[tuple[str, Place]]:
    """Every kind of screen by name, and every life area, but no text of a service."""
    yield "attract", places.Attract()
    yield "home", places.Home()
    for screen, place in PLAIN.items():
        yield screen.value, place
    for category in catalogue.categories:
        yield f"services of {category.id}", places.Services(category.id)
    yield "search", places.Search(TYPED)
    yield "found", places.Found(TYPED)
    for topic in catalogue.offered_topics()[:1]:  # every title stands on the list
        yield "confirm", places.Confirm.first(topic.id, code, catalogue)
        yield "counselling-language", places.CounsellingLanguage(topic.id)
        yield "ticket", places.TicketShown(_ticket(topic.id, code, now))
    for place in _of_pathway(catalogue):
        yield f"pathway {written(place.answers)} {place.stage or ''}".rstrip(), place
    yield "appointment", places.AppointmentTyping()
    for answer in (CheckInAnswer.CANCELLED, CheckInAnswer.OTHER_DAY):
        found = FoundAppointment(answer, BOOKED, now + timedelta(days=2))
        yield f"appointment, {answer}", places.NoAppointment(found)
    yield "no-numbers", places.NoNumbers()
    yield "out-of-order", places.OutOfOrder()
    yield "trouble", places.Trouble(places.Mishap.NOT_OFFERED)
    fullest = max(catalogue.services, key=lambda s: len(s.resources), default=None)
    if fullest is not None and fullest.resources:
        yield f"resources of {fullest.slug}", places.Resources(fullest.slug)
        home = take_home(fullest.resources[0], code, desk, fullest.slug)
        yield f"take-home of {fullest.slug}", home
        talk = places.to_talk(fullest.slug, code, catalogue)
        yield f"to talk about {fullest.slug}", talk


def _of_pathway(catalogue: Catalogue) -> Iterator[places.OnPathway]:
    pathway = catalogue.pathway()
    for answers in walks(pathway) if pathway else ():
        is_plan = pathway is not None and pathway.next_question(answers) is None
        for stage in StepStage if is_plan else (None,):
            yield places.OnPathway(answers, stage)


def _ticket(topic: TopicId, code: LanguageCode, now: datetime) -> Ticket:
    """Nobody's: as wide as the widest number."""
    return Ticket(
        id=TicketId("0" * 32),
        number=TicketNumber("A", 888),
        service_day=now.date(),
        topic=topic,
        language=code,
        screen_language=code,
        code=TicketCode("0" * 12),
        issued_at=now,
    )

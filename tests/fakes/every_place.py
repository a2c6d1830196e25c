"""All places of a catalogue, for tests that walk through every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.pathways import StepStage, walks, written
from kiosk.ids import AppointmentCode, CategoryId, LanguageCode, Slug, TopicId
from kiosk.terminal import places
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.tickets import Ticket
    from kiosk.terminal.places import Place

NOT_ANSWERED = FoundAppointment(CheckInAnswer.NO_ANSWER, AppointmentCode("P0000001"))
ONE_OF_EACH_KIND: dict[type[Place], Place] = {
    type(place): place
    for place in (
        places.Attract(),
        places.Home(),
        places.Languages(),
        places.Categories(),
        places.Services(CategoryId("arrival")),
        places.Search("a"),
        places.Found("a"),
        places.ServicePage(Slug("registration")),
        places.Resources(Slug("registration")),
        places.TakeHome("Spremberg/Grodk", "https://spremberg.de", "spremberg.de"),
        places.OnPathway(),
        places.Topics(),
        places.AppointmentTyping(),
        places.NoAppointment(NOT_ANSWERED),
        places.NoNumbers(),
        places.Notices(),
        places.Confirm(TopicId("residence"), LanguageCode("en")),
        places.CounsellingLanguage(TopicId("residence")),
        places.TicketShown(a_ticket()),
        places.Emergency(),
        places.OutOfOrder(),
        places.Trouble(places.Mishap.UNEXPECTED),
    )
}
"""In the small catalogue of the builders."""


def every_place(catalogue: Catalogue, language: str) -> dict[str, Place]:
    """One of each kind, by name, and of categories and services every one."""
    topic = catalogue.offered_topics()[0].id
    code = LanguageCode(language)
    found: dict[str, Place] = {
        "home": places.Home(),
        "languages": places.Languages(),
        "categories": places.Categories(),
        "search": places.Search(),
        "search-some": places.Search("a"),
        "search-none": places.Search("zzzz"),
        "found": places.Found("a"),
        "topics": places.Topics(),
        "confirm": places.Confirm(topic, code),
        "counselling-language": places.CounsellingLanguage(topic),
        "appointment": places.AppointmentTyping("P000"),
        "no-appointment": places.NoAppointment(NOT_ANSWERED),
        "no-numbers": places.NoNumbers(),
        "notices": places.Notices(),
        "ticket": places.TicketShown(a_last_ticket(topic)),
        "emergency": places.Emergency(),
    }
    pathway = catalogue.pathway()
    for answers in walks(pathway) if pathway else ():
        question = pathway.next_question(answers) if pathway else None
        if question is not None:
            found[f"question-{question.id}"] = places.OnPathway(answers)
        for stage in StepStage if question is None else ():
            name = f"plan-{written(answers)}-{stage}"
            found[name] = places.OnPathway(answers, stage)
    for mishap in places.Mishap:
        found[f"trouble-{mishap.name.lower()}"] = places.Trouble(mishap)
    for category in catalogue.categories:
        found[f"services-{category.id}"] = places.Services(category.id)
    for service in catalogue.services:
        found[f"service-{service.slug}"] = places.ServicePage(service.slug)
        found[f"resources-{service.slug}"] = places.Resources(service.slug)
        for at, resource in enumerate(service.resources):
            found[f"take-home-{service.slug}-{at}"] = places.TakeHome.of(resource, code)
    return found


def a_last_ticket(topic: str) -> Ticket:
    """With the widest number there is."""
    return a_ticket(888, topic=topic)

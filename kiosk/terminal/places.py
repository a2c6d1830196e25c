"""Where a visitor can be: a place and a session are all that a screen is built from."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kiosk.domain.appointments import FoundAppointment
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.pathways import Answers, StepStage
    from kiosk.domain.resources import Resource
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import CategoryId, LanguageCode, Slug, TopicId


class Attract(Struct, frozen=True):
    """Nobody is here yet."""


class Home(Struct, frozen=True):
    """The few things one can do."""


class Languages(Struct, frozen=True):
    """Another language for all that is shown."""


class Categories(Struct, frozen=True):
    """The life areas."""


class Services(Struct, frozen=True):
    category: CategoryId


class Search(Struct, frozen=True):
    """Typing; the query is kept for whoever comes back from a result."""

    query: str = ""


class Found(Struct, frozen=True):
    """Every result of a query."""

    query: str


class ServicePage(Struct, frozen=True):
    slug: Slug


class Resources(Struct, frozen=True):
    """What can be taken home from a service that offers more than one thing."""

    slug: Slug


class TakeHome(Struct, frozen=True):
    """One QR code, as large as the screen allows."""

    title: str
    target: str
    address: str
    title_in: LanguageCode | None = None
    """What the title is written in; None: what the visitor reads."""
    languages: tuple[LanguageCode, ...] = ()
    """What the page speaks instead of the visitor's language; empty: perhaps that."""
    service: Slug | None = None
    """Of which it is taken home; None: of none."""

    @classmethod
    def of(
        cls,
        resource: Resource,
        reader: LanguageCode,
        short: str | None = None,
        service: Slug | None = None,
    ) -> TakeHome:
        """`short` is another address that leads to the same page."""
        pointer, title = resource.for_reader(reader), resource.title.shown(reader)
        return cls(
            title.text,
            short or pointer.target,
            in_words(short) if short else pointer.address,
            title.language,
            resource.foreign_to(reader),
            service,
        )


class OnPathway(Struct, frozen=True):
    """The next question after these answers, or the plan that follows from all."""

    answers: Answers = ()
    stage: StepStage | None = None
    """Of the plan; None: its first."""


class Topics(Struct, frozen=True):
    """First step of the check-in."""

    about: Slug | None = None
    """The service from whose text the visitor comes."""
    spoken: LanguageCode | None = None
    """What they want to talk in, when they come back to take another topic."""


class AppointmentTyping(Struct, frozen=True):
    """Instead of the first step, for who has an appointment: its code."""

    typed: str = ""
    found: FoundAppointment | None = None
    """What a code was worth that was scanned, if there is none like it."""


class NoAppointment(Struct, frozen=True):
    """Instead of the last step, for a code that opens nothing now."""

    found: FoundAppointment


class Confirm(Struct, frozen=True):
    """Second step: everything at a glance, and one button."""

    topic: TopicId
    language: LanguageCode
    about: Slug | None = None
    """The service that chose the topic, which may be changed then."""
    booked: FoundAppointment | None = None
    """The appointment that chose topic and language, which stay then."""

    @classmethod
    def of_appointment(cls, found: FoundAppointment) -> Confirm | None:
        """None for what cannot be used now."""
        from kiosk.domain.appointments import CheckInAnswer  # after the first paint

        if found.answer is not CheckInAnswer.READY:
            return None
        if found.topic is None or found.language is None:
            return None
        return cls(found.topic, found.language, booked=found)

    @classmethod
    def first(
        cls,
        topic: TopicId,
        reader: LanguageCode,
        catalogue: Catalogue,
        about: Slug | None = None,
    ) -> Confirm:
        """To be talked about in the language they read, where that can be wished."""
        offered = catalogue.counselling_languages
        return cls(topic, reader if reader in offered else offered[0], about)


class CounsellingLanguage(Struct, frozen=True):
    """Aside from the second step: another language to talk in."""

    topic: TopicId
    about: Slug | None = None


class NoNumbers(Struct, frozen=True):
    """Instead of both steps while no number would be called."""

    about: Slug | None = None
    topic: TopicId | None = None
    """Where it is only for this one; others may be chosen."""


class TicketShown(Struct, frozen=True):
    ticket: Ticket


class Notices(Struct, frozen=True):
    """What the centre tells everybody now, whole."""


class OutOfOrder(Struct, frozen=True):
    """Instead of the greeting, while staff say so."""


class Emergency(Struct, frozen=True):
    """Numbers to call at once."""


class Mishap(Enum):
    """What went wrong, as far as a visitor needs to know."""

    NO_TICKETS = "no tickets"
    NOT_OFFERED = "not offered"
    UNEXPECTED = "unexpected"


class Trouble(Struct, frozen=True):
    mishap: Mishap


def to_talk(
    about: Slug | None, reader: LanguageCode, catalogue: Catalogue
) -> Topics | Confirm:
    """Where the check-in begins: from a service, with its topic chosen already."""
    topic = catalogue.topic_about(about) if about is not None else None
    if topic is None:
        return Topics(about)
    return Confirm.first(topic, reader, catalogue, about)


def with_code(found: FoundAppointment) -> AppointmentTyping | NoAppointment | Confirm:
    """Where a code leads: on to the last step, to why not, or to typing it better."""
    from kiosk.domain.appointments import CheckInAnswer  # after the first paint

    if found.answer is CheckInAnswer.UNKNOWN:
        return AppointmentTyping("", found)
    return Confirm.of_appointment(found) or NoAppointment(found)


Place = (
    Attract
    | Home
    | Languages
    | Categories
    | Services
    | Search
    | Found
    | ServicePage
    | Resources
    | TakeHome
    | OnPathway
    | Topics
    | AppointmentTyping
    | NoAppointment
    | Confirm
    | CounsellingLanguage
    | NoNumbers
    | TicketShown
    | Notices
    | OutOfOrder
    | Emergency
    | Trouble
)


def in_words(address: str) -> str:
    """As a person types it: `hub.example.org/S/0A1B2C`."""
    host, _, path = address.partition("://")[2].partition("/")
    return f"{host.lower()}/{path}"

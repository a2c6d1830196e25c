"""Ports that answer at once, and do as a test tells them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain import plan_pages
from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.calendar_entries import date_address
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.search_answers import SearchAnswer
from kiosk.domain.service_pages import code_address
from kiosk.domain.short_links import code_of
from kiosk.errors import NumberHeldBack
from kiosk.terminal.ports import LinkState, Ports
from tests.builders import a_catalogue, a_ticket
from tests.fakes.clock import FixedClock
from tests.fakes.words import SourceVocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import FederalState
    from kiosk.domain.out_of_order import HungSign
    from kiosk.domain.pathways import Answers
    from kiosk.domain.queues import Standing
    from kiosk.domain.services import Service
    from kiosk.domain.site import Site
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.domain.tickets import Ticket
    from kiosk.errors import KioskError
    from kiosk.ids import (
        AppointmentCode,
        LanguageCode,
        Slug,
        TicketCode,
        TicketId,
        TopicId,
    )
    from kiosk.terminal.ports import Vocabulary


@dataclass
class FakeDesk:
    """Issues A 017, A 018, ...; refuses with `failure` when a test sets one."""

    failure: KioskError | None = None
    known: Standing | None = None
    issued: list[Ticket] = field(default_factory=list)
    holding: NotIssuing | None = None
    """Why no number is issued, while a test says so."""
    reaches_phones: bool = True
    hub: str = "HTTPS://WILLKOMMEN.EXAMPLE.DE"
    of_topics: dict[str, NotIssuing] = field(default_factory=dict)
    """Why none is issued for these topics alone."""
    full_languages: set[tuple[str, str]] = field(default_factory=set)
    """Topics and languages in which all are given out."""

    def not_issuing(
        self, topic: TopicId | None = None, language: LanguageCode | None = None
    ) -> NotIssuing | None:
        of_language = (topic or "", language or "") in self.full_languages
        full = NotIssuing.ALL_GIVEN if of_language else None
        return self.holding or self.of_topics.get(topic or "") or full

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        if self.failure is not None:
            raise self.failure
        why = self.not_issuing(topic, language)
        if why is not None:
            raise NumberHeldBack(why)
        count = 17 + len(self.issued)
        ticket = a_ticket(
            count,
            topic=topic,
            language=language,
            screen_language=screen_language,
            about=about,
        )
        ticket = replace(ticket, appointment=appointment)
        self.issued.append(ticket)
        return ticket

    def standing(self, ticket: TicketId) -> Standing | None:
        return self.known

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        if self.failure is not None:
            raise self.failure
        return next((ticket for ticket in self.issued if ticket.code == code), None)

    def page_address(self, ticket: Ticket) -> str | None:
        if not self.reaches_phones:
            return None
        return f"{self.hub}/T/{ticket.code}"

    def service_address(self, service: Slug, language: LanguageCode) -> str | None:
        hub = "https://willkommen.example.de" if self.reaches_phones else None
        return code_address(hub, service, language)

    def plan_address(self, answers: Answers, language: LanguageCode) -> str | None:
        hub = "https://willkommen.example.de" if self.reaches_phones else None
        return plan_pages.code_address(hub, answers, language)

    def date_address(self, starts: datetime) -> str | None:
        hub = "https://willkommen.example.de" if self.reaches_phones else None
        return date_address(hub, starts, ZoneInfo("Europe/Berlin"))

    def short_address(self, target: str) -> str | None:
        return f"HTTPS://WILLKOMMEN.EXAMPLE.DE/S/{code_of(target)}"


@dataclass
class FakeAppointmentBook:
    """Knows the codes that a test writes in; away, it answers nothing."""

    known: dict[str, FoundAppointment] = field(default_factory=dict)
    away: bool = False
    asked: list[str] = field(default_factory=list)

    def offered(self) -> bool:
        return bool(self.known) or self.away

    def look_up(self, code: AppointmentCode) -> FoundAppointment:
        self.asked.append(code)
        if self.away:
            return FoundAppointment(CheckInAnswer.NO_ANSWER, code)
        nothing = FoundAppointment(CheckInAnswer.UNKNOWN, code)
        return self.known.get(code, nothing)


@dataclass
class FakeLink:
    now: LinkState = LinkState.UP
    heard: datetime | None = None
    waiting: int = 0

    def state(self) -> LinkState:
        return self.now

    def last_heard(self) -> datetime | None:
        return self.heard

    def undelivered(self) -> int:
        return self.waiting


@dataclass
class FakeContents:
    catalogue: Catalogue = field(default_factory=a_catalogue)

    def site(self) -> Site:
        return self.catalogue.site

    def current(self) -> Catalogue:
        return self.catalogue


@dataclass
class FakeCalendar:
    """Has the holidays that a test writes in."""

    days: dict[FederalState, set[date]] = field(default_factory=dict)

    def is_holiday(self, day: date, state: FederalState) -> bool:
        return day in self.days.get(state, ())


@dataclass
class FakeFinder:
    """Finds what has the text in a title or summary; counts how often it is asked."""

    contents: FakeContents
    asked: int = 0

    answers: Mapping[str, SearchAnswer] = field(default_factory=dict)
    """What else is answered to what is typed."""

    def answer(self, text: str, language: LanguageCode) -> SearchAnswer:
        return self.answers.get(text) or SearchAnswer(self.find(text, language))

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        self.asked += 1
        wanted = text.casefold().strip()
        return tuple(
            service.slug
            for service in self.contents.current().services
            if wanted and wanted in _told(service)
        )


def _told(service: Service) -> str:
    articles = service.articles.values()
    return " ".join(f"{a.title} {a.summary}" for a in articles).casefold()


@dataclass
class FakeNotes:
    """Keeps what staff would read."""

    size: tuple[int, int] | None = None
    complaints: set[str] = field(default_factory=set)

    def screen_size(self, columns: int, rows: int) -> None:
        self.size = (columns, rows)

    def complain(self, code: str, *, on: bool) -> None:
        if on:
            self.complaints.add(code)
        else:
            self.complaints.discard(code)


@dataclass
class FakeNoticeboard:
    """Tells what a test puts up, in that order, whatever the time."""

    up: list[SiteNotice] = field(default_factory=list)

    def shown(self) -> tuple[SiteNotice, ...]:
        return tuple(self.up)


@dataclass
class FakeSign:
    """Hangs what a test hangs there."""

    now: HungSign | None = None

    def hung(self) -> HungSign | None:
        return self.now


@dataclass
class FakeStaffCode:
    code: str = ""

    def shown(self) -> str:
        return self.code


@dataclass
class FakeWorld:
    """Everything around one terminal, for a test to turn."""

    desk: FakeDesk = field(default_factory=FakeDesk)
    link: FakeLink = field(default_factory=FakeLink)
    contents: FakeContents = field(default_factory=FakeContents)
    calendar: FakeCalendar = field(default_factory=FakeCalendar)
    clock: FixedClock = field(default_factory=FixedClock)
    vocabulary: Vocabulary = field(default_factory=SourceVocabulary)
    notes: FakeNotes = field(default_factory=FakeNotes)
    notices: FakeNoticeboard = field(default_factory=FakeNoticeboard)
    sign: FakeSign = field(default_factory=FakeSign)
    code: FakeStaffCode = field(default_factory=FakeStaffCode)
    book: FakeAppointmentBook = field(default_factory=FakeAppointmentBook)
    answers: dict[str, SearchAnswer] = field(default_factory=dict)

    def ports(self) -> Ports:
        return Ports(
            desk=self.desk,
            link=self.link,
            contents=self.contents,
            vocabulary=self.vocabulary,
            clock=self.clock,
            calendar=self.calendar,
            finder=FakeFinder(self.contents, answers=self.answers),
            notes=self.notes,
            notices=self.notices,
            sign=self.sign,
            code=self.code,
            book=self.book,
        )

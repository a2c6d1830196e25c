"""Tickets for the screens: issued here and now, delivered by others later."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain import calendar_entries, plan_pages, service_pages, short_links
from kiosk.domain.issuing import OF_WALK_INS
from kiosk.errors import NumberHeldBack
from kiosk.sync.bell import Bell
from kiosk.sync.standings import Standings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.issuing import NotIssuing
    from kiosk.domain.pathways import Answers
    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import (
        AppointmentCode,
        LanguageCode,
        Slug,
        TicketCode,
        TicketId,
        TopicId,
    )
    from kiosk.journal.tickets import Journal

    WhyNot = Callable[[TopicId | None, LanguageCode | None], NotIssuing | None]


class LocalDesk:
    """Implements `kiosk.terminal.ports.Desk` on the terminal's own journal."""

    def __init__(
        self,
        journal: Journal,
        catalogue: Callable[[], Catalogue],
        public_address: str | None,
        why_not: WhyNot = lambda _topic, _language: None,
    ) -> None:
        """`public_address` is None where visitors' phones do not get to the hub;
        `why_not` is asked for each check-in, and by the screens each second."""
        self.journal = journal
        self.standings = Standings()
        self.issued = Bell()
        """Rung after every new ticket."""
        self._catalogue = catalogue
        self._public_address = (public_address or "").rstrip("/")
        self._why_not = why_not

    def not_issuing(
        self, topic: TopicId | None = None, language: LanguageCode | None = None
    ) -> NotIssuing | None:
        return self._why_not(topic, language)

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        """Who has an appointment gets a number though there is none for others, and
        though since it was booked its topic or language is no longer offered."""
        if appointment is None:
            self._catalogue().check_offered(topic, language)
        why = self._why_not(topic, language)
        if appointment is not None and why in OF_WALK_INS:
            why = None
        if why is not None:
            raise NumberHeldBack(why)
        ticket = self.journal.issue(
            topic, language, screen_language, about, appointment
        )
        self.issued.ring()
        return ticket

    def standing(self, ticket: TicketId) -> Standing | None:
        return self.standings.of(ticket)

    def page_address(self, ticket: Ticket) -> str | None:
        """Upper case: hosts and `/T/` do not mind, and the QR code shrinks."""
        if not self._public_address:
            return None
        return f"{self._public_address}/T/{ticket.code}".upper()

    def short_address(self, target: str) -> str | None:
        return short_links.short_address(self._public_address, target)

    def service_address(self, service: Slug, language: LanguageCode) -> str | None:
        return service_pages.code_address(self._public_address, service, language)

    def plan_address(self, answers: Answers, language: LanguageCode) -> str | None:
        return plan_pages.code_address(self._public_address, answers, language)

    def date_address(self, starts: datetime) -> str | None:
        zone = ZoneInfo(self._catalogue().site.time_zone)
        return calendar_entries.date_address(self._public_address, starts, zone)

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        return self.journal.ticket_of(code)

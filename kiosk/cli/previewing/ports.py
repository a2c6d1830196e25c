"""A terminal that nobody stands at: it reads content, and issues nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain import plan_pages, service_pages, short_links
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.link import LinkState
from kiosk.errors import BadContent, NumberHeldBack
from kiosk.terminal.ports import EmptyAppointmentBook

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.out_of_order import HungSign
    from kiosk.domain.pathways import Answers
    from kiosk.domain.queues import Standing
    from kiosk.domain.site import Site
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import (
        AppointmentCode,
        LanguageCode,
        Slug,
        TicketCode,
        TicketId,
        TopicId,
    )


class ToldClock:
    """Stands still between two requests: each says what time it is."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class SilentDesk:
    """Looks as if counsellors were there; nobody gets a number."""

    def __init__(self) -> None:
        self.phones: str | None = None

    def not_issuing(
        self, topic: TopicId | None = None, language: LanguageCode | None = None
    ) -> NotIssuing | None:
        return None

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        raise NumberHeldBack(NotIssuing.NO_GREETING)

    def standing(self, ticket: TicketId) -> Standing | None:
        return None

    def page_address(self, ticket: Ticket) -> str | None:
        return None

    def short_address(self, target: str) -> str | None:
        return short_links.short_address(self.phones or "", target)

    def service_address(self, service: Slug, language: LanguageCode) -> str | None:
        return service_pages.code_address(self.phones, service, language)

    def plan_address(self, answers: Answers, language: LanguageCode) -> str | None:
        return plan_pages.code_address(self.phones, answers, language)

    def date_address(self, starts: datetime) -> str | None:
        return None

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        return None


class TellingDesk(SilentDesk):
    """Says of every ticket what it was told to say."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Standing | None = None

    def standing(self, ticket: TicketId) -> Standing | None:
        return self.told

    def page_address(self, ticket: Ticket) -> str | None:
        return f"{self.phones}/T/{ticket.code}".upper() if self.phones else None


class ToldBook(EmptyAppointmentBook):
    """Has appointments when it is told so; knows none of them."""

    def __init__(self) -> None:
        self.told = False

    def offered(self) -> bool:
        return self.told


class ToldNotices:
    """What the request says, and nothing else."""

    def __init__(self) -> None:
        self.told: tuple[SiteNotice, ...] = ()

    def shown(self) -> tuple[SiteNotice, ...]:
        return self.told


class ToldSign:
    """Hangs before the terminal when it is told so."""

    def __init__(self) -> None:
        self.told: HungSign | None = None

    def hung(self) -> HungSign | None:
        return self.told


class SilentLink:
    def state(self) -> LinkState:
        return LinkState.UP

    def last_heard(self) -> datetime | None:
        return None

    def undelivered(self) -> int:
        return 0


class HeldContents:
    """The content of the request; none before the first."""

    def __init__(self) -> None:
        self.catalogue: Catalogue | None = None

    def site(self) -> Site:
        return self.current().site

    def current(self) -> Catalogue:
        if self.catalogue is None:
            raise BadContent("No content was named.", remedy="Name a folder.")
        return self.catalogue

"""A desk for a terminal whose memory may fail at the start and come back later."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from kiosk.domain.link import LinkState
from kiosk.errors import (
    DataFolderUnusable,
    JournalDamaged,
    JournalUnavailable,
    NewerDatabase,
    NumberHeldBack,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.issuing import NotIssuing
    from kiosk.domain.pathways import Answers
    from kiosk.domain.queues import Standing
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
    from kiosk.journal.tickets import Journal
    from kiosk.sync.desk import LocalDesk
    from kiosk.sync.issuing import IssuingRule
    from kiosk.sync.status import HubLink

log = logging.getLogger(__name__)


class LateDesk:
    """The terminal's ports `Desk` and `Link`; opens the journal as soon as it can."""

    def __init__(
        self,
        open_journal: Callable[[], Journal],
        catalogue: Callable[[], Catalogue],
        public_address: str | None,
        closed_because: Callable[[], KioskError | None] = lambda: None,
        rule: Callable[[Journal, HubLink], IssuingRule] | None = None,
        out_of_order: Callable[[], bool] = lambda: False,
        token_mark: Callable[[], str] = lambda: "",
        issued: Callable[[Ticket], None] = lambda _ticket: None,
    ) -> None:
        """`closed_because` is asked before each check-in, and so is the rule; `issued`
        is told of each ticket, and must not wait."""
        self._open_journal = open_journal
        self._catalogue = catalogue
        self._public_address = public_address
        self._closed_because = closed_because
        self._rule = rule
        self._token_mark = token_mark
        self._out_of_order = out_of_order
        self._issued = issued
        self._opening = threading.Lock()
        self._opened: tuple[LocalDesk, HubLink] | None = None
        self._said = ""

    def open(self) -> tuple[LocalDesk, HubLink]:
        """Raises `JournalUnavailable`, with the reason in the log once."""
        with self._opening:
            if self._opened is not None and self._opened[0].journal.damaged:
                self._opened[0].journal.close()
                self._opened = None
            if self._opened is None:
                from kiosk.sync.desk import LocalDesk  # both after the first paint
                from kiosk.sync.status import HubLink

                journal = self._try_to_open()
                link = HubLink(journal, self._token_mark)
                why_not = self._rule(journal, link).why if self._rule else _nothing
                desk = LocalDesk(
                    journal, self._catalogue, self._public_address, why_not
                )
                self._opened = (desk, link)
            return self._opened

    def close(self) -> None:
        if self._opened is not None:
            self._opened[0].journal.close()

    @property
    def is_revoked(self) -> bool:
        """Whether the hub, by its own word, takes this terminal's token no more."""
        return self._opened is not None and self._opened[1].refused

    def not_issuing(
        self, topic: TopicId | None = None, language: LanguageCode | None = None
    ) -> NotIssuing | None:
        from kiosk.domain.issuing import NotIssuing  # after the first paint

        if self._out_of_order():
            return NotIssuing.OUT_OF_ORDER
        if self._closed_because() is not None:
            return NotIssuing.CONTENT
        if self._opened is not None:
            return self._opened[0].not_issuing(topic, language)
        return NotIssuing.JOURNAL if self._said else NotIssuing.NO_GREETING

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        if self._out_of_order():
            from kiosk.domain.issuing import NotIssuing

            raise NumberHeldBack(NotIssuing.OUT_OF_ORDER)
        desk, _link = self.open()
        reason = self._closed_because()
        if reason is not None:
            raise JournalUnavailable(str(reason), reason.remedy)
        wish = (topic, language, screen_language, about, appointment)
        try:
            ticket = desk.check_in(*wish)
        except JournalDamaged:  # opened anew, it is whole again
            desk, _link = self.open()
            ticket = desk.check_in(*wish)
        self._issued(ticket)
        return ticket

    def standing(self, ticket: TicketId) -> Standing | None:
        return self._opened[0].standing(ticket) if self._opened else None

    def page_address(self, ticket: Ticket) -> str | None:
        desk, _link = self.open()
        return desk.page_address(ticket)

    def short_address(self, target: str) -> str | None:
        from kiosk.domain import short_links  # after the first paint

        return short_links.short_address(self._public_address or "", target)

    def service_address(self, service: Slug, language: LanguageCode) -> str | None:
        from kiosk.domain import service_pages  # after the first paint

        return service_pages.code_address(self._public_address, service, language)

    def plan_address(self, answers: Answers, language: LanguageCode) -> str | None:
        from kiosk.domain import plan_pages  # after the first paint

        return plan_pages.code_address(self._public_address, answers, language)

    def date_address(self, starts: datetime) -> str | None:
        from zoneinfo import ZoneInfo  # both after the first paint

        from kiosk.domain import calendar_entries

        zone = ZoneInfo(self._catalogue().site.time_zone)
        return calendar_entries.date_address(self._public_address, starts, zone)

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        desk, _link = self.open()
        return desk.ticket_of(code)

    def state(self) -> LinkState:
        return self._opened[1].state() if self._opened else LinkState.UNKNOWN

    def last_heard(self) -> datetime | None:
        return self._opened[1].last_heard() if self._opened else None

    def undelivered(self) -> int:
        return self._opened[1].undelivered() if self._opened else 0

    def _try_to_open(self) -> Journal:
        try:
            return self._open_journal()
        except (DataFolderUnusable, NewerDatabase) as error:
            if self._said != str(error):
                log.error("no tickets can be issued: %s %s", error, error.remedy)
            self._said = str(error)
            raise JournalUnavailable(str(error), remedy=error.remedy) from error


def _nothing(_topic: TopicId | None, _language: LanguageCode | None) -> None:
    """No rule holds a number back."""

"""A terminal's side of the API with its own token, and nothing else of a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx

from kiosk.clock import SystemClock
from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.ids import LanguageCode, RandomIds
from tests.hub_web import Terminal
from tests.people import SIDE_DOOR
from tests.system.hub_process import its_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from tests.system.hub_process import HubProcess


@dataclass
class Entrance:
    """Issues tickets of today, each a second younger than the one before."""

    terminal: Terminal
    catalogue: Catalogue
    opened: datetime
    issued: int = 0

    def ticket(self, language: str = "uk") -> Ticket:
        self.issued += 1
        ids = RandomIds()
        moment = self.opened + timedelta(seconds=self.issued)
        zone = ZoneInfo(self.catalogue.site.time_zone)
        topics = self.catalogue.offered_topics()
        return Ticket(
            id=ids.ticket_id(),
            number=TicketNumber(SIDE_DOOR, self.issued),
            service_day=SystemClock().now().astimezone(zone).date(),
            topic=topics[self.issued % len(topics)].id,
            language=LanguageCode(language),
            screen_language=LanguageCode(language),
            code=ids.ticket_code(),
            issued_at=moment,
        )

    def deliver(self, ticket: Ticket) -> Ticket:
        assert self.terminal.deliver(ticket).status_code == 201
        return ticket

    def check_in(self, language: str = "uk") -> Ticket:
        return self.deliver(self.ticket(language))


@contextmanager
def an_entrance(hub: HubProcess) -> Iterator[Entrance]:
    with httpx.Client(base_url=hub.address, trust_env=False) as client:
        with its_state(hub) as context:
            terminal = Terminal(client, context, SIDE_DOOR)
            catalogue = context.catalogue()
        opened = SystemClock().now() - timedelta(minutes=5)
        yield Entrance(terminal, catalogue, opened)

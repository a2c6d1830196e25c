"""A terminal without screens, wired as it is in service."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import NumberHeldBack
from kiosk.ids import LanguageCode
from kiosk.journal.tickets import Journal
from kiosk.sync.client import HubClient
from kiosk.sync.desk import LocalDesk
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.issuing import IssuingRule
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.outbox import OutboxDelivery
from kiosk.sync.reporting import TerminalReporter
from kiosk.sync.runner import Lifeline
from kiosk.sync.status import HubLink
from tests.builders import a_catalogue
from tests.fakes.hub import TOKEN, FakeHub
from tests.fakes.ids import CountingIds
from tests.fakes.ports import FakeCalendar

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.hours import (
        WeeklyHours,
    )
    from kiosk.domain.issuing import NotIssuing
    from kiosk.domain.tickets import Ticket
    from tests.fakes.clock import FixedClock

TODAY = date(2026, 3, 2)
SPOKEN = LanguageCode("ar")


@dataclass
class WholeTerminal:
    """With all that is wired in service, on one data folder and one hub."""

    folder: Path
    hub: FakeHub
    own: FixedClock
    hours: WeeklyHours | None = None
    series: str = "A"
    token_file: str = TOKEN
    ids: CountingIds = field(default_factory=CountingIds)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """As after a cut of the power."""
        self.clock = HubClock(self.own, self.own.running)
        path = self.folder / "journal.sqlite"
        self.journal = Journal.open(
            path, self.series, "Europe/Berlin", self.clock, self.ids
        )
        if self.journal.word:
            self.clock.begin_with(self.journal.word.offset_seconds)
        token = self.token_file
        self.link = HubLink(self.journal, lambda: f"mark of {token}")
        self.calendar = FakeCalendar()
        catalogue = replace(a_catalogue(), consultation_hours=self.hours)
        self.rule = IssuingRule(
            self.journal, self.link, self.clock, lambda: catalogue, self.calendar
        )
        self.desk = LocalDesk(
            self.journal, lambda: catalogue, "http://hub.test", self.rule.why
        )
        self.client = HubClient(
            "http://hub.test", token, self.hub.transport, lambda: self.token_file
        )
        chance = random.Random(3)
        self.delivery = OutboxDelivery(
            self.journal,
            self.client,
            self.clock,
            self.link,
            self.desk.standings,
            chance,
        )
        self.notes = ScreenNotes()
        self.lifeline = Lifeline(
            self.desk,
            self.link,
            lambda: self.client,
            self.clock,
            chance,
            TerminalReporter(self.notes, self.own.running, lambda: "0.1.0"),
        )

    def restart(self) -> None:
        self.journal.close()
        self.start()

    async def heartbeat(self) -> None:
        self.own.advance(seconds=15)
        await self.lifeline.greet(self.client, self.delivery)
        await self.delivery.step()

    def check_in(self) -> Ticket:
        return self.desk.check_in(a_catalogue().topics[0].id, SPOKEN, SPOKEN)

    def why(self) -> NotIssuing | None:
        """As the screens ask, and as a press is answered."""
        why = self.desk.not_issuing()
        if why is not None:
            with pytest.raises(NumberHeldBack) as held:
                self.check_in()
            assert held.value.why == why
        return why

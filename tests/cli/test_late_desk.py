from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.late_desk import LateDesk
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.link import LinkState
from kiosk.errors import (
    BadContent,
    DataFolderUnusable,
    JournalUnavailable,
    NewerDatabase,
    NumberHeldBack,
)
from kiosk.ids import Slug
from kiosk.journal.tickets import Journal
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.issuing import IssuingRule
from tests.builders import DE, UK, a_catalogue
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.ids import CountingIds
from tests.fakes.ports import FakeCalendar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.errors import KioskError
    from kiosk.sync.status import HubLink

TOPIC = a_catalogue().offered_topics()[0].id


@dataclass
class Disk:
    """Opens a journal, or fails as a test tells it."""

    path: Path
    failure: KioskError | None = None
    opened: list[Journal] = field(default_factory=list)
    ids: CountingIds = field(default_factory=CountingIds)

    def open(self) -> Journal:
        if self.failure is not None:
            raise self.failure
        clock = FixedClock()
        journal = Journal.open(self.path, "A", "Europe/Berlin", clock, self.ids)
        self.opened.append(journal)
        return journal


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "journal.sqlite")


@pytest.fixture
def desk(disk: Disk) -> Iterator[LateDesk]:
    desk = LateDesk(disk.open, a_catalogue, "http://127.0.0.1:8080")
    yield desk
    desk.close()


def test_with_a_sound_disk_it_is_a_desk_like_any_other(desk: LateDesk) -> None:
    ticket = desk.check_in(TOPIC, DE, UK)
    assert str(ticket.number) == "A 001"
    assert desk.page_address(ticket) == f"HTTP://127.0.0.1:8080/T/{ticket.code}"
    assert desk.standing(ticket.id) is None
    assert desk.ticket_of(ticket.code) == ticket
    assert desk.undelivered() == 1
    assert desk.state() is LinkState.UNKNOWN
    assert desk.last_heard() is None


def test_the_journal_is_opened_once(desk: LateDesk, disk: Disk) -> None:
    assert desk.open() == desk.open()
    desk.check_in(TOPIC, DE, UK)
    assert len(disk.opened) == 1


def test_what_the_link_hears_is_told(desk: LateDesk) -> None:
    _local, link = desk.open()
    link.heard(NOON)
    assert desk.state() is LinkState.UP
    assert desk.last_heard() == NOON


@pytest.mark.parametrize("kind", [DataFolderUnusable, NewerDatabase])
def test_without_a_journal_no_ticket_is_issued_and_staff_learn_why_once(
    desk: LateDesk,
    disk: Disk,
    kind: type[KioskError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    disk.failure = kind("The disk is full.", remedy="Free some space.")
    for _ in range(3):
        with pytest.raises(JournalUnavailable, match="full") as refused:
            desk.check_in(TOPIC, DE, UK)
        assert refused.value.remedy == "Free some space."
    [record] = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert "The disk is full. Free some space." in record.getMessage()


def test_a_screen_may_ask_before_there_is_a_journal(desk: LateDesk, disk: Disk) -> None:
    disk.failure = DataFolderUnusable("The disk is full.")
    assert desk.undelivered() == 0
    assert desk.state() is LinkState.UNKNOWN
    assert desk.last_heard() is None
    desk.close()


def test_once_the_disk_is_sound_again_the_next_visitor_gets_a_number(
    desk: LateDesk, disk: Disk
) -> None:
    disk.failure = DataFolderUnusable("The disk is full.")
    with pytest.raises(JournalUnavailable):
        desk.check_in(TOPIC, DE, UK)
    disk.failure = None
    assert str(desk.check_in(TOPIC, DE, UK).number) == "A 001"


def test_nobody_gets_a_number_for_topics_that_the_hub_may_not_know(disk: Disk) -> None:
    """While the shipped content is shown instead of the centre's."""
    reasons: list[KioskError] = [BadContent("topics.toml is broken.", "Mend it.")]
    desk = LateDesk(
        disk.open, a_catalogue, "http://hub", lambda: reasons[0] if reasons else None
    )
    with pytest.raises(JournalUnavailable, match="topics"):
        desk.check_in(TOPIC, DE, UK)
    reasons.clear()
    assert str(desk.check_in(TOPIC, DE, UK).number) == "A 001"
    desk.close()


def test_a_link_can_be_taken_home_though_the_disk_fails(disk: Disk) -> None:
    disk.failure = DataFolderUnusable("full")
    desk = LateDesk(disk.open, a_catalogue, "https://hub.example.org")
    assert desk.short_address("https://www.example.de/a") is not None
    assert desk.date_address(NOON) is not None
    page = desk.service_address(Slug("doctor"), UK)
    assert page == "HTTPS://HUB.EXAMPLE.ORG/S/DOCTOR/UK"


def test_why_nothing_is_issued_is_said_without_waiting_for_the_disk(
    desk: LateDesk, disk: Disk
) -> None:
    assert desk.not_issuing() is NotIssuing.NO_GREETING
    disk.failure = DataFolderUnusable("The disk is full.")
    with pytest.raises(JournalUnavailable):
        desk.open()
    assert desk.not_issuing() is NotIssuing.JOURNAL
    disk.failure = None
    desk.open()
    assert desk.not_issuing() is None


def test_broken_content_is_the_first_reason(disk: Disk) -> None:
    broken = BadContent("topics.toml is broken.")
    desk = LateDesk(disk.open, a_catalogue, "http://hub", lambda: broken)
    assert desk.not_issuing() is NotIssuing.CONTENT
    desk.open()
    assert desk.not_issuing() is NotIssuing.CONTENT
    desk.close()


def test_the_rule_holds_a_number_back_and_a_refused_token_is_known_at_the_start(
    disk: Disk,
) -> None:
    first = disk.open()
    first.refuse_token("mark")
    first.close()

    def rule(journal: Journal, link: HubLink) -> IssuingRule:
        clock = FixedClock()
        hub_clock = HubClock(clock, clock.running)
        return IssuingRule(journal, link, hub_clock, a_catalogue, FakeCalendar())

    desk = LateDesk(
        disk.open, a_catalogue, "http://hub", rule=rule, token_mark=lambda: "mark"
    )
    desk.open()

    assert desk.not_issuing() is NotIssuing.REVOKED
    with pytest.raises(NumberHeldBack):
        desk.check_in(TOPIC, DE, UK)
    desk.close()


def test_a_journal_damaged_while_it_runs_is_opened_anew_for_the_visitor_who_waits(
    desk: LateDesk, disk: Disk
) -> None:
    first = [desk.check_in(TOPIC, DE, UK) for _ in range(3)]
    journal = disk.opened[0]
    journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal._connection.execute("PRAGMA shrink_memory")
    content = bytearray(disk.path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    disk.path.write_bytes(content)

    ticket = desk.check_in(TOPIC, DE, UK)

    assert len(disk.opened) == 2
    assert ticket.number.count > 3
    kept = [row.ticket for row in disk.opened[1].unsettled()]
    assert kept == [*first, ticket]
    assert "journal-damaged" in disk.opened[1].trouble

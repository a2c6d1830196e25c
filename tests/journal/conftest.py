from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from kiosk.ids import LanguageCode, TopicId
from kiosk.journal.tickets import Journal
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.domain.tickets import Ticket


class Opener(Protocol):
    """Opens the same journal, again and again, as a restart does."""

    def __call__(self, series: str = "A") -> Journal: ...


class Issue(Protocol):
    def __call__(self, journal: Journal) -> Ticket: ...


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "terminal" / "journal.sqlite"


@pytest.fixture
def open_journal(path: Path, clock: FixedClock) -> Iterator[Opener]:
    ids = CountingIds()
    opened = []

    def opener(series: str = "A") -> Journal:
        journal = Journal.open(path, series, "Europe/Berlin", clock, ids)
        opened.append(journal)
        return journal

    yield opener
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(open_journal: Opener) -> Journal:
    return open_journal()


@pytest.fixture
def issue() -> Issue:
    def issue_one(journal: Journal) -> Ticket:
        return journal.issue(TopicId("work"), LanguageCode("ar"), LanguageCode("uk"))

    return issue_one

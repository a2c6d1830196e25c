"""The messages as they were before the hub said which languages have no room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk import wire
from kiosk.journal.tickets import Journal
from kiosk.sync.greetings import word_of
from kiosk.sync.hub_clock import HubClock
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from typing import Any

    from kiosk.domain.issuing import HubWord


FILES = Path(__file__).parent / "tenth"
FULL = {"full_languages": {"tax": ["pl", "uk"]}}


class GreetingFormatTen(wire.Answer, frozen=True):
    """What a terminal of then knew of the hours' room."""

    series: str
    full_topics: tuple[str, ...] | None = None


def recorded() -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / "terminal.json").read_bytes())
    return said


def read(folder: Path, said: dict[str, Any]) -> HubWord:
    clock = FixedClock()
    greeting = msgspec.json.decode(msgspec.json.encode(said), type=wire.Greeting)
    file = folder / "A.sqlite"
    journal = Journal.open(file, "A", "Europe/Berlin", clock, CountingIds())
    word = word_of(greeting, journal, HubClock(clock, clock.running))
    journal.close()
    return word


def test_the_greeting_of_then_says_nothing_of_languages(tmp_path: Path) -> None:
    word = read(tmp_path, recorded())
    assert word.full_topics == {"work"}
    assert word.full_languages == frozenset()


def test_the_languages_of_today_are_read_by_topic(tmp_path: Path) -> None:
    word = read(tmp_path, recorded() | FULL)
    assert word.full_languages == {("tax", "pl"), ("tax", "uk")}


def test_a_terminal_of_then_reads_the_greeting_of_today() -> None:
    said = msgspec.json.encode(recorded() | FULL)
    assert msgspec.json.decode(said, type=GreetingFormatTen).full_topics == ("work",)


def test_a_terminal_of_the_first_format_is_not_told() -> None:
    today = msgspec.convert(recorded() | FULL, wire.Greeting)
    told = msgspec.json.decode(msgspec.json.encode(wire.as_known_by(today, None)))
    assert told == {key: recorded()[key] for key in ("series", "name", "now")}

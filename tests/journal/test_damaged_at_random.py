"""A journal that was killed and then damaged at a place nobody chose."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from kiosk.ids import LanguageCode, RandomIds, TopicId
from kiosk.journal.tickets import Journal
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.tickets import Ticket

TRIALS = 50
"""Of each kind of damage; six kinds."""
LINE_TRIALS = 3
MAIN, LOG = "", "-wal"


class Damage(Protocol):
    def __call__(self, path: Path, chance: random.Random) -> None: ...


@dataclass(frozen=True)
class Killed:
    """What lay on the disk when the power failed, and what was known then."""

    folder: Path
    shown: tuple[Ticket, ...]
    undelivered: frozenset[tuple[str, bytes]]
    clock: FixedClock


def open_at(folder: Path, clock: FixedClock) -> Journal:
    path = folder / "journal.sqlite"
    return Journal.open(path, "A", "Europe/Berlin", clock, RandomIds())


def issue(journal: Journal, clock: FixedClock) -> Ticket:
    clock.advance(seconds=40)
    return journal.issue(TopicId("work"), LanguageCode("ar"), LanguageCode("uk"))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """A morning with two starts, some of it delivered, some only in the log."""
    clock = FixedClock()
    live = tmp_path_factory.mktemp("live")
    first = open_at(live, clock)
    shown = [issue(first, clock) for _ in range(25)]
    for row in first.due(clock.now(), 15):
        first.settle(row.id)
    first.close()
    second = open_at(live, clock)
    shown += [issue(second, clock) for _ in range(20)]
    for row in second.due(clock.now(), 12):
        second.settle(row.id)
    waiting = frozenset((row.key, row.body) for row in second.unsettled())
    folder = tmp_path_factory.mktemp("killed")
    for file in live.iterdir():
        shutil.copy(file, folder / file.name)
    second.close()
    return Killed(folder, tuple(shown), waiting, clock)


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def blot(path: Path, chance: random.Random) -> None:
    """A sector that reads as zeros."""
    content = bytearray(path.read_bytes())
    start = chance.randrange(0, len(content), 512)
    content[start : start + 512] = bytes(len(content[start : start + 512]))
    path.write_bytes(content)


@pytest.mark.parametrize("file", [MAIN, LOG], ids=["main", "log"])
@pytest.mark.parametrize("damage", [flip, cut, blot])
def test_no_number_repeats_and_no_undelivered_ticket_is_lost(
    killed: Killed, tmp_path: Path, file: str, damage: Damage
) -> None:
    chance = random.Random(f"{file}{damage}".partition(" at ")[0])
    for trial in range(TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(killed.folder, folder)
        damage(folder / f"journal.sqlite{file}", chance)

        journal = open_at(folder, FixedClock(killed.clock.now()))
        waiting = {(row.key, row.body) for row in journal.unsettled() if row.sound}
        number = issue(journal, FixedClock(killed.clock.now())).number
        journal.close()

        assert killed.undelivered <= waiting, trial
        assert number.count > max(t.number.count for t in killed.shown), trial
        shutil.rmtree(folder)


def test_both_damaged_at_once_repeats_no_number(killed: Killed, tmp_path: Path) -> None:
    """Journal and second record: then the ceilings decide, and staff are told."""
    chance = random.Random(9)
    for trial in range(TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(killed.folder, folder)
        cut(folder / "journal.sqlite-wal", chance)
        flip(folder / "journal.sqlite.record", chance)

        journal = open_at(folder, FixedClock(killed.clock.now()))
        number = issue(journal, FixedClock(killed.clock.now())).number
        told = journal.trouble
        journal.close()

        assert number.count > max(t.number.count for t in killed.shown), trial
        assert "journal-damaged" in told
        shutil.rmtree(folder)


def empty(path: Path, _chance: random.Random) -> None:
    path.write_bytes(b"")


def delete(path: Path, _chance: random.Random) -> None:
    path.unlink()


def zero(path: Path, _chance: random.Random) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def keep(path: Path, _chance: random.Random) -> None:
    assert path.exists()


def cut_after_a_line(path: Path, chance: random.Random) -> None:
    """Some line of the first start; no line left is other than it was written."""
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(lines[: chance.randrange(len(lines) // 3)]))


@pytest.mark.parametrize("ceilings", [keep, empty, flip, delete])
@pytest.mark.parametrize("record", [empty, cut_after_a_line, delete])
@pytest.mark.parametrize("log", [delete, zero, empty, cut, flip])
def test_log_and_record_that_lost_their_ends_repeat_no_number(
    killed: Killed, tmp_path: Path, log: Damage, record: Damage, ceilings: Damage
) -> None:
    """A record without its last lines looks whole, and may agree with the journal."""
    chance = random.Random(f"{log.__name__}{record.__name__}{ceilings.__name__}")  # type: ignore[attr-defined]
    for trial in range(LINE_TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(killed.folder, folder)
        log(folder / "journal.sqlite-wal", chance)
        record(folder / "journal.sqlite.record", chance)
        ceilings(folder / "journal.sqlite.ceilings", chance)

        check_no_repeat(killed, folder)


def test_log_and_record_cut_at_any_line_repeat_no_number(
    killed: Killed, tmp_path: Path
) -> None:
    chance = random.Random(10)
    for trial in range(TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(killed.folder, folder)
        record = folder / "journal.sqlite.record"
        lines = record.read_bytes().split(b"\n")
        record.write_bytes(b"\n".join(lines[: chance.randrange(len(lines))]))
        cut(folder / "journal.sqlite-wal", chance)

        journal = open_at(folder, FixedClock(killed.clock.now()))
        number = issue(journal, FixedClock(killed.clock.now())).number
        journal.close()

        assert number.count > max(t.number.count for t in killed.shown), trial
        shutil.rmtree(folder)


@pytest.mark.parametrize("ceilings", [keep, empty, flip, delete])
@pytest.mark.parametrize("record", [keep, empty, cut_after_a_line, delete])
@pytest.mark.parametrize("main", [empty, delete])
def test_a_vanished_journal_with_less_of_its_record_is_told(
    killed: Killed, tmp_path: Path, main: Damage, record: Damage, ceilings: Damage
) -> None:
    chance = random.Random(11)
    shutil.copytree(killed.folder, tmp_path / "a")
    main(tmp_path / "a" / "journal.sqlite", chance)
    record(tmp_path / "a" / "journal.sqlite.record", chance)
    ceilings(tmp_path / "a" / "journal.sqlite.ceilings", chance)

    check_no_repeat(killed, tmp_path / "a")


def check_no_repeat(killed: Killed, folder: Path) -> None:
    """Nor that an undelivered ticket is lost and nobody told."""
    journal = open_at(folder, FixedClock(killed.clock.now()))
    waiting = {(row.key, row.body) for row in journal.unsettled() if row.sound}
    number = issue(journal, FixedClock(killed.clock.now())).number
    journal.close()

    assert number.count > max(t.number.count for t in killed.shown)
    assert killed.undelivered <= waiting or "journal-damaged" in journal.trouble
    shutil.rmtree(folder)

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.releases.showing import (
    CALM_SECONDS,
    LARGEST,
    MOST_CRASHES,
    NAME,
    ShowingNote,
)
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

RELEASE, OTHER = "5-0123456789ab", "6-0123456789ab"
CLOCK = FixedClock()


class Machine:
    """Starts the program again and again; seconds pass as a test says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.boot = "monday"
        self.seconds = 0.0

    def start(self) -> ShowingNote:
        return ShowingNote(self.folder, self.boot, lambda: self.seconds)

    def crashes(self, name: str | None = RELEASE) -> bool:
        """A start that comes to no good; whether it was one too many."""
        return self.start().begin(name, CLOCK.now())


def test_three_crashes_in_a_row_are_a_loop(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert [machine.crashes() for _ in range(MOST_CRASHES + 1)] == [
        *[False] * MOST_CRASHES,
        True,
    ]


def test_another_release_begins_anew(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for _ in range(MOST_CRASHES):
        machine.crashes()
    assert not machine.crashes(OTHER)
    assert not machine.crashes(RELEASE)


def test_what_came_with_the_program_is_all_that_is_left(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert not any(machine.crashes(None) for _ in range(3 * MOST_CRASHES))


def test_an_orderly_end_is_no_crash(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for _ in range(3 * MOST_CRASHES):
        note = machine.start()
        assert not note.begin(RELEASE, CLOCK.now())
        note.ended()


def test_a_power_cut_is_no_crash(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for day in range(3 * MOST_CRASHES):
        machine.boot = f"boot {day}"
        assert not machine.crashes()


def test_ten_calm_minutes_clear_all_crashes(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for _ in range(MOST_CRASHES - 1):
        machine.crashes()
    note = machine.start()
    assert not note.begin(RELEASE, CLOCK.now())
    machine.seconds += CALM_SECONDS
    note.look()
    assert [machine.crashes() for _ in range(MOST_CRASHES)] == [False] * MOST_CRASHES


def test_less_than_ten_minutes_clear_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for _ in range(MOST_CRASHES):
        note = machine.start()
        note.begin(RELEASE, CLOCK.now())
        machine.seconds += CALM_SECONDS - 1
        note.look()
    assert machine.crashes()


def test_after_a_swap_the_ten_minutes_begin_anew(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    note = machine.start()
    note.begin(RELEASE, CLOCK.now())
    machine.seconds += CALM_SECONDS - 1
    note.swapped(OTHER, CLOCK.now())
    machine.seconds += 2
    note.look()
    assert [machine.crashes(OTHER) for _ in range(MOST_CRASHES)][-1]


def test_since_when_it_is_shown_outlives_starts(tmp_path: Path) -> None:
    clock = FixedClock()
    machine = Machine(tmp_path)
    begun = clock.now()
    machine.start().begin(RELEASE, begun)
    clock.advance(hours=5)
    note = machine.start()
    note.begin(RELEASE, clock.now())
    assert note.since == begun
    note.swapped(OTHER, clock.now())
    assert machine.start().since == clock.now()


def test_a_damaged_note_and_a_missing_disk_count_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for damage in (b"", b"\xff{", b"[]", b"x" * 2 * LARGEST):
        (tmp_path / NAME).write_bytes(damage)
        assert not machine.crashes()
    nowhere = Machine(tmp_path / NAME / "below a file")
    assert not any(nowhere.crashes() for _ in range(2 * MOST_CRASHES))
    assert nowhere.start().since is None

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.journal.ceilings import BLOCK, DAYS_KEPT, Ceilings

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 3, 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ceilings"


def test_the_first_count_raises_the_ceiling_by_a_block(file: Path) -> None:
    Ceilings(file).cover("A", DAY, 1)

    assert Ceilings(file).known() == {("A", DAY): BLOCK}


def test_a_count_below_the_ceiling_costs_no_write(file: Path) -> None:
    ceilings = Ceilings(file)
    ceilings.cover("A", DAY, 1)
    file.unlink()

    ceilings.cover("A", DAY, BLOCK)
    assert not file.exists()
    ceilings.cover("A", DAY, BLOCK + 1)

    assert Ceilings(file).known() == {("A", DAY): 2 * BLOCK}


def test_series_and_days_are_kept_apart(file: Path) -> None:
    ceilings = Ceilings(file)
    ceilings.cover("A", DAY, 1)
    ceilings.cover("B", DAY, 70)
    ceilings.cover("A", DAY + timedelta(days=1), 5)

    assert Ceilings(file).known() == {
        ("A", DAY): BLOCK,
        ("B", DAY): 70 + BLOCK - 1,
        ("A", DAY + timedelta(days=1)): 5 + BLOCK - 1,
    }


def test_old_days_leave_and_the_present_one_never_does(file: Path) -> None:
    ceilings = Ceilings(file)
    for ahead in range(1, DAYS_KEPT + 5):
        ceilings.cover("A", DAY + timedelta(days=ahead), 1)

    ceilings.cover("A", DAY, 1)

    known = Ceilings(file).known()
    assert ("A", DAY) in known
    assert len(known) <= DAYS_KEPT + 1


@pytest.mark.parametrize(
    "content", ["", "{", "7", '[["A", 3]]', '[["A", "no", 3]]', '[["A", "2026-03-02"]]']
)
def test_what_cannot_be_read_says_so(file: Path, content: str) -> None:
    file.write_text(content)

    assert Ceilings(file).known() == {}
    assert Ceilings(file).unreadable


def test_what_was_never_written_is_not_unreadable(file: Path) -> None:
    assert not Ceilings(file).unreadable


def test_every_single_bit_that_changes_is_seen(file: Path) -> None:
    Ceilings(file).cover("A", DAY, 1)
    whole = file.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        file.write_bytes(changed)
        assert Ceilings(file).unreadable, place


def test_what_a_past_program_wrote_is_still_read(file: Path) -> None:
    file.write_text('[["A", "2026-03-02", 50]]')

    assert Ceilings(file).known() == {("A", DAY): 50}

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from kiosk.journal.second_record import COUNT, TICKET, RecordEntry, SecondRecord

if TYPE_CHECKING:
    from pathlib import Path

FIRST = RecordEntry(TICKET, "a" * 32, '{"series":"A","topic":"Ämter\\n"}')
SECOND = RecordEntry(TICKET, "b" * 32, "{}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "record"


def test_what_was_never_written_is_missing(file: Path) -> None:
    read = SecondRecord(file).read()
    assert read.missing
    assert read.entries == {}


def test_entries_come_back_in_their_order(file: Path) -> None:
    record = SecondRecord(file)
    record.append(FIRST)
    record.append(SECOND, RecordEntry(COUNT, "A 2026-03-02", "2"))

    read = SecondRecord(file).read()

    assert (read.missing, read.unreadable) == (False, 0)
    assert read.of(TICKET) == {FIRST.key: FIRST.body, SECOND.key: SECOND.body}
    assert read.of(COUNT) == {"A 2026-03-02": "2"}


def test_of_one_key_the_newest_holds(file: Path) -> None:
    record = SecondRecord(file)
    for count in ("1", "2", "3"):
        record.append(RecordEntry(COUNT, "A 2026-03-02", count))
    assert record.read().of(COUNT) == {"A 2026-03-02": "3"}


def test_every_single_bit_that_changes_is_seen(file: Path) -> None:
    record = SecondRecord(file)
    record.rewrite([FIRST, SECOND])
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        file.write_bytes(changed)
        read = record.read()
        intact = {e.key: e.body for e in (FIRST, SECOND)}
        assert read.unreadable, place
        assert read.of(TICKET).items() < intact.items(), place


def test_a_line_that_a_full_disk_cut_spoils_no_other(file: Path) -> None:
    record = SecondRecord(file)
    record.append(FIRST)
    file.write_bytes(file.read_bytes()[:-5])
    record.append(SECOND)

    read = record.read()

    assert read.unreadable == 1
    assert list(read.of(TICKET)) == [SECOND.key]


def test_rewriting_forgets_all_else_and_leaves_no_half_file(file: Path) -> None:
    record = SecondRecord(file)
    record.append(FIRST)
    record.rewrite([SECOND])
    assert list(record.read().of(TICKET)) == [SECOND.key]
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_others_on_the_machine_cannot_read_it(file: Path) -> None:
    record = SecondRecord(file)
    record.append(FIRST)
    assert file.stat().st_mode & 0o077 == 0
    record.rewrite([FIRST])
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line", [b"", b"x", b"00000000 []", b'd202ef8d ["a"]', b"\xff" * 30]
)
def test_what_no_program_wrote_is_no_entry(file: Path, line: bytes) -> None:
    file.write_bytes(line)
    assert SecondRecord(file).read().entries == {}


def test_a_disk_that_takes_half_a_line_is_told(file: Path) -> None:
    record = SecondRecord(file)
    record.append(FIRST)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 10, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            record.append(SECOND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(record.read().of(TICKET)) == [FIRST.key]

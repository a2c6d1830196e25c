"""What is changed is all of the core, and by whom it is noticed is there."""

from __future__ import annotations

import tomllib

import pytest

from tests.mutants.__main__ import EQUIVALENTS
from tests.mutants.rooms import PROJECT, ROOMS, Room

WHOLE = ("domain", "journal", "store", "operations", "bidi", "catalogue/search")
SPARED = "kiosk/store/migrations/"
"""Each is tried from every past schema, and never changed again."""


@pytest.mark.parametrize("room", ROOMS.values(), ids=list(ROOMS))
def test_each_room_has_its_files_and_its_tests(room: Room) -> None:
    named = (*room.files(), *room.tests, *room.of_all)
    assert room.files()
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_no_file_of_the_core_is_in_no_room_or_in_two() -> None:
    found = [file for room in ROOMS.values() for file in room.files()]
    core = {
        path.relative_to(PROJECT).as_posix()
        for folder in WHOLE
        for path in (PROJECT / "kiosk" / folder).rglob("*.py")
    }
    spared = {file for file in core if file.startswith(SPARED)}
    assert core - spared <= set(found)
    assert len(found) == len(set(found))


def test_what_nobody_could_notice_still_stands_in_the_code() -> None:
    """A reason outlives its line, and would then excuse another."""
    rows = tomllib.loads(EQUIVALENTS.read_text(encoding="utf-8"))["equivalent"]
    gone = [
        row["before"]
        for row in rows
        if row["before"] not in (PROJECT / row["file"]).read_text(encoding="utf-8")
    ]
    assert gone == []

from __future__ import annotations

from kiosk.domain.waits.estimate import Wait
from kiosk.domain.waits.marks import Marks, marks

SAID = Wait(10, 15, 20)


def test_they_say_how_far_off_and_to_which_side() -> None:
    assert marks([(SAID, 15), (SAID, 21), (SAID, 9)]) == Marks(
        waits=3, error=4, bias=0, much_longer=1 / 3, held=1 / 3
    )


def test_five_minutes_longer_than_said_is_not_much() -> None:
    found = marks([(SAID, 20)])
    assert found is not None
    assert (found.much_longer, found.held) == (0, 1)


def test_without_waits_there_are_none() -> None:
    assert marks([]) is None

from __future__ import annotations

from kiosk.domain.waits.estimate import UNREACHED, Wait
from kiosk.domain.waits.formulas import zms


def test_it_reckons_as_zms_does() -> None:
    assert zms(5, 12.0, 3) == Wait(0.8 * 4 * 3, 24, 24)


def test_its_lower_end_is_never_above_its_upper() -> None:
    assert zms(0, 12.0, 3) == Wait(0, 4, 4)


def test_without_a_desk_it_knows_nothing() -> None:
    assert zms(3, 12.0, 0) == UNREACHED

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from kiosk.operations.context import Outcome

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 2, 22, 59, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 7, 2, 21, 59, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 7, 2, 22, 0, tzinfo=UTC), date(2026, 7, 3)),
    ],
    ids=["winter evening", "winter midnight", "summer evening", "summer midnight"],
)
def test_the_service_day_changes_at_midnight_of_the_site(
    ctx: Context, clock: FixedClock, moment: datetime, day: date
) -> None:
    clock.set(moment)
    assert ctx.today() == day


def test_an_outcome_without_a_ticket_has_no_events() -> None:
    assert Outcome() == Outcome(ticket=None, events=())

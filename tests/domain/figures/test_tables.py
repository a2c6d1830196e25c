"""What the rows of a table of figures are, and of how many waits something is said."""

from __future__ import annotations

from collections import Counter

import pytest

from kiosk.domain.figures.kept import EstimateSum, FigurePart
from kiosk.domain.figures.tables import (
    FigureRow,
    FigureTable,
    keys_of,
    marks_of,
    merged,
    of_part,
)
from kiosk.domain.waits.marks import Marks


def test_days_are_added_up_and_parts_kept_apart() -> None:
    monday = Counter({(FigurePart.TOPIC, "work"): 2, (FigurePart.LANGUAGE, "ar"): 2})
    tuesday = Counter({(FigurePart.TOPIC, "work"): 1, (FigurePart.TOPIC, "tax"): 4})
    assert of_part(merged([monday, tuesday]), FigurePart.TOPIC) == {"work": 3, "tax": 4}


def test_hours_stand_from_the_first_to_the_last_without_a_gap() -> None:
    counts = [Counter({"11": 3}), Counter({"08": 1, "15": 0})]
    assert keys_of(FigurePart.HOUR, counts) == ["08", "09", "10", "11"]
    assert keys_of(FigurePart.HOUR, [Counter()]) == []


def test_what_has_an_order_of_its_own_keeps_it_and_the_rest_goes_by_name() -> None:
    faces = [Counter({"poor": 9, "good": 1})]
    assert keys_of(FigurePart.FACE, faces) == ["good", "poor"]
    topics = [Counter({"work": 9, "family": 1, "tax": 0})]
    assert keys_of(FigurePart.TOPIC, topics) == ["family", "work"]


@pytest.mark.parametrize(
    ("numbers", "row_total", "totals", "total", "hides"),
    [
        ((6, 7), 13, (6, 7), 13, False),
        ((None, 7), 13, (6, 7), 13, True),
        ((6, 7), None, (6, 7), 13, True),
        ((6, 7), 13, (None, 7), 13, True),
        ((6, 7), 13, (6, 7), None, True),
    ],
)
def test_a_table_says_whether_anything_is_not_shown(
    numbers: tuple[int | None, ...],
    row_total: int | None,
    totals: tuple[int | None, ...],
    total: int | None,
    *,
    hides: bool,
) -> None:
    row = FigureRow("work", numbers, row_total)
    assert FigureTable((), (row,), totals, total).hides() is hides


def told(waits: int) -> Counter[tuple[FigurePart, str]]:
    sums = {
        EstimateSum.WAITS: waits,
        EstimateSum.ERROR: waits * 120,
        EstimateSum.BIAS: waits * -60,
        EstimateSum.MUCH_LONGER: 1,
        EstimateSum.HELD: 4,
    }
    return Counter({(FigurePart.ESTIMATE, str(key)): n for key, n in sums.items()})


def test_marks_are_means_in_minutes_and_shares() -> None:
    assert marks_of(told(5)) == Marks(5, error=2, bias=-1, much_longer=0.2, held=0.8)


def test_of_fewer_than_five_waits_nothing_is_said() -> None:
    assert marks_of(told(4)) is None
    assert marks_of(Counter()) is None

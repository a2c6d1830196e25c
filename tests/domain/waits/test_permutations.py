from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.waits.permutations import MOST, permutation, turned


@given(st.integers(1, 90), st.integers(0, 10_000))
def test_each_is_an_order_of_all(length: int, which: int) -> None:
    assert sorted(turned(length, which)) == list(range(length))


def test_they_differ() -> None:
    assert len({turned(30, which) for which in range(MOST * 30)}) > MOST * 29


def test_another_process_has_the_same() -> None:
    script = (
        "from kiosk.domain.waits.permutations import permutation;"
        "print(permutation(20, 3))"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == str(permutation(20, 3))

"""Which small faults are made, and which would tell nobody anything."""

from __future__ import annotations

import pytest

from tests.mutants.changes import changes


def made(source: str) -> set[str]:
    return {change.after for change in changes("a.py", source)}


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("found = a < b", "found = a <= b"),
        ("found = a and b", "found = a or b"),
        ("found = a + 1", "found = a + 2"),
        ("found = f(a, b)", "found = f(a, )"),
        ("found = not a", "found = a"),
        ('q = "SELECT a FROM b WHERE c <= :d"', 'q = "SELECT a FROM b WHERE c < :d"'),
        ('q = "SELECT a FROM b WHERE c AND d"', 'q = "SELECT a FROM b WHERE c OR d"'),
        (
            'q = f"SELECT {a} FROM b ORDER BY c DESC"',
            'q = f"SELECT {a} FROM b ORDER BY c ASC"',
        ),
    ],
)
def test_a_fault_is_made(line: str, other: str) -> None:
    assert other in made(line)


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from a import b",
        "found: dict[str, int]",
        'GONE = "gone"',
        'logger.info("%s", a + 1)',
        'raise OSError("a" + b)',
        "zip(strict=True)",
        'NotFound(a + b, remedy="c")',
        '"""A docstring that says NOT NULL."""',
    ],
)
def test_no_fault_is_made_of_what_no_test_looks_at(line: str) -> None:
    assert made(line) == set()


def test_each_says_where_it_is_and_holds_the_whole_file() -> None:
    source = "a = 1\n\n\ndef f(b):\n    return b < a\n"
    change = next(c for c in changes("a.py", source) if c.line == 5)
    assert (change.before, change.after) == ("return b < a", "return b <= a")
    assert change.source == source.replace("b < a", "b <= a")

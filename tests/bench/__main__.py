"""`make bench`: ratios against baselines of the same run, a row as soon as it is known.

`python -m tests.bench NAME...` runs the groups with these names alone.

More rows: write a file with a function that takes the `Setting` (a running hub, paired
terminals, an empty folder) and returns or yields `Row`s, and put it into `GROUPS`:
its name, what it waits for and how many seconds it may take. A group that takes longer
ends with a row that says so; so does one that breaks. Any row that is missed ends this
with 1, a name that no group has with 2.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import attacked, long_line, streaming, updating, usual, waiting
from tests.bench.figures import Row, Verdict, line, table
from tests.bench.setting import Setting, a_setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Rows = Callable[[Setting], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    """What is typed to run it alone."""
    waits_for: str
    seconds: int
    """How long it may take; all together stay under seven minutes."""
    rows: Rows


GROUPS = (
    Group(
        "paint", "15 starts of the terminal and of a bare app", 20, usual.first_paint
    ),
    Group("start", "5 starts of the hub", 15, usual.hub_start),
    Group("touch", "50 visits in turns with a bare app", 55, usual.touch_to_paint),
    Group("content", "a thousand services in fifteen languages", 35, usual.content),
    Group("search", "each letter of a search in them", 15, usual.search),
    Group("check-ins", "two thousand check-ins over HTTP", 15, usual.over_http),
    Group("line", "check-ins while ten thousand wait", 45, long_line.in_setting),
    Group("waits", "calls and waits after a million tickets", 19, waiting.rows),
    Group("streams", "a new ticket on three hundred open pages", 15, streaming.rows),
    Group("attacks", "deliveries during seven attacks", 30, attacked.rows),
    Group(
        "updates", "a release on fifty terminals, and a large one", 90, updating.rows
    ),
    Group("memory", "150 visits, for the memory", 65, usual.memory),
)


MOST_SLOWER = 4.0
"""A machine may take so many times longer, and no more."""


class OutOfTimeError(Exception):
    """A group took longer than it may."""


class NoSuchGroupError(Exception):
    """Nothing has the name that was typed."""


def main(names: Sequence[str] = ()) -> int:
    assert sum(group.seconds for group in GROUPS) < 420
    try:
        groups = named(names)
    except NoSuchGroupError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, a_setting(Path(folder)) as setting:
        for group in groups:
            for row in measured(group, setting):
                rows.append(row)
                say(line(row))
        machine = setting.machine
    say(f"\n{machine}\n\n{table(rows)}")
    return 1 if any(row.verdict is Verdict.MISSED for row in rows) else 0


def named(names: Sequence[str]) -> list[Group]:
    """The groups with these names, in their usual order; all when none is typed.

    Raises `NoSuchGroupError`.
    """
    known = [group.name for group in GROUPS]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise NoSuchGroupError(
            f"No group is named {', '.join(unknown)}. There are {', '.join(known)}."
        )
    return [group for group in GROUPS if not names or group.name in names]


def measured(group: Group, setting: Setting) -> Iterator[Row]:
    """Its rows, or one that says what came between."""
    sys.stderr.write(f"... {group.waits_for}\n")
    began = time.monotonic()
    try:
        with at_most(group.seconds * min(MOST_SLOWER, setting.machine.slower)):
            yield from group.rows(setting)
    except (OutOfTimeError, TimeoutError, RuntimeError, OSError) as error:
        setting.end_all_but_the_hub()
        why = " ".join(str(error).split())[:200] or type(error).__name__
        took = f"{time.monotonic() - began:.0f} s"
        yield Row(f"{group.waits_for}: {why}", took, "", "", "", Verdict.MISSED)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def ring(_number: int, _frame: object) -> None:
        raise OutOfTimeError(f"not done after {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

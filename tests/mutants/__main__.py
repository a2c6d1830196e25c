"""`make mutants`: small faults are put into the code, and the tests must notice them.

    make mutants                     a sample of every room, the same one each time
    make mutants MUTANTS="idle bidi" of these rooms
    make mutants MUTANTS="idle --all" every fault of this one

A fault that no test notices is listed with its place and its change. One that changes
nothing anybody could notice is named in `equivalents.toml`, with the reason.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.changes import Change, changes
from tests.mutants.rooms import PROJECT, ROOMS, Room
from tests.mutants.trying import Copies, NotGreenError, try_all, watch
from tests.mutants.worker import NOTICED, TOO_LONG

SAMPLE = 60
SEED = 9
TO_REACH = 0.85
BASELINE_LIMIT = 900.0
EQUIVALENTS = Path(__file__).with_name("equivalents.toml")

Told = tuple[str, str, str]


@dataclass
class Score:
    room: str
    possible: int = 0
    tried: int = 0
    noticed: int = 0
    equivalent: int = 0
    survivors: list[tuple[Change, str]] = field(default_factory=list)
    trouble: str = ""
    seconds: float = 0

    @property
    def share(self) -> float:
        counted = self.tried - self.equivalent
        return self.noticed / counted if counted else 0.0

    def row(self) -> str:
        verdict = "ok" if self.share >= TO_REACH else "MISSED"
        return (
            f"{self.room:<12}{self.possible:>9}{self.tried:>7}{self.noticed:>9}"
            f"{self.equivalent:>12}{len(self.survivors):>10}{self.share:>8.0%}"
            f"{self.seconds:>7.0f} s  {verdict} {self.trouble}"
        )


HEAD = (
    f"{'room':<12}{'possible':>9}{'tried':>7}{'noticed':>9}{'equivalent':>12}"
    f"{'survived':>10}{'score':>8}"
)


def equivalents() -> dict[Told, str]:
    told = tomllib.loads(EQUIVALENTS.read_text(encoding="utf-8"))
    return {
        (row["file"], row["before"], row["after"]): row["reason"]
        for row in told.get("equivalent", [])
    }


def sampled(room: Room, most: int | None) -> tuple[int, list[Change]]:
    """How many there are, and those to try, the same ones each time."""
    every = [
        change
        for file in room.files()
        for change in changes(file, (PROJECT / file).read_text(encoding="utf-8"))
    ]
    if most is None or len(every) <= most:
        return len(every), every
    chosen = random.Random(SEED).sample(range(len(every)), most)
    return len(every), [every[at] for at in sorted(chosen)]


def score(copies: Copies, room: Room, most: int | None) -> Score:
    began = time.monotonic()
    result = Score(room.name)
    result.possible, to_try = sampled(room, most)
    known = equivalents()
    try:
        watched = watch(copies, room, BASELINE_LIMIT)
    except NotGreenError as error:
        result.trouble = str(error)
        return result
    for change, outcome in try_all(copies, watched, to_try):
        result.tried += 1
        if outcome in (NOTICED, TOO_LONG):
            result.noticed += 1
        elif (change.file, change.before, change.after) in known:
            result.equivalent += 1
        else:
            result.survivors.append((change, outcome))
            say(f"{change}\n    {outcome}")
    result.seconds = time.monotonic() - began
    return result


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("rooms", nargs="*", help=f"of {', '.join(ROOMS)}")
    asked.add_argument("--all", action="store_true", help="every fault, not a sample")
    asked.add_argument("--most", type=int, default=SAMPLE, help="of a room")
    told = asked.parse_args()
    if unknown := set(told.rooms) - set(ROOMS):
        asked.error(f"no such room: {', '.join(sorted(unknown))}")
    most = None if told.all else told.most
    scores = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Copies(Path(folder), os.cpu_count() or 1) as copies,
    ):
        for name in told.rooms or ROOMS:
            scores.append(score(copies, ROOMS[name], most))
            say(f"{HEAD}\n{scores[-1].row()}\n")
    say("\n".join([HEAD, *(result.row() for result in scores)]))
    return 1 if any(result.share < TO_REACH for result in scores) else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the tour did and how long each step took, told while it happens."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TourFailed(click.ClickException):
    """Something did not happen as it should."""


@dataclass
class Steps:
    say: Callable[[str], None]
    clock: Callable[[], float] = time.perf_counter
    taken: list[tuple[str, float]] = field(default_factory=list)
    """Each step with its seconds."""

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        began = self.clock()
        try:
            yield
        except TourFailed as failure:
            raise TourFailed(f"{what}: {failure.message}") from failure
        seconds = self.clock() - began
        self.taken.append((what, seconds))
        self.say(f"  {seconds:6.2f} s  {what}")

    def summary(self) -> str:
        total = sum(seconds for _what, seconds in self.taken)
        return f"{len(self.taken)} steps in {total:.1f} s"


def check(happened: object, otherwise: str) -> None:
    """Raise `TourFailed` unless it happened."""
    if not happened:
        raise TourFailed(otherwise)

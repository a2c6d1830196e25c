"""When memory is tidied: right after a painting, never between a touch and its own."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_PYTHON_DOES = gc.get_threshold()
SAFE_THRESHOLD = 500_000
"""New objects before Python tidies by itself: several visits, should ours not come."""


def hold_off() -> None:
    """Until `begin`: a start makes much and throws nothing away.

    To go over it again and again, as Python would, takes a tenth of the start.
    """
    gc.set_threshold(SAFE_THRESHOLD)


def begin() -> None:
    """From now on memory is tidied when `tidy` says so; for when nobody is there.

    May be called again when much has been loaded.

    Going over all that the program is made of takes longer than painting a screen, and
    Python would do it at every third touch. What is there now stays, so it is left out.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SAFE_THRESHOLD)


@contextmanager
def often() -> Iterator[None]:
    """After `begin`, while much is made and thrown away: as often as Python would.

    What waits for the next painting takes room, and room is never given back.
    """
    gc.set_threshold(*AS_PYTHON_DOES)
    try:
        yield
    finally:
        gc.set_threshold(SAFE_THRESHOLD)


@contextmanager
def in_small_steps() -> Iterator[None]:
    """After `begin`, while another content is read: young objects alone are gone over.

    To go over all that is new again and again would hold up the screen.
    """
    gc.set_threshold(*AS_PYTHON_DOES[:2], SAFE_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(SAFE_THRESHOLD)


def tidy() -> None:
    """Let go of the screens that are no longer shown, and of all that was on them.

    Before `begin` only of what painted them: to seek the rest in all that there is
    would hold up the next touch.
    """
    from kiosk.terminal import textual_inside

    textual_inside.forget_what_was_painted()
    if gc.get_freeze_count():
        gc.collect()

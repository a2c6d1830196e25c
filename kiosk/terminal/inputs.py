"""Which keys and touches reach the app; everything else never happened."""

from __future__ import annotations

import time
from datetime import timedelta

from textual import events

KEYS = frozenset(
    {
        "tab",
        "shift+tab",
        "up",
        "down",
        "left",
        "right",
        "enter",
        "space",
        "escape",
    }
)
IGNORED = (
    events.Paste,
    events.AppFocus,
    events.AppBlur,
    events.MouseMove,
    events.MouseScrollUp,
    events.MouseScrollDown,
    events.MouseScrollLeft,
    events.MouseScrollRight,
)
"""Hover changes nothing and pages turn by buttons, so that neither is missed."""
LEAVE = "ctrl+c"
"""What ends an attended terminal."""


def counts(event: events.Event, *, attended: bool) -> bool:
    if isinstance(event, IGNORED):
        return False
    if isinstance(event, events.Key):
        return event.key in KEYS or (attended and event.key == LEAVE)
    if isinstance(event, events.MouseDown | events.MouseUp):
        return event.button == 1
    return True


def waited(event: events.Event) -> timedelta:
    """Since it came from the glass, by the clock of Textual's events."""
    return timedelta(seconds=time.monotonic() - event.time)

"""Into which parts the window's characters divide a cell, as far as it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.drawn.parts import choose_parts, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def choose(environment: Mapping[str, str]) -> None:
    """Before the first screen is painted."""
    choose_parts(parts_of(environment.get("TERM", "")))

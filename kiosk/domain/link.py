"""How a terminal and its hub get on, in one word."""

from __future__ import annotations

from enum import StrEnum


class LinkState(StrEnum):
    UNKNOWN = "unknown"
    UP = "up"
    DOWN = "down"

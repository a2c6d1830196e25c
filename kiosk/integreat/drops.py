"""What was left out of an import, and why: told, never silent."""

from __future__ import annotations

from typing import NamedTuple


class Drop(NamedTuple):
    what: str
    """The path of an item or the name of a kind."""
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"

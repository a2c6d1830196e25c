"""Numbers of things, as commands say them."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """ "1 gap", "2 gaps"; in English, the language of the commands."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

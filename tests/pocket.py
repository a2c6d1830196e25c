"""The slips of paper on which the cast wrote down their recovery codes."""

from __future__ import annotations

_SLIPS: dict[str, list[str]] = {}


def put(sign_in_name: str, codes: list[str]) -> None:
    _SLIPS[sign_in_name] = list(codes)


def take(sign_in_name: str) -> str:
    """The next one: each works once."""
    return _SLIPS[sign_in_name].pop(0)

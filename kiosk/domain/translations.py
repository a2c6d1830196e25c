"""How far a translation can be relied on: made from what, how, and read by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_VERSION = re.compile(r"([1-9][0-9]{0,3})\.([0-9]{1,4})")


@dataclass(frozen=True, order=True, slots=True)
class Version:
    """Of a source text: a new *major* changes what it says, a minor how."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"

    @classmethod
    def parsed(cls, text: str) -> Version | None:
        """None for anything but `MAJOR.MINOR`, from 1.0 on."""
        found = _VERSION.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None


class Made(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a translation comes from."""

    of: Version
    """The version of the source that it says."""
    made: Made
    read_by: str | None = None
    """Which native speaker or body has read it, and when; None: nobody yet."""


class TranslationState(StrEnum):
    CURRENT = "current"
    UNREAD = "unread"
    """Says what the source says; no native speaker has read it."""
    OUTDATED = "outdated"
    """The source has a newer major version."""
    FALLBACK = "fallback"
    """Not expected in this language: another one is read instead."""
    MISSING = "missing"
    """Expected in this language, and not there."""


def state_of(origin: Origin | None, source: Version) -> TranslationState:
    """Of a text that is there; None: it is the source itself."""
    if origin is None:
        return TranslationState.CURRENT
    if origin.of.major < source.major:
        return TranslationState.OUTDATED
    if origin.read_by is None:
        return TranslationState.UNREAD
    return TranslationState.CURRENT

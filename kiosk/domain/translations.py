"""How far a translation can be relied on: made from what, how, and read by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_VERSION = re.compile(r"([1-9][0-9]{0,3})\.([0-9]{1,4})")


class SourceChange(StrEnum):
    """What an editor says of a change to a source text."""

    MEANING = "meaning"
    """Its translations are outdated."""
    WORDING = "wording"
    """Its translations still say what it says."""


@dataclass(frozen=True, order=True, slots=True)
class Version:
    """Of a source text: a new *major* changes what it says, a minor how."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"

    def raised(self, change: SourceChange) -> Version:
        if change is SourceChange.MEANING:
            return Version(self.major + 1, 0)
        return Version(self.major, self.minor + 1)

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
    of_text: str | None = None
    """The fingerprint of the source text it was made from; None: it does not say."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a translation is measured by: the German text as it stands."""

    version: Version
    fingerprint: str | None = None


class TranslationState(StrEnum):
    CURRENT = "current"
    UNREAD = "unread"
    """Says what the source says; no native speaker has read it."""
    OUTDATED = "outdated"
    """It was made from another source text, or from a version of other meaning."""
    FALLBACK = "fallback"
    """Not expected in this language: another one is read instead."""
    MISSING = "missing"
    """Expected in this language, and not there."""


def state_of(origin: Origin | None, source: SourceText) -> TranslationState:
    """Of a text that is there; None: it is the source itself."""
    if origin is None:
        return TranslationState.CURRENT
    if not says(origin, source):
        return TranslationState.OUTDATED
    if origin.read_by is None:
        return TranslationState.UNREAD
    return TranslationState.CURRENT


def says(origin: Origin, source: SourceText) -> bool:
    """Whether a translation still says what the source says.

    A newer minor version is the editor's word that only the wording changed. At one
    and the same version the fingerprints decide: the source may have been changed, and
    its version left. What names a version that is still to come says nothing.
    """
    if origin.of == source.version:
        return None in (origin.of_text, source.fingerprint) or (
            origin.of_text == source.fingerprint
        )
    return origin.of < source.version and origin.of.major == source.version.major

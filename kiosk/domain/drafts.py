"""What is known of one file of the working draft, and of each of its versions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_PATH = 200
LONGEST_AUTHOR = 64


class DraftStep(StrEnum):
    """What made a version."""

    BEGUN = "begun"
    """It is of the release from which the draft began."""
    SAVED = "saved"
    RENEWED = "renewed"
    """Only its head: the source was reworded, and it still says the same."""
    REPLACED = "replaced"
    """By a search over all texts."""
    IMPORTED = "imported"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A version of a file, without its text."""

    path: str
    """Below the content folder, with `/`."""
    version: int
    """Of this file, from 1; 0 stands for a file that never was."""
    revision: int
    """Of the whole draft: each version of any file takes a higher one."""
    author: str
    at: datetime
    step: DraftStep


@dataclass(frozen=True, slots=True)
class DraftText:
    """A version of a file, with its exact text."""

    entry: DraftEntry
    text: str | None
    """None: it was removed."""

    @property
    def path(self) -> str:
        return self.entry.path

    @property
    def version(self) -> int:
        return self.entry.version

"""What a release of the content is, and every reason not to take one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

ReleaseVersion = int
"""1, 2, 3, ...: it only rises, also when old content comes back."""
SHIPPED: ReleaseVersion = 0
"""The content that came with the program: shown until there is a release."""
LONGEST_COMMENT = 280
"""Characters."""
LONGEST_BY = 64


class UpdateRefusal(StrEnum):
    """Each has words and a remedy on the staff's pages; at most 32 characters."""

    FORGED = "forged"
    """A signature does not hold, or the release is not the one that was signed."""
    UNKNOWN_KEY = "unknown-key"
    """Signed with a key that no root names."""
    TOO_FEW_SIGNATURES = "too-few-signatures"
    VERSION_GOES_BACK = "version-goes-back"
    """The hub offers less than it did: an attack, or a backup of yesterday."""
    EXPIRED = "expired"
    """Nobody has vouched lately that this is the newest: somebody may hold it back."""
    MIXED = "mixed"
    """Metadata of one moment with that of another."""
    WRONG_LENGTH = "wrong-length"
    WRONG_HASH = "wrong-hash"
    TOO_LARGE = "too-large"
    TOO_MANY_FILES = "too-many-files"
    ZIP_BOMB = "zip-bomb"
    """A file would unpack to far more than it travelled as."""
    BAD_PATH = "bad-path"
    BAD_SUFFIX = "bad-suffix"
    NOT_AN_ARCHIVE = "not-an-archive"
    NOT_FETCHED = "not-fetched"
    """The hub does not answer, or breaks off."""
    BROKEN_CONTENT = "broken-content"
    """The lint finds errors."""
    PROBE_FAILED = "probe-failed"
    """A screen of it cannot be drawn."""
    PROBE_TIMED_OUT = "probe-timed-out"
    DISK_FULL = "disk-full"
    DISK_FAILED = "disk-failed"
    HALF_WRITTEN = "half-written"
    """What lies on the disk is not whole, as after a power cut."""
    CRASH_LOOP = "crash-loop"
    """The terminal died again and again with it."""
    CLOCK_TOO_EARLY = "clock-too-early"
    """This machine's clock says a time that is over for sure."""


@dataclass(frozen=True, slots=True)
class ReleaseAbout:
    """What a release says of itself; it travels inside."""

    version: ReleaseVersion
    published_at: datetime
    by: str
    """The sign-in name of who published it, or which command did."""
    comment: str = ""
    rolls_back_to: ReleaseVersion | None = None
    """The release whose content it brings back."""


@dataclass(frozen=True, slots=True)
class ListedRelease:
    """One row of the list that is kept for ever."""

    about: ReleaseAbout
    sha256: str
    """Of its archive, 64 hexadecimal digits."""
    length: int
    """Of its archive, in bytes."""
    is_public: bool
    """False while its signature, or whoever must agree, is waited for."""
    is_kept: bool
    """Whether its archive is still there, to go back to."""

"""Why a terminal issues no numbers: it issues only what will be called."""

from __future__ import annotations

from enum import StrEnum


class NotIssuing(StrEnum):
    """What holds a terminal back; each has words for visitors, a remedy for staff."""

    NO_GREETING = "no_greeting"
    """An empty journal: how far this series has counted today, only the hub knows."""
    REVOKED = "revoked"
    """The hub does not take this terminal's token."""
    CLOSED = "closed"
    """Outside the consultation hours, where the content knows them."""
    NOBODY_COUNSELS = "nobody_counsels"
    """No hours are known, and the hub says that no desk is occupied."""
    CLOCK = "clock"
    """The clock runs before the last moment that the hub told: it cannot be right."""
    USED_UP = "used_up"
    """All numbers of the day are issued."""
    JOURNAL = "journal"
    """The journal cannot be used: nothing could be kept."""
    CONTENT = "content"
    """The centre's content is broken, so nobody knows which topics are offered."""

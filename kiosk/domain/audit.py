"""Which deeds of staff are kept to be asked about later, and for how long.

Never what a visitor did, and never when somebody worked: signing in is no deed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

KEPT_FOR = timedelta(days=2 * 365)
LONGEST_ABOUT = 255
BY_COMMAND = "kiosk command"
"""Who did it on the machine itself; no account can be called so."""


class AuditDeed(StrEnum):
    INVITED = "invited"
    PASSWORD_SET = "password-set"  # noqa: S105 - a deed
    RIGHTS_CHANGED = "rights-changed"
    DEACTIVATED = "deactivated"
    SESSIONS_ENDED = "sessions-ended"
    SECOND_FACTOR_SET_UP = "second-factor-set-up"
    SECOND_FACTOR_RESET = "second-factor-reset"
    APP_SWITCHED_OFF = "app-switched-off"
    RECOVERY_CODE_USED = "recovery-code-used"
    RECOVERY_CODES_RENEWED = "recovery-codes-renewed"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    SIGN_ON_LINKED = "sign-on-linked"
    SIGN_ON_UNLINKED = "sign-on-unlinked"
    TERMINAL_PAIRED = "terminal-paired"
    TERMINAL_CHANGED = "terminal-changed"
    TERMINAL_REVOKED = "terminal-revoked"
    DISPLAY_PAIRED = "display-paired"
    DISPLAY_REVOKED = "display-revoked"
    COMMAND_SENT = "command-sent"
    PUBLISHED = "published"
    ROLLED_BACK = "rolled-back"
    NOTICE_PUT_UP = "notice-put-up"
    NOTICE_CHANGED = "notice-changed"
    NOTICE_TAKEN_DOWN = "notice-taken-down"
    OLD_ENTRIES_REMOVED = "old-entries-removed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    seq: int
    at: datetime
    by: str
    """A sign-in name, or `BY_COMMAND`."""
    deed: AuditDeed
    about: str = ""
    """An account, a release, a series: whatever the deed was done to."""

"""What the forms of releases send: as text, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from litestar.params import URLEncodedBody

from kiosk.domain.typed_times import moment_typed
from kiosk.errors import Conflict
from kiosk.operations.draft_release import Seen
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

AT_A_TIME = "at"
NOTHING = -1
"""No release and no draft has this number."""
_LONGEST_NUMBER = 18


class PublishChoice(msgspec.Struct, frozen=True):
    revision: str = ""
    """Of the draft whose difference was shown."""
    release: str = ""
    """The newest then."""
    comment: str = ""
    when: str = ""
    at: str = ""

    def seen(self) -> Seen:
        return Seen(number(self.revision), number(self.release))

    def due_at(self, zone: ZoneInfo) -> datetime | None:
        """None: now. Raises `Conflict` for what is no time."""
        if self.when != AT_A_TIME:
            return None
        moment = moment_typed(self.at)
        if moment is None:
            raise Conflict(
                sentence("This is no time."),
                remedy=sentence("Choose a day and time."),
            )
        return moment.replace(tzinfo=moment.tzinfo or zone)


class RollBackChoice(msgspec.Struct, frozen=True):
    release: str = ""
    """The newest when the difference was shown."""
    comment: str = ""


class RejectChoice(msgspec.Struct, frozen=True):
    reason: str = ""


def number(said: str) -> int:
    """`NOTHING` for what is none."""
    fits = said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER
    return int(said) if fits else NOTHING


PublishForm = URLEncodedBody[PublishChoice]
RollBackForm = URLEncodedBody[RollBackChoice]
RejectForm = URLEncodedBody[RejectChoice]

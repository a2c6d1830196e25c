"""Every error the kiosk raises on purpose.

KioskError
  + BadSetting          a settings file or variable says something impossible
  |   + NoToken         the file of the terminal's token holds none
  + DataFolderUnusable  the data folder cannot be made, read or written
  + DatabaseAway        the hub's database server does not answer, or not in time
  + NewerDatabase       the data was written by a newer version of the program
  + PortTaken           nobody can listen there: another program does
  + BadContent          a file of the content breaks the format; names file and line
  + ImportFailed        another system delivered nothing a draft can be made of
  + UnknownTopic        there is no such topic, or it is not offered now
  + UnknownLanguage     counselling or screen is not offered in that language
  + ImpossibleMoment    no clock of a terminal says this: a ticket of the year 9999
  + JournalUnavailable  the terminal's memory cannot be written: no ticket may be issued
  |   + JournalDamaged  it is damaged on disk: opened anew, it is mended
  + NumberHeldBack      the terminal issues nothing now: nobody would call the number
  + HubError            what went wrong between a terminal and its hub
  |   + HubUnreachable  no answer, or none that a hub would give
  |   |   + HubFailed   the hub broke over this one request
  |   + DeliveryRefused the hub understood and said no
  + NotSignedIn         who asks is not known here
  + NotAllowed          who asks is known and may not
  + TooManyTries        the same was tried too often; wait
  + TooBusy             there is more to do than can be borne just now; come again
  + WeakPassword        the chosen password is too easy to guess
  + NotFound            there is no such thing, or no longer
  |   + InvitationUsed  somebody has set a password with this invitation already
  |   + InvitationOver  this invitation was not used in time
  + Conflict            what is asked for clashes with what is there
  |   + OtherData       the same identity came with other data
  |   + CodeTaken       its code opens another visitor's page
  + IllegalMove         a ticket was asked to go where it cannot
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class KioskError(Exception):
    """Something a person can act on; `remedy` says how."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class BadSetting(KioskError):  # noqa: N818
    """A settings file or variable says something impossible."""


class NoToken(BadSetting):
    """The file of the terminal's token holds none."""


class DataFolderUnusable(KioskError):  # noqa: N818
    """The data folder cannot be made, read or written."""


class DatabaseAway(KioskError):  # noqa: N818
    """The hub's database server does not answer, or not in time, or lets nobody in."""


class NewerDatabase(KioskError):  # noqa: N818
    """The data was written by a newer version of the program."""


class PortTaken(KioskError):  # noqa: N818
    """Nobody can listen there: another program does."""


class BadContent(KioskError):  # noqa: N818
    """A file of the content breaks the format; the message names file and line."""


class ImportFailed(KioskError):  # noqa: N818
    """Another system delivered nothing a draft can be made of; the draft stays."""


class UnknownTopic(KioskError):  # noqa: N818
    """There is no such topic, or it is not offered now."""


class UnknownLanguage(KioskError):  # noqa: N818
    """Counselling or screen is not offered in that language."""


class ImpossibleMoment(KioskError):  # noqa: N818
    """No clock of a terminal says this: a ticket of the year 9999."""


class JournalUnavailable(KioskError):  # noqa: N818
    """The terminal's memory cannot be written: no ticket may be issued."""


class JournalDamaged(JournalUnavailable):
    """It is damaged on disk: opened anew, it is mended from its second record."""


class NumberHeldBack(KioskError):  # noqa: N818
    """The terminal issues nothing now; `why` is a `kiosk.domain.issuing.NotIssuing`."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"No number is issued: {why}.", "See the list of devices on the hub."
        )
        self.why = why


class HubError(KioskError):
    """What went wrong between a terminal and its hub."""


class HubUnreachable(HubError):  # noqa: N818
    """No answer, or none that a hub would give."""


class HubFailed(HubUnreachable):
    """The hub broke over this one request; another one may well succeed."""


class DeliveryRefused(HubError):  # noqa: N818
    """The hub understood and said no; `status` is its HTTP answer.

    `by_hub` says that it spoke as a hub does, not as some proxy before it.
    """

    def __init__(
        self, message: str, remedy: str = "", *, status: int, by_hub: bool = True
    ) -> None:
        super().__init__(message, remedy)
        self.status = status
        self.by_hub = by_hub


class NotSignedIn(KioskError):  # noqa: N818
    """Who asks is not known here."""


class NotAllowed(KioskError):  # noqa: N818
    """Who asks is known and may not."""


class TooManyTries(KioskError):  # noqa: N818
    """The same was tried too often; wait so many minutes."""

    def __init__(self, message: str, remedy: str = "", *, minutes: int = 1) -> None:
        super().__init__(message, remedy)
        self.minutes = minutes


class TooBusy(KioskError):  # noqa: N818
    """There is more to do than can be borne just now; come again in a moment."""


class WeakPassword(KioskError):  # noqa: N818
    """The chosen password is too easy to guess."""


class NotFound(KioskError):  # noqa: N818
    """There is no such thing, or no longer."""


class InvitationUsed(NotFound):
    """Somebody has set a password with this invitation already."""


class InvitationOver(NotFound):
    """This invitation was not used in time."""


class Conflict(KioskError):  # noqa: N818
    """What is asked for clashes with what is there."""


class OtherData(Conflict):
    """The same identity came with other data."""


class CodeTaken(Conflict):
    """Its code opens another visitor's page."""


class IllegalMove(KioskError):  # noqa: N818
    """A ticket was asked to go where it cannot."""


def guess(name: str, known: Collection[str]) -> str:
    """The question that begins the remedy for a mistyped name; "" if none is alike."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}? " if near else ""

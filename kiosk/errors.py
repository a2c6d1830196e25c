"""Every error the kiosk raises on purpose.

KioskError
  + BadSetting          a settings file or variable says something impossible
  |   + NoToken         the file of the terminal's token holds none
  + DataFolderUnusable  the data folder cannot be made, read or written
  + DatabaseAway        the hub's database server does not answer, or not in time
  + NewerDatabase       the data was written by a newer version of the program
  + PortTaken           nobody can listen there: another program does
  + BadContent          a file of the content breaks the format; names file and line
  + UpdateRefused       a release of the content is not taken; says which danger
  + KeyUnusable         a key that must sign a release is missing, or is none
  + NoticeRefused       a notice cannot be put up like this; says what is wrong
  + AlertFailed         a message about a terminal did not arrive; says what hindered it
  + SpeechFailed        a sentence could not be rendered as sound
  + SlipFailed          a slip was not drawn or printed; its number is on the screen
  + PreviewFailed       no picture of a terminal's screen could be drawn
  + ImportFailed        another system delivered nothing a draft can be made of
  + LinksUnheard        no web address answered: nothing is known of any of them
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
  + SignOnFailed        the site's own sign-on did not answer, or not credibly
  + NotSignedIn         who asks is not known here
  |   + SecondFactorMissing  their password was right; a code or a passkey is to follow
  + NotAllowed          who asks is known and may not
  |   + MixedAlphabets  a name that looks like one alphabet and is of several
  + TooManyTries        the same was tried too often; wait
  + TooBusy             there is more to do than can be borne just now; come again
  + WeakPassword        the chosen password is too easy to guess
  + NoteTooLong         a note for the next counsellor is longer than anybody reads
  + NotFound            there is no such thing, or no longer
  |   + InvitationUsed  somebody has set a password with this invitation already
  |   + InvitationOver  this invitation was not used in time
  + Conflict            what is asked for clashes with what is there
  |   + OtherData       the same identity came with other data
  |   + PublishedMeanwhile  somebody else published the content first
  |   + DecidedMeanwhile  somebody else has decided about a release that waits
  |   + DraftMoved      the draft is another than the one that was looked at
  |   + DraftConflict   somebody else has saved the same file since
  |   + CodeTaken       its code opens another visitor's page
  |   + SlotNotFree     a time that cannot be booked; says which hindrance
  |   + LookalikeName   a new name looks like that of somebody else
  + BadPeriod           a period of figures that is too long, or ends before it begins
  + IllegalMove         a ticket was asked to go where it cannot
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from kiosk.sentences import Sentence


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


class UpdateRefused(KioskError):  # noqa: N818
    """A release is not taken; `reason` is a `kiosk.domain.releases.UpdateRefusal`."""

    def __init__(self, message: str, remedy: str = "", *, reason: str) -> None:
        super().__init__(message, remedy)
        self.reason = reason


class KeyUnusable(KioskError):  # noqa: N818
    """A key that must sign a release is missing, or is none."""


class NoticeRefused(KioskError):  # noqa: N818
    """A notice cannot be put up like this; `fault` is a `NoticeFault`."""

    def __init__(self, fault: str) -> None:
        super().__init__(
            f"This notice cannot be put up: {fault}.", "Change it, and try again."
        )
        self.fault = fault


class AlertFailed(KioskError):  # noqa: N818
    """A message did not arrive; `failure` is a `kiosk.domain.alerts.AlertFailure`.

    `answer` is what the other machine said; `reached_some`: not everybody got it, and
    nobody shall get it twice.
    """

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        failure: str,
        answer: str = "",
        reached_some: bool = False,
    ) -> None:
        super().__init__(message, remedy)
        self.failure = failure
        self.answer = answer
        self.reached_some = reached_some


class SpeechFailed(KioskError):  # noqa: N818
    """A sentence could not be rendered as sound; what it says stands on a screen."""


class SlipFailed(KioskError):  # noqa: N818
    """A slip could not be drawn or printed; its number is on the screen."""


class PreviewFailed(KioskError):  # noqa: N818
    """No picture of a terminal's screen could be drawn; the next may well succeed."""


class ImportFailed(KioskError):  # noqa: N818
    """Another system delivered nothing a draft can be made of; the draft stays."""


class LinksUnheard(KioskError):  # noqa: N818
    """No web address answered at all."""


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


class SignOnFailed(KioskError):  # noqa: N818
    """The site's own sign-on did not answer, or with what nobody may believe."""


class NotSignedIn(KioskError):  # noqa: N818
    """Who asks is not known here."""


class SecondFactorMissing(NotSignedIn):
    """Their password was right; a code or a passkey is to follow, or to follow anew."""


class NotAllowed(KioskError):  # noqa: N818
    """Who asks is known and may not."""


class MixedAlphabets(NotAllowed):
    """A name that looks like one alphabet and is of several."""


class TooManyTries(KioskError):  # noqa: N818
    """The same was tried too often; wait so many minutes, or until a moment."""

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        minutes: int = 1,
        again_at: datetime | None = None,
    ) -> None:
        super().__init__(message, remedy)
        self.minutes = minutes
        self.again_at = again_at


class TooBusy(KioskError):  # noqa: N818
    """There is more to do than can be borne just now; come again in a moment."""


class NoteTooLong(KioskError):  # noqa: N818
    """A note for the next counsellor is longer than anybody reads."""


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


class SlotNotFree(Conflict):
    """A time that cannot be booked; `hindrance` is a `SlotRefusal`."""

    def __init__(self, hindrance: str) -> None:
        super().__init__(
            f"This time cannot be booked: {hindrance}.", "Choose another time."
        )
        self.hindrance = hindrance


class PublishedMeanwhile(Conflict):
    """Somebody else published the content first."""


class DecidedMeanwhile(Conflict):
    """Somebody else has decided about a release that waits."""


class DraftMoved(Conflict):
    """The draft, or what is public, is another than what was looked at."""


class CodeTaken(Conflict):
    """Its code opens another visitor's page."""


class LookalikeName(Conflict):
    """A new name looks like that of somebody else, `other`, or folds to the same."""

    def __init__(self, other: str) -> None:
        super().__init__(
            f"This name cannot be told from {other}, which exists.",
            remedy=f"Choose another name; if {other} is meant, write it like that.",
        )
        self.other = other


class DraftConflict(Conflict):
    """Somebody else has saved the same file since; nothing was written.

    `theirs` is the present text, None if they removed it; `base` that on which both
    built, None if it is not known.
    """

    def __init__(
        self,
        path: str,
        *,
        version: int,
        author: str,
        at: datetime | None,
        theirs: str | None = None,
        base: str | None = None,
    ) -> None:
        who = author or "Nobody you know of"
        super().__init__(
            f"{who} has changed {path} meanwhile.",
            "Look at both texts, and choose or join them.",
        )
        self.path = path
        self.version = version
        self.author = author
        self.at = at
        self.theirs = theirs
        self.base = base


class BadPeriod(KioskError):  # noqa: N818
    """A period of figures that is too long, or ends before it begins."""


class IllegalMove(KioskError):  # noqa: N818
    """A ticket was asked to go where it cannot."""


def guess(name: str, known: Collection[str]) -> str | Sentence:
    """The question that begins the remedy for a mistyped name; "" if none is alike."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return sentence("Did you mean {near}? ", near=near[0]) if near else ""

"""What the centre tells everybody for a while: closed today, moved, a warning."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE, Localized, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from kiosk.domain.localized import Fallbacks
    from kiosk.ids import LanguageCode, NoticeId

LONGEST_TEXT = 280
"""Characters, in each language."""
LONGEST_TIME = timedelta(days=60)
MOST_AT_A_TIME = 5
MOST_KNOWN = 20
"""Shown now or later; what is over does not count."""
KEPT_FOR = timedelta(days=365)
"""After their end, for staff to look up."""
JOINERS = frozenset("\u200c\u200d")
"""The only characters without a shape that a script needs: Persian words have them."""
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class NoticeKind(StrEnum):
    INFO = "info"
    CLOSED = "closed"
    MOVED = "moved"
    WARNING = "warning"
    """Comes before all others."""


class NoticeFault(StrEnum):
    """What is wrong with a notice that somebody wants to put up."""

    NO_GERMAN = "no-german"
    TOO_LONG = "too-long"
    BAD_CHARACTERS = "bad-characters"
    BAD_SLOT = "bad-slot"
    """What was to be filled in is missing, or nonsense."""
    PAST_HOUR = "past-hour"
    """The hour that it names is over when it begins: perhaps a slip."""
    BAD_TIME = "bad-time"
    """It ends before it begins, or is over already."""
    TOO_LONG_TIME = "too-long-time"
    TOO_MANY = "too-many"


class NoticeState(StrEnum):
    LATER = "later"
    SHOWN = "shown"
    OVER = "over"
    TAKEN_DOWN = "taken-down"


@dataclass(frozen=True, slots=True)
class SiteNotice:
    id: NoticeId
    kind: NoticeKind
    texts: Mapping[LanguageCode, str]
    """German is always there."""
    begins: datetime
    ends: datetime
    """No longer shown from this moment on."""

    def is_shown_at(self, now: datetime) -> bool:
        return self.begins <= now < self.ends

    def shown(self, language: LanguageCode, fallbacks: Fallbacks) -> Shown:
        """The text in this language, or in the next that is read, saying which."""
        return Localized(self.texts, fallbacks).shown(language)


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """With who did what, for staff."""

    notice: SiteNotice
    made_by: str
    made_at: datetime
    changed_by: str | None = None
    changed_at: datetime | None = None
    taken_down_by: str | None = None
    taken_down_at: datetime | None = None

    def state(self, now: datetime) -> NoticeState:
        if self.taken_down_at is not None:
            return NoticeState.TAKEN_DOWN
        if now >= self.notice.ends:
            return NoticeState.OVER
        later = now < self.notice.begins
        return NoticeState.LATER if later else NoticeState.SHOWN


def in_order(notices: Iterable[SiteNotice], now: datetime) -> tuple[SiteNotice, ...]:
    """Those to be shown now: warnings first, then what began last."""
    shown = [notice for notice in notices if notice.is_shown_at(now)]
    shown.sort(key=lambda notice: (notice.begins, notice.id), reverse=True)
    shown.sort(key=lambda notice: notice.kind is not NoticeKind.WARNING)
    return tuple(shown[:MOST_AT_A_TIME])


def most_at_a_time(notices: Iterable[SiteNotice]) -> int:
    """How many are shown together at the worst moment, which is one's beginning."""
    known = list(notices)
    return max(
        (sum(other.is_shown_at(one.begins) for other in known) for one in known),
        default=0,
    )


def tidied(text: str) -> str:
    """In one line, as it is shown, without the marks that word processors put in."""
    return re.sub(r"\s+", " ", "".join(filter(_is_no_mark, text))).strip()


def fault_of_text(text: str) -> NoticeFault | None:
    """Of one that is tidied."""
    if len(text) > LONGEST_TEXT:
        return NoticeFault.TOO_LONG
    if any(_is_shapeless(letter) for letter in text):
        return NoticeFault.BAD_CHARACTERS
    return None


def fault_of_texts(texts: Mapping[LanguageCode, str]) -> NoticeFault | None:
    if not texts.get(SOURCE_LANGUAGE):
        return NoticeFault.NO_GERMAN
    faults = (fault_of_text(text) for text in texts.values())
    return next((fault for fault in faults if fault), None)


def fault_of_time(
    begins: datetime, ends: datetime, now: datetime
) -> NoticeFault | None:
    if ends <= max(begins, now):
        return NoticeFault.BAD_TIME
    if ends - begins > LONGEST_TIME:
        return NoticeFault.TOO_LONG_TIME
    return None


def _is_no_mark(letter: str) -> bool:
    return unicodedata.category(letter) != "Cf" or letter in JOINERS


def _is_shapeless(letter: str) -> bool:
    return unicodedata.category(letter) in SHAPELESS and letter not in JOINERS

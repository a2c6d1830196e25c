"""Why a terminal issues no numbers: it issues only what will be called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.open_hours import ByAppointment, Closed, Open

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.domain.open_hours import State
    from kiosk.ids import LanguageCode, TopicId

CLOCK_MAY_LAG = timedelta(minutes=2)
"""Behind the last moment that the hub told, before a clock counts as wrong."""

LINE_CHANGES_WITHIN = timedelta(minutes=5)
"""After that nobody knows how long the line is; then numbers are given out."""

KEEP_ANEW = timedelta(minutes=5)
"""After that the hub's time is written down again: no later start may be before it."""


class NotIssuing(StrEnum):
    """What holds a terminal back; each has words for visitors, a remedy for staff."""

    NO_GREETING = "no_greeting"
    """An empty journal: how far this series has counted today, only the hub knows."""
    REVOKED = "revoked"
    """The hub does not take this terminal's token."""
    CLOSED = "closed"
    """Outside the consultation hours, where the content knows them."""
    BY_APPOINTMENT = "by_appointment"
    """In these hours nobody is called who has no appointment."""
    NOBODY_COUNSELS = "nobody_counsels"
    """No hours are known, and the hub says that no desk is occupied."""
    CLOCK = "clock"
    """The clock runs before the last moment that the hub told: it cannot be right."""
    ALL_GIVEN = "all_given"
    """As many numbers are out as these consultation hours have room for; or who waits
    already reaches into later hours of the day, behind a long pause."""
    LINE_FULL = "line_full"
    """Whoever comes now would not be called before closing."""
    USED_UP = "used_up"
    """All numbers of the day are issued."""
    JOURNAL = "journal"
    """The journal cannot be used: nothing could be kept."""
    CONTENT = "content"
    """The centre's content is broken, so nobody knows which topics are offered."""
    OUT_OF_ORDER = "out_of_order"
    """Staff have taken it out of service."""


OF_WALK_INS = frozenset(
    {
        NotIssuing.CLOSED,
        NotIssuing.BY_APPOINTMENT,
        NotIssuing.NOBODY_COUNSELS,
        NotIssuing.LINE_FULL,
        NotIssuing.ALL_GIVEN,
    }
)
"""What holds back only who comes without an appointment: of one the hub says whether
its visitor is received today."""


@dataclass(frozen=True, slots=True)
class HubWord:
    """What the hub said last of this terminal, as its journal keeps it."""

    series: str
    said_at: datetime
    """By the hub's clock; no later moment is before this one."""
    said_on: date
    """The day of `said_at`, on the clock at the centre's wall."""
    service_day: date | None = None
    last_count: int | None = None
    counselling: bool | None = None
    line_full: bool | None = None
    """Whether the line would outlast closing for whoever comes now."""
    full_topics: frozenset[TopicId] = frozenset()
    """For which the hours of then give out no more numbers."""
    full_languages: frozenset[tuple[TopicId, LanguageCode]] = frozenset()
    """And in which of their languages, where those in others have room."""
    offset_seconds: float = 0.0
    """The hub's clock less the terminal's own."""

    def day_on(self, wall_day: date) -> date:
        """The service day of what is issued on this day of the wall's calendar."""
        if self.service_day is not None and wall_day == self.said_on:
            return self.service_day
        return wall_day

    def count_on(self, service_day: date) -> int:
        """How far the hub knows this series to have counted on that day."""
        if self.last_count is None or self.service_day != service_day:
            return 0
        return self.last_count

    def worth_keeping_after(self, kept: HubWord) -> bool:
        """Whether it says more than that some seconds have passed."""
        later = replace(kept, said_at=self.said_at)
        return self != later or self.said_at - kept.said_at >= KEEP_ANEW

    def worth_recording_after(self, kept: HubWord) -> bool:
        """Whether it differs in what a lost journal must know; counts it has itself."""
        return (self.series, self.said_on, self.counselling) != (
            kept.series,
            kept.said_on,
            kept.counselling,
        )


@dataclass(frozen=True, slots=True)
class IssuingKnowledge:
    """All that decides whether a number would be called."""

    word: HubWord | None
    begun: bool
    """Whether the journal knows how far it had counted, whatever the hub says."""
    refused: bool
    """Whether the hub refused this terminal's token."""
    used_up: bool
    now: datetime
    wall_day: date
    answered: bool
    """Whether the hub has told the time since the start."""
    hours: State
    all_given: bool = False
    """Whether the hours that are open now give out no more numbers."""


def not_issuing(known: IssuingKnowledge) -> NotIssuing | None:
    """The gravest reason; None where a number will be called."""
    if known.refused:
        return NotIssuing.REVOKED
    word = known.word
    if word is None and not known.begun:
        return NotIssuing.NO_GREETING
    if word and not known.answered and known.now < word.said_at - CLOCK_MAY_LAG:
        return NotIssuing.CLOCK
    nobody = _nobody_receives(known)
    if nobody is not None:
        return nobody
    if known.all_given:
        return NotIssuing.ALL_GIVEN
    if word and word.line_full and _is_fresh(word, known):
        return NotIssuing.LINE_FULL
    return NotIssuing.USED_UP if known.used_up else None


def _nobody_receives(known: IssuingKnowledge) -> NotIssuing | None:
    """By the hours where they are known, else by who is at a desk."""
    match known.hours:
        case Closed():
            return NotIssuing.CLOSED
        case ByAppointment():
            return NotIssuing.BY_APPOINTMENT
        case Open():
            return None
    is_empty = _nobody(known.word, known.wall_day)
    return NotIssuing.NOBODY_COUNSELS if is_empty else None


def _is_fresh(word: HubWord, known: IssuingKnowledge) -> bool:
    """A line that was long may be short by now: this holds only for minutes."""
    return (
        word.said_on == known.wall_day
        and abs(known.now - word.said_at) <= LINE_CHANGES_WITHIN
    )


def _nobody(word: HubWord | None, wall_day: date) -> bool:
    """Whether the hub said so today: yesterday's word holds no longer."""
    return word is not None and word.said_on == wall_day and word.counselling is False

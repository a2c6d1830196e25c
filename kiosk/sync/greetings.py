"""What a terminal takes from a greeting of its hub, and keeps for the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.domain.issuing import HubWord
from kiosk.ids import LanguageCode, TopicId

if TYPE_CHECKING:
    from kiosk.journal.tickets import Journal
    from kiosk.sync.hub_clock import HubClock
    from kiosk.wire import Greeting

DRIFT_SECONDS = 5.0
"""By how much the clocks' difference may change before it is kept anew."""


def word_of(greeting: Greeting, journal: Journal, clock: HubClock) -> HubWord:
    return HubWord(
        series=greeting.series,
        said_at=greeting.now,
        said_on=journal.wall_day_of(greeting.now),
        service_day=greeting.service_day,
        last_count=greeting.last_count,
        counselling=greeting.counselling,
        line_full=greeting.line_full,
        full_topics=frozenset(map(TopicId, greeting.full_topics or ())),
        full_languages=frozenset(
            (TopicId(topic), LanguageCode(code))
            for topic, codes in (greeting.full_languages or {}).items()
            for code in codes
        ),
        offset_seconds=_kept(journal.word, clock.offset_seconds),
    )


def after_a_jump(journal: Journal, clock: HubClock) -> HubWord | None:
    """The last word with today's difference of the clocks, when somebody set one."""
    word = journal.word
    if word is None or _kept(word, clock.offset_seconds) == word.offset_seconds:
        return None
    return replace(word, offset_seconds=clock.offset_seconds)


def _kept(word: HubWord | None, offset: float) -> float:
    """What is kept already, unless it differs by more than a drift."""
    if word is not None and abs(word.offset_seconds - offset) < DRIFT_SECONDS:
        return word.offset_seconds
    return offset

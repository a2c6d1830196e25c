"""Whether this terminal issues numbers now, out of all that it knows by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain.issuing import IssuingKnowledge, NotIssuing, not_issuing
from kiosk.domain.open_hours import receptions, state

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import Calendar
    from kiosk.ids import LanguageCode, TopicId
    from kiosk.journal.tickets import Journal
    from kiosk.sync.hub_clock import HubClock
    from kiosk.sync.status import HubLink


class IssuingRule:
    """Never waits for disk or hub: screens ask each second."""

    def __init__(
        self,
        journal: Journal,
        link: HubLink,
        clock: HubClock,
        catalogue: Callable[[], Catalogue],
        calendar: Calendar,
    ) -> None:
        self._journal = journal
        self._link = link
        self._clock = clock
        self._catalogue = catalogue
        self._calendar = calendar

    def why(
        self, topic: TopicId | None = None, language: LanguageCode | None = None
    ) -> NotIssuing | None:
        """`topic`: of whoever asks for a number; None: whatever they ask it for. One
        that is offered no more has no hours of its own: who asks has an appointment.
        `language`: in which they ask it for the topic; None: in any."""
        now, catalogue, journal = self._clock.now(), self._catalogue(), self._journal
        hours = catalogue.consultation_hours
        known = catalogue.known_topic(topic) if topic is not None else None
        if hours is not None and known is not None and known.active:
            hours = hours.for_topic(known.id)
        zone = ZoneInfo(catalogue.site.time_zone)
        return not_issuing(
            IssuingKnowledge(
                word=journal.word,
                begun=journal.begun,
                refused=self._link.refused,
                used_up=journal.used_up,
                now=now,
                wall_day=journal.wall_day(),
                answered=self._clock.answered,
                hours=state(hours, now, zone, self._calendar),
                all_given=self._all_given(catalogue, topic, language)
                and self._is_of_these_hours(catalogue, now, zone),
            )
        )

    def _all_given(
        self,
        catalogue: Catalogue,
        topic: TopicId | None,
        language: LanguageCode | None,
    ) -> bool:
        word = self._journal.word
        if word is None:
            return False
        if topic and language and (topic, language) in word.full_languages:
            return True
        asked = [topic] if topic else [one.id for one in catalogue.offered_topics()]
        return bool(word.full_topics) and word.full_topics.issuperset(asked)

    def _is_of_these_hours(
        self, catalogue: Catalogue, now: datetime, zone: ZoneInfo
    ) -> bool:
        """What the hub said of hours that are over does not hold for the next ones."""
        word, hours = self._journal.word, catalogue.consultation_hours
        if word is None or hours is None:
            return False
        today = now.astimezone(zone).date()
        spans = receptions(hours, today, zone, self._calendar)
        return any(begins <= word.said_at and now < ends for begins, ends in spans)

"""The line as a random day has it: visits, and what was last done to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.queues import Skills
from kiosk.domain.tickets import TicketState
from kiosk.ids import LanguageCode, PartnerId, TicketId, TopicId

WAITING, CALLED, SERVING, PARKED, DONE, NO_SHOW, WITHDRAWN = TicketState
TOPICS = ("residence", "work", "family")
WELCOME = PartnerId("welcome-center")
WHO = ("everything", "work", "arabic")
SKILLS = {
    "everything": Skills(),
    "work": Skills(topics=frozenset({TopicId("work")})),
    "arabic": Skills(languages=frozenset({LanguageCode("ar")}), partner=WELCOME),
}
UNDO = timedelta(minutes=2)
STEPS: dict[str, tuple[frozenset[TicketState], TicketState]] = {
    "at_desk": (frozenset({CALLED}), SERVING),
    "finish": (frozenset({SERVING}), DONE),
    "no_show": (frozenset({CALLED}), NO_SHOW),
    "park": (frozenset({CALLED, SERVING}), PARKED),
}
"""What only its counsellor may do, from where, to where."""


@dataclass(frozen=True)
class Visit:
    """A ticket as the model has it."""

    issued_at: datetime
    topic: str
    language: str
    state: TicketState = WAITING
    holder: str | None = None
    partner: str | None = None
    passed_on_by: str | None = None
    ahead: timedelta = timedelta()
    stands_after: datetime | None = None
    delays: int = 0
    recalls: int = 0

    def place(self, ticket: TicketId) -> tuple[datetime, TicketId]:
        return ((self.stands_after or self.issued_at) - self.ahead, ticket)

    def fits(self, who: str) -> bool:
        skills = SKILLS[who]
        return (
            (not skills.topics or self.topic in skills.topics)
            and (not skills.languages or self.language in skills.languages)
            and (self.partner is None or skills.partner in (None, self.partner))
            and self.passed_on_by != who
        )


@dataclass(frozen=True)
class Last:
    """What was done to a ticket last: by whom, when, and how it was before."""

    by: str | None
    at: datetime
    before: Visit | None

"""How long visits take, learned from those of the past, and shrunk while few are known.

Nothing is learned about a counsellor: who works faster is nobody's business here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import exp, log
from statistics import NormalDist, fmean, quantiles
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.permutations import permutation
from kiosk.domain.waits.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiosk.ids import TopicId

WORTH = 5.0
"""As many visits weigh as much as what is assumed before any is known."""
TYPICAL_MINUTES, SIGMA = 12.0, 0.6
"""What is assumed: half of all visits take less; their logarithms spread so much."""
LONGEST_MINUTES = 240.0
"""What is longer was not a visit: somebody forgot to end it."""
FEW = 8
"""Of fewer visits nobody can say which is out of the ordinary."""
SHORTEST_MINUTES = 0.25
NO_SHOW, NO_SHOW_MINUTES = 0.03, (3.0, 5.0, 8.0)
WAY_MINUTES = (0.5, 1.0, 2.0)
CHANGEOVER_MINUTES = (0.0, 0.5, 1.0, 2.0, 4.0)
LONGEST_CHANGEOVER = 60.0
PATIENCE = 240.0
"""Minutes of waiting without anybody leaving that are assumed before any are known."""
FINE, COARSE = 400, 40
"""Points by which sums of two spreads are made, and by which a form is kept."""


@dataclass(frozen=True, slots=True)
class PastVisit:
    """What is kept of a ticket that has ended: how long what took, in minutes."""

    topic: TopicId
    ended: TicketState
    """Done, no show, or withdrawn."""
    waited: float
    """From issue to the first call, or until it was given back."""
    way: float | None = None
    """From the call to the desk, or until it was clear that nobody comes."""
    service: float | None = None
    """From the desk to the end; None where nobody ended it."""
    changeover: float | None = None
    """From when its counsellor was free to its call, if it was waiting all the while:
    notes, a glass of water, a break that no plan knows."""


class LearnedDurations:
    """All that the past says; made once, asked for each estimate."""

    def __init__(self, past: Iterable[PastVisit] = (), count: int = 80) -> None:
        """`count`: by how many values each duration is given."""
        self.count = count
        self._past = list(past)
        self._service: dict[TopicId, Spread] = {}
        self._cycles: dict[TopicId, list[float]] = {}
        self._by_topic = self._sorted_by_topic()
        logs = {t: [log(v) for v in own] for t, own in self._by_topic.items()}
        self._means = self._shrunk_means(logs)
        self._form = _form(logs.values())

    def service(self, topic: TopicId) -> Spread:
        """From the desk to the end."""
        if topic not in self._service:
            self._service[topic] = self._learned(topic)
        return self._service[topic]

    def cycle(self, topic: TopicId) -> Sequence[float]:
        """From one call to the counsellor's next one: `count` values, ascending."""
        if topic not in self._cycles:
            occupied = self.occupied(topic)
            both = _sum(occupied, self.changeover)
            self._cycles[topic] = both.quantiles(self.count)
        return self._cycles[topic]

    def occupied(self, topic: TopicId) -> Spread:
        """From the call until the counsellor is free again; some do not come."""
        came = _sum(self.way, self.service(topic))
        missed = self._no_show
        share = self._no_show_share
        return Spread(
            chain(
                ((v, (1 - share) * FINE) for v in came.quantiles(FINE)),
                ((v, share * FINE) for v in missed.quantiles(FINE)),
            )
        )

    @cached_property
    def way(self) -> Spread:
        known = (v.way for v in self._past if v.service is not None)
        return _with_prior(known, WAY_MINUTES, LONGEST_CHANGEOVER)

    @cached_property
    def changeover(self) -> Spread:
        known = (visit.changeover for visit in self._past)
        return _with_prior(known, CHANGEOVER_MINUTES, LONGEST_CHANGEOVER)

    @cached_property
    def leaving(self) -> float:
        """How many of those who wait leave in a minute."""
        left = sum(visit.ended is TicketState.WITHDRAWN for visit in self._past)
        return left / (PATIENCE + sum(visit.waited for visit in self._past))

    @cached_property
    def _no_show(self) -> Spread:
        known = (v.way for v in self._past if v.ended is TicketState.NO_SHOW)
        return _with_prior(known, NO_SHOW_MINUTES, LONGEST_CHANGEOVER)

    @cached_property
    def _no_show_share(self) -> float:
        missed = sum(visit.ended is TicketState.NO_SHOW for visit in self._past)
        came = sum(visit.ended is TicketState.DONE for visit in self._past)
        return (missed + NO_SHOW * WORTH) / (missed + came + WORTH)

    def _sorted_by_topic(self) -> dict[TopicId, list[float]]:
        """Services by topic, without those whose end was forgotten."""
        found: dict[TopicId, list[float]] = defaultdict(list)
        for visit in self._past:
            if visit.service is not None and visit.service <= LONGEST_MINUTES:
                found[visit.topic].append(max(visit.service, SHORTEST_MINUTES))
        return {topic: _ordinary(own) for topic, own in found.items()}

    def _shrunk_means(
        self, logs: Mapping[TopicId, list[float]]
    ) -> dict[TopicId | None, float]:
        """Of the logarithms; None is the overall one, for topics without a past."""
        every = [value for own in logs.values() for value in own]
        overall = _shrunk(every, log(TYPICAL_MINUTES))
        return {
            None: overall,
            **{topic: _shrunk(own, overall) for topic, own in logs.items()},
        }

    def _learned(self, topic: TopicId) -> Spread:
        """Its own visits as they were, and the form of all the others beside them.

        The weight of the others is that of `WORTH` visits, so it fades with own ones.
        """
        mean = self._means.get(topic, self._means[None])
        own = self._by_topic.get(topic, [])
        shift = exp(mean - fmean(map(log, own))) if own else 1.0
        others = WORTH / len(self._form)
        return Spread(
            chain(
                ((value * shift, 1.0) for value in own),
                ((exp(mean + residual), others) for residual in self._form),
            )
        )


_NORMAL = NormalDist(0.0, SIGMA)
_ASSUMED = tuple(_NORMAL.inv_cdf((k + 0.5) / 20) for k in range(20))


def _form(logs: Iterable[Sequence[float]]) -> list[float]:
    """By how much a visit differs from the usual one of its topic, as a few values;
    what is assumed counts as so many visits among the known ones."""
    known = sorted(v - fmean(own) for own in logs if own[1:] for v in own)
    weight = WORTH / len(_ASSUMED)
    assumed = [(residual, weight) for residual in _ASSUMED]
    both = Spread([*((residual, 1.0) for residual in known), *assumed])
    return both.quantiles(COARSE)


def _shrunk(own: Sequence[float], towards: float) -> float:
    return (sum(own) + WORTH * towards) / (len(own) + WORTH)


def _ordinary(own: list[float]) -> list[float]:
    """Without what lies far above the others: twice as far as three quarters are.

    It is left out and not capped: to forget has nothing to do with the length.
    """
    if len(own) < FEW:
        return own
    lower, _, upper = quantiles(own, n=4)
    highest = upper * max(upper / lower, 1.5) ** 2
    return [value for value in own if value <= highest]


def _with_prior(
    known: Iterable[float | None], prior: Sequence[float], longest: float
) -> Spread:
    values = [value for value in known if value is not None and value <= longest]
    weight = WORTH / len(prior)
    return Spread([*((v, 1.0) for v in values), *((v, weight) for v in prior)])


def _sum(one: Spread, other: Spread) -> Spread:
    """Of two durations that have nothing to do with each other."""
    first, second = one.quantiles(FINE), other.quantiles(FINE)
    mixed = permutation(FINE, 1)
    return Spread((a + second[k], 1.0) for a, k in zip(first, mixed, strict=True))

"""Chance in a simulated centre: who comes when, for what, and how long it takes."""

from __future__ import annotations

from math import inf, log
from typing import TYPE_CHECKING

from kiosk.simulation.worlds import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from kiosk.ids import LanguageCode, TopicId
    from kiosk.simulation.worlds import World

LONG_SHARE, SHORT, LONG = 0.25, 0.5, 2.5
"""Of two lengths: a quarter take two and a half times the mean, the others half."""
AWAY_MINUTES = 15.0
UNTIL_NO_SHOW = (3.0, 6.0)


class VisitLengths:
    """All draws of one day."""

    def __init__(self, world: World, chance: Random) -> None:
        self._world = world
        self._chance = chance
        spread = world.good_and_bad_days
        self._day = 1 + chance.uniform(-spread, spread)
        self._topics = {topic.id: topic for topic in world.topics}

    def arrivals(self) -> Iterator[float]:
        moment = 0.0
        while True:
            moment += self._chance.expovariate(self._world.arrivals_per_hour / 60)
            if moment >= DAY_MINUTES:
                return
            yield moment

    def topic(self) -> TopicId:
        shares = [topic.share for topic in self._world.topics]
        return self._chance.choices(list(self._topics), shares)[0]

    def language(self) -> LanguageCode:
        codes = [code for code, _ in self._world.languages]
        shares = [share for _, share in self._world.languages]
        return self._chance.choices(codes, shares)[0]

    def service(self, topic: TopicId, desk: int) -> float:
        known, speeds = self._topics[topic], self._world.speeds
        factor = self._day * speeds[desk % len(speeds)]
        if self._world.two_lengths:
            is_long = self._chance.random() < LONG_SHARE
            mean = known.minutes * (LONG if is_long else SHORT)
            return factor * self._chance.gammavariate(9.0, mean / 9.0)
        location = log(known.minutes) - known.sigma**2 / 2
        return factor * self._chance.lognormvariate(location, known.sigma)

    def between_visits(self) -> float:
        away = self._chance.random() < self._world.unplanned
        usual = self._world.changeover
        between = self._chance.expovariate(1 / usual) if usual else 0.0
        return between + (AWAY_MINUTES if away else 0.0)

    def patience(self) -> float:
        mean = self._world.patience
        return inf if mean is None else self._chance.expovariate(1 / mean)

    def is_no_show(self) -> bool:
        return self._chance.random() < self._world.no_shows

    def until_no_show(self) -> float:
        return self._chance.uniform(*UNTIL_NO_SHOW)

    def is_forgotten(self) -> bool:
        return self._chance.random() < self._world.forgotten

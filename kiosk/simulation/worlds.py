"""The centres that are simulated, and in what each differs from what is assumed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.domain.queues import Skills
from kiosk.ids import LanguageCode, TopicId

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY_MINUTES = 480.0


@dataclass(frozen=True, slots=True)
class SimulatedTopic:
    id: TopicId
    share: float
    minutes: float
    """The mean length of a visit."""
    sigma: float = 0.47
    """Of the logarithms, where lengths are lognormal: a standard deviation of half the
    mean. What differs that much nobody can foretell: with wider lengths every estimate
    errs more, and all come nearer to each other."""


FOUR_TOPICS = tuple(
    SimulatedTopic(TopicId(name), share, minutes)
    for name, share, minutes in (
        ("stamp", 0.4, 5.0),
        ("form", 0.3, 12.0),
        ("work", 0.2, 25.0),
        ("family", 0.1, 40.0),
    )
)
TRUE_MEAN = 14.6
PLANNED_BREAK = ((210.0, 255.0),)
"""One counsellor's, 45 minutes at noon."""


@dataclass(frozen=True, slots=True)
class World:
    name: str
    arrivals_per_hour: float
    skills: Sequence[Skills]
    """One entry for each desk."""
    typed_minutes: float = TRUE_MEAN
    """What somebody typed into ZMS."""
    topics: Sequence[SimulatedTopic] = FOUR_TOPICS
    languages: Sequence[tuple[LanguageCode, float]] = ((LanguageCode("de"), 1.0),)
    breaks: Sequence[tuple[float, float]] = PLANNED_BREAK
    """Of the first desk."""
    unplanned: float = 0.0
    """The share of visits after which the counsellor is away for a quarter of an hour,
    which no plan knows."""
    speeds: Sequence[float] = (1.0,)
    """By how much longer each counsellor takes than others; in turn."""
    good_and_bad_days: float = 0.0
    """By how much all visits of a day are longer or shorter than usual, at most."""
    changeover: float = 0.0
    """Minutes between two visits, on average."""
    two_lengths: bool = False
    """Each topic has short and long visits, and hardly any between."""
    no_shows: float = 0.0
    patience: float | None = None
    """After how many minutes visitors leave, on average; None: never."""
    forgotten: float = 0.0
    """The share of visits that are ended late: when the next visitor is called."""


def _alike(count: int) -> tuple[Skills, ...]:
    return (Skills(),) * count


THREE_DESKS = World("three desks", 11.0, _alike(3))
AVERAGE_WRONG = replace(
    THREE_DESKS, name="average 38 % too low", typed_minutes=TRUE_MEAN * 0.62
)
TWO_BUSY = World("two busy desks", 8.0, _alike(2))

SOME_TOPICS = Skills(topics=frozenset(map(TopicId, ("stamp", "form", "work"))))
SOME_LANGUAGES = Skills(languages=frozenset(map(LanguageCode, ("de", "pl"))))

UNLIKE = (
    replace(
        THREE_DESKS,
        name="slow and quick desks",
        speeds=(0.75, 1.0, 1.35),
        two_lengths=True,
        changeover=1.0,
        arrivals_per_hour=10.0,
    ),
    replace(
        THREE_DESKS,
        name="absent and impatient",
        arrivals_per_hour=12.0,
        no_shows=0.08,
        patience=150.0,
        unplanned=0.04,
        forgotten=0.3,
    ),
    replace(
        THREE_DESKS,
        name="topics, languages, bad days",
        skills=(Skills(), SOME_TOPICS, SOME_LANGUAGES),
        languages=tuple(
            (LanguageCode(code), share)
            for code, share in (("de", 0.5), ("pl", 0.3), ("ar", 0.2))
        ),
        arrivals_per_hour=9.0,
        good_and_bad_days=0.3,
    ),
)
"""None of them is as the estimate assumes."""

WORLDS = (THREE_DESKS, AVERAGE_WRONG, TWO_BUSY, *UNLIKE)

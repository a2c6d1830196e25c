from __future__ import annotations

from random import Random
from statistics import fmean, median

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.durations import TYPICAL_MINUTES, LearnedDurations, PastVisit
from kiosk.ids import TopicId

STAMP, FAMILY, NEVER_SEEN = TopicId("stamp"), TopicId("family"), TopicId("tax")


def served(
    topic: TopicId, *minutes: float, changeover: float | None = None
) -> list[PastVisit]:
    return [
        PastVisit(topic, TicketState.DONE, 10.0, 1.0, each, changeover)
        for each in minutes
    ]


def lognormal(mean: float, count: int, seed: int = 1) -> list[float]:
    chance = Random(seed)
    return [mean * chance.lognormvariate(-0.125, 0.5) for _ in range(count)]


def usual(learned: LearnedDurations, topic: TopicId) -> float:
    return median(learned.service(topic).quantiles(100))


def test_before_any_visit_something_typical_is_assumed() -> None:
    assert usual(LearnedDurations(), STAMP) == pytest.approx(TYPICAL_MINUTES, rel=0.1)


def test_each_topic_gets_its_own_length() -> None:
    past = [*served(STAMP, *lognormal(5, 200)), *served(FAMILY, *lognormal(40, 200))]
    learned = LearnedDurations(past)
    for topic, mean in ((STAMP, 5), (FAMILY, 40)):
        known = fmean(learned.service(topic).quantiles(200))
        assert known == pytest.approx(mean, rel=0.15)


def test_few_visits_are_believed_only_a_little() -> None:
    past = served(STAMP, *lognormal(20, 300))
    one = LearnedDurations([*past, *served(FAMILY, 100)])
    many = LearnedDurations([*past, *served(FAMILY, *[100] * 100)])
    assert 17 < usual(one, FAMILY) < 40
    assert usual(many, FAMILY) > 90


def test_a_topic_that_nobody_asked_for_is_like_all_together() -> None:
    learned = LearnedDurations(served(STAMP, *lognormal(20, 300)))
    assert usual(learned, NEVER_SEEN) == pytest.approx(usual(learned, STAMP), rel=0.1)


def test_a_forgotten_end_changes_nothing() -> None:
    past = served(STAMP, *lognormal(5, 100))
    clean = LearnedDurations(past)
    late = LearnedDurations([*past, *served(STAMP, *[90.0, 180.0, 700.0] * 3)])
    assert usual(late, STAMP) == pytest.approx(usual(clean, STAMP), rel=0.1)
    assert max(late.service(STAMP).values) < 60


def test_long_visits_that_are_common_are_believed() -> None:
    past = served(STAMP, *[5.0] * 60, *[60.0] * 40)
    lengths = LearnedDurations(past).service(STAMP).quantiles(100)
    assert sum(each > 40 for each in lengths) == pytest.approx(40, abs=5)


def test_what_nobody_ended_teaches_no_length() -> None:
    open_end = PastVisit(STAMP, TicketState.DONE, 10.0)
    assert usual(LearnedDurations([open_end] * 50), STAMP) == usual(
        LearnedDurations(), STAMP
    )


def test_who_does_not_come_keeps_a_desk_only_for_moments() -> None:
    past = served(STAMP, *[30.0] * 50)
    gone = [PastVisit(STAMP, TicketState.NO_SHOW, 10.0, 4.0)] * 50
    lengths = LearnedDurations([*past, *gone]).occupied(STAMP).quantiles(100)
    assert sum(each < 10 for each in lengths) == pytest.approx(48, abs=6)


def test_notes_between_two_visits_are_part_of_a_cycle() -> None:
    quick = LearnedDurations(served(STAMP, *[10.0] * 99, changeover=0.0))
    slow = LearnedDurations(served(STAMP, *[10.0] * 99, changeover=6.0))
    more = fmean(slow.cycle(STAMP)) - fmean(quick.cycle(STAMP))
    assert more == pytest.approx(6, abs=0.5)


def test_who_waits_leaves_as_often_as_visitors_did() -> None:
    stayed = served(STAMP, *[10.0] * 100)
    left = [PastVisit(STAMP, TicketState.WITHDRAWN, 10.0)] * 10
    assert LearnedDurations(stayed).leaving == 0
    assert LearnedDurations([*stayed, *left]).leaving == pytest.approx(10 / 1340)


def test_each_duration_is_given_by_as_many_values_as_asked_for() -> None:
    learned = LearnedDurations(served(STAMP, *lognormal(5, 30)), count=17)
    cycle = list(learned.cycle(STAMP))
    assert len(cycle) == 17
    assert cycle == sorted(cycle)

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.previews import ProbeResult
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.ids import LanguageCode
from kiosk.preview.messages import (
    DrawnAnswer,
    ProbedAnswer,
    ProbeRequest,
    ProbingAt,
    WorkerFailed,
    WorkerTrouble,
)
from kiosk.preview.probing import probe
from kiosk.preview.process import WorkerLate, WorkerLost
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.previews import FakeWorker

FOLDER = Path("/release")
AT = ProbingAt(screen="service register-home", language="pl")


def refusal(worker: FakeWorker) -> UpdateRefused:
    with pytest.raises(UpdateRefused) as told:
        probe(worker, FixedClock(), FOLDER, seconds=30)
    assert told.value.remedy
    return told.value


def test_what_was_built_is_told() -> None:
    worker = FakeWorker(ProbedAnswer(languages=2, screens=40, texts=112, painted=9))
    found = probe(worker, FixedClock(), FOLDER, [LanguageCode("de")], seconds=30)
    assert found == ProbeResult(2, 40, 112, 9)
    [(request, seconds)] = worker.asked
    assert request == ProbeRequest(
        folder="/release", now=NOON, languages=("de",), seconds=30
    )
    assert seconds == 30


def test_without_languages_all_that_are_offered_are_built() -> None:
    worker = FakeWorker(ProbedAnswer(languages=2, screens=40, texts=112, painted=9))
    probe(worker, FixedClock(), FOLDER, seconds=30)
    [(request, _)] = worker.asked
    assert isinstance(request, ProbeRequest)
    assert request.languages is None


def test_a_screen_that_cannot_be_built_is_refused_by_name() -> None:
    failed = WorkerFailed(trouble=WorkerTrouble.BROKE, reason="home, in pl: broke")
    told = refusal(FakeWorker(failed))
    assert told.reason == UpdateRefusal.PROBE_FAILED
    assert "home, in pl" in str(told)


def test_a_worker_that_takes_too_long_is_refused_where_it_was() -> None:
    told = refusal(FakeWorker(WorkerLate("Too long.", AT)))
    assert told.reason == UpdateRefusal.PROBE_TIMED_OUT
    assert "service register-home, pl" in str(told)
    assert "30 s" in str(told)


def test_a_worker_that_dies_is_refused_where_it_was() -> None:
    told = refusal(FakeWorker(WorkerLost("It ended.", AT)))
    assert told.reason == UpdateRefusal.PROBE_FAILED
    assert "service register-home, pl" in str(told)


def test_a_worker_that_dies_at_once_names_no_screen() -> None:
    assert "at " not in str(refusal(FakeWorker(WorkerLost("Not started."))))


def test_an_answer_to_something_else_is_no_pass() -> None:
    told = refusal(FakeWorker(DrawnAnswer(svg="", text="", pages=1)))
    assert told.reason == UpdateRefusal.PROBE_FAILED

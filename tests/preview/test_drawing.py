from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.previews import (
    PreviewGrid,
    PreviewNotice,
    PreviewPicture,
    PreviewScreen,
    PreviewTheme,
    PreviewWanted,
)
from kiosk.domain.site_notices import NoticeKind
from kiosk.errors import BadContent, KioskError, NotFound, PreviewFailed
from kiosk.ids import LanguageCode
from kiosk.preview import messages
from kiosk.preview.drawing import SECONDS, Preview
from kiosk.preview.messages import (
    DrawnAnswer,
    DrawRequest,
    ProbedAnswer,
    WorkerFailed,
    WorkerTrouble,
)
from kiosk.preview.process import WorkerLate, WorkerLost
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.previews import FakeWorker, wanted

FOLDER = Path("/content")
DRAWN = DrawnAnswer(svg="<svg/>", text="Guten Tag", pages=3)


def preview(worker: FakeWorker) -> Preview:
    return Preview(worker, FixedClock(), "https://hub.example")


def test_a_picture_comes_with_its_text_and_pages() -> None:
    picture = preview(FakeWorker(DRAWN)).picture(FOLDER, "7", wanted())
    assert picture == PreviewPicture("<svg/>", "Guten Tag", 3)


def test_the_worker_is_told_all_that_is_wanted_and_the_hubs_time() -> None:
    worker = FakeWorker(DRAWN)
    asked_for = PreviewWanted(
        PreviewScreen.SERVICE,
        LanguageCode("ar"),
        "register-home",
        PreviewTheme.CONTRAST,
        PreviewGrid.SMALLEST,
        2,
        PreviewNotice(NoticeKind.CLOSED, ((LanguageCode("de"), "Heute zu."),)),
    )
    preview(worker).picture(FOLDER, "7", asked_for)
    [(request, seconds)] = worker.asked
    assert isinstance(request, DrawRequest)
    assert messages.request(messages.encode(request)) == request
    assert request.wanted == asked_for
    assert (request.folder, request.revision) == ("/content", "7")
    assert (request.now, request.phones) == (NOON, "https://hub.example")
    assert seconds == request.seconds == SECONDS


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (WorkerTrouble.NOT_THERE, NotFound),
        (WorkerTrouble.BAD_CONTENT, BadContent),
        (WorkerTrouble.BROKE, PreviewFailed),
        (WorkerTrouble.NONSENSE, PreviewFailed),
    ],
)
def test_what_is_wrong_is_told_as_what_it_is(
    trouble: WorkerTrouble, error: type[KioskError]
) -> None:
    failed = WorkerFailed(trouble=trouble, reason="no such text", remedy="Write it.")
    with pytest.raises(error, match="no such text") as told:
        preview(FakeWorker(failed)).picture(FOLDER, "7", wanted())
    assert type(told.value) is error
    assert told.value.remedy == "Write it."


@pytest.mark.parametrize("lost", [WorkerLost("It ended."), WorkerLate("Too long.")])
def test_a_worker_that_is_lost_is_told_with_a_remedy(lost: WorkerLost) -> None:
    with pytest.raises(PreviewFailed, match=str(lost)) as told:
        preview(FakeWorker(lost)).picture(FOLDER, "7", wanted())
    assert told.value.remedy


def test_an_answer_to_something_else_is_no_picture() -> None:
    probed = ProbedAnswer(languages=1, screens=1, texts=1, painted=1)
    with pytest.raises(PreviewFailed):
        preview(FakeWorker(probed)).picture(FOLDER, "7", wanted())


def test_the_worker_ends_with_it() -> None:
    worker = FakeWorker(DRAWN)
    preview(worker).close()
    assert worker.closed

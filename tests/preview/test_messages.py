from __future__ import annotations

import msgspec
import pytest

from kiosk.domain.previews import LONGEST_SUBJECT, MOST_PAGES, PreviewScreen
from kiosk.preview import messages
from kiosk.preview.messages import (
    DrawRequest,
    ProbedAnswer,
    ProbeRequest,
    ProbingAt,
    WorkerReady,
)
from tests.fakes.clock import NOON

DRAW = DrawRequest(
    folder="/content",
    revision="7",
    now=NOON,
    screen=PreviewScreen.HOME,
    language="de",
    seconds=5,
)


@pytest.mark.parametrize(
    "request_", [DRAW, ProbeRequest(folder="/content", now=NOON, seconds=5)]
)
def test_a_request_is_heard_as_it_was_said(request_: messages.Request) -> None:
    assert messages.request(messages.encode(request_)) == request_


@pytest.mark.parametrize(
    "answer",
    [
        WorkerReady(),
        ProbingAt(screen="home", language="de"),
        ProbedAnswer(languages=1, screens=2, texts=3, painted=4),
    ],
)
def test_an_answer_is_heard_as_it_was_said(answer: messages.Answer) -> None:
    assert messages.answer(messages.encode(answer)) == answer


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", -1),
        ("page", MOST_PAGES + 1),
        ("subject", "x" * (LONGEST_SUBJECT + 1)),
        ("language", ""),
        ("screen", "staff"),
        ("grid", "9999x9999"),
        ("theme", "pink"),
        ("now", "yesterday"),
        ("more", True),
    ],
)
def test_what_goes_beyond_its_bounds_is_no_request(field: str, value: object) -> None:
    said = {**msgspec.json.decode(messages.encode(DRAW)), field: value}
    with pytest.raises(msgspec.DecodeError):
        messages.request(msgspec.json.encode(said))


@pytest.mark.parametrize("said", [b"", b"{}", b"[]", b"\xff\x00", b'{"type":"shell"}'])
def test_nonsense_is_no_request(said: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        messages.request(said)


def test_the_largest_request_fits_a_pipe_that_nobody_reads() -> None:
    assert messages.LARGEST_REQUEST < 65536

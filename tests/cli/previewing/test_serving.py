"""Requests through a pipe, answers through another, in the order in which they came."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.previewing import limits
from kiosk.cli.previewing.serving import serve
from kiosk.domain.previews import PreviewScreen
from kiosk.preview import frames, messages
from kiosk.preview.frames import FrameLost, FrameReader
from kiosk.preview.messages import (
    DrawnAnswer,
    DrawRequest,
    ProbedAnswer,
    ProbeRequest,
    ProbingAt,
    WorkerFailed,
    WorkerReady,
    WorkerTrouble,
)
from tests.content_folder import put
from tests.fakes.clock import NOON, FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.preview.messages import Answer


@pytest.fixture(autouse=True)
def never_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would end the process of the worker is that of the tests here, and is as
    large as theirs."""
    monkeypatch.setattr(limits, "end_within", lambda _seconds: None)
    monkeypatch.setattr(limits, "resident", lambda: 0)


def draw(folder: Path, **said: str) -> bytes:
    subject, language = said.get("subject", ""), said.get("language", "de")
    screen = PreviewScreen.SERVICE if subject else PreviewScreen.HOME
    return messages.encode(
        DrawRequest(
            folder=str(folder),
            revision="1",
            now=NOON,
            screen=screen,
            subject=subject,
            language=language,
            seconds=20,
        )
    )


def probe(folder: Path, *languages: str) -> bytes:
    asked = ProbeRequest(
        folder=str(folder), now=NOON, languages=languages or None, seconds=60
    )
    return messages.encode(asked)


async def answers(*requests: bytes) -> list[Answer]:
    """All that is said until nobody asks any more."""
    asked, ask = os.pipe()
    hear, answered = os.pipe()
    for request in requests:
        frames.write(ask, request)
    os.close(ask)
    heard: list[Answer] = []

    def listen() -> None:
        reader = FrameReader(hear)
        try:
            while True:
                heard.append(messages.answer(reader.next(time.monotonic() + 60)))
        except FrameLost:
            pass

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        await serve(asked, answered, FixedClock())
    finally:
        os.close(answered)
        await asyncio.to_thread(listener.join)
        os.close(hear)
        os.close(asked)
    return heard


async def test_it_says_that_it_is_ready_and_ends_when_nobody_asks() -> None:
    assert await answers() == [WorkerReady()]


async def test_every_request_is_answered_in_turn(folder: Path) -> None:
    ready, home, service = await answers(
        draw(folder), draw(folder, subject="registration", language="ar")
    )
    assert isinstance(ready, WorkerReady)
    assert isinstance(home, DrawnAnswer)
    assert isinstance(service, DrawnAnswer)
    assert "مرحبًا" in service.text


@pytest.mark.parametrize("nonsense", [b"", b"\x00", b"{}", b'{"type":"shell"}'])
async def test_nonsense_is_refused_and_the_next_is_answered(
    folder: Path, nonsense: bytes
) -> None:
    _, refused, drawn = await answers(nonsense, draw(folder))
    assert isinstance(refused, WorkerFailed)
    assert refused.trouble is WorkerTrouble.NONSENSE
    assert isinstance(drawn, DrawnAnswer)


async def test_a_request_that_is_larger_than_any_ends_it() -> None:
    assert await answers(b"x" * (messages.LARGEST_REQUEST + 1)) == [WorkerReady()]


async def test_what_is_wrong_is_told_by_its_kind_with_a_remedy(
    folder: Path, tmp_path: Path
) -> None:
    _, nowhere, service, language = await answers(
        draw(tmp_path / "nowhere"),
        draw(folder, subject="nothing"),
        draw(folder, language="tlh"),
    )
    kinds = [
        a.trouble for a in (nowhere, service, language) if isinstance(a, WorkerFailed)
    ]
    assert kinds == [
        WorkerTrouble.BAD_CONTENT,
        WorkerTrouble.NOT_THERE,
        WorkerTrouble.NOT_THERE,
    ]
    assert isinstance(service, WorkerFailed)
    assert service.remedy


async def test_a_probe_tells_where_it_is_and_then_its_result(folder: Path) -> None:
    _, *way, result = await answers(probe(folder, "de"))
    assert all(isinstance(step, ProbingAt) for step in way)
    assert ProbingAt(screen="service registration", language="de") in way
    assert isinstance(result, ProbedAnswer)
    assert result.languages == 1


async def test_a_probe_that_fails_names_file_or_screen_in_few_words(
    folder: Path,
) -> None:
    put(folder / "services" / "doctor" / "pl.md", "+++\n" + "x" * 5000)
    *_, failed = await answers(probe(folder))
    assert isinstance(failed, WorkerFailed)
    assert failed.trouble is WorkerTrouble.BAD_CONTENT
    assert "services/doctor/pl.md" in failed.reason
    assert len(failed.reason) <= messages.LONGEST_REASON


async def test_one_that_has_grown_too_large_ends_after_its_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = iter([0, 1 << 40])
    monkeypatch.setattr(limits, "resident", lambda: next(sizes))
    assert len(await answers(draw(folder), draw(folder))) == 2

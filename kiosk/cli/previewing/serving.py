"""What the process that draws answers, one by one, until nobody asks."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import msgspec

from kiosk.cli.previewing import limits, probing
from kiosk.cli.previewing.easel import ScreenBroke
from kiosk.cli.previewing.probing import NothingToRead, ProbeFailure
from kiosk.cli.previewing.studio import Studio
from kiosk.errors import BadContent, KioskError
from kiosk.preview import frames, messages
from kiosk.preview.frames import FrameLost, FrameReader
from kiosk.preview.messages import (
    LARGEST_REQUEST,
    LONGEST_REASON,
    DrawnAnswer,
    DrawRequest,
    ProbedAnswer,
    ProbingAt,
    WorkerFailed,
    WorkerReady,
    WorkerTrouble,
)
from kiosk.preview.process import GRACE_SECONDS, OUT_OF_MEMORY

if TYPE_CHECKING:
    from kiosk.clock import Clock
    from kiosk.preview.messages import Answer, Request

IDLE_SECONDS = 600.0
"""After so long without a request it ends; the next begins another."""
MOST_RESIDENT = 384 * 1024 * 1024
"""Bytes after an answer with which another process is better begun."""


async def serve(asked: int, answered: int, clock: Clock) -> None:
    """Reads requests from one descriptor, writes answers to the other."""
    inbox = FrameReader(asked, LARGEST_REQUEST)
    studio = Studio(clock.now())
    _say(answered, WorkerReady())
    try:
        while limits.resident() < MOST_RESIDENT:
            # Nothing else is to go on meanwhile: not even the clock of a screen.
            message = inbox.next(time.monotonic() + IDLE_SECONDS)
            _say(answered, await _answer(studio, message, answered))
            limits.end_within(0)
    except FrameLost:
        pass
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


async def _answer(studio: Studio, message: bytes, answered: int) -> Answer:
    try:
        request = messages.request(message)
    except msgspec.DecodeError as error:
        return _failed(WorkerTrouble.NONSENSE, str(error))
    limits.end_within(request.seconds + GRACE_SECONDS)
    try:
        return await _done(studio, request, answered)
    except BadContent as error:
        return _failed(WorkerTrouble.BAD_CONTENT, str(error), error.remedy)
    except KioskError as error:
        return _failed(WorkerTrouble.NOT_THERE, str(error), error.remedy)
    except ScreenBroke as error:
        return _failed(WorkerTrouble.BROKE, _why(error))
    except ProbeFailure as error:
        return _probe_failed(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the outermost loop: it must go on
        return _failed(WorkerTrouble.BROKE, f"{type(error).__name__}: {error}")


async def _done(studio: Studio, request: Request, answered: int) -> Answer:
    if isinstance(request, DrawRequest):
        drawn = await studio.draw(request)
        return DrawnAnswer(svg=drawn.svg, text=drawn.text, pages=drawn.pages)

    def tell(screen: str, code: str) -> None:
        _say(answered, ProbingAt(screen=screen, language=code))

    result = await probing.probe(studio, request, tell)
    return ProbedAnswer(
        languages=result.languages,
        screens=result.screens,
        texts=result.texts,
        painted=result.painted,
    )


def _probe_failed(failure: ProbeFailure) -> WorkerFailed:
    cause = failure.__cause__
    empty = isinstance(cause, NothingToRead)
    trouble = WorkerTrouble.EMPTY if empty else WorkerTrouble.BROKE
    remedy = cause.remedy if isinstance(cause, KioskError) else ""
    return _failed(trouble, f"This cannot be shown: {failure}: {_why(cause)}.", remedy)


def _why(error: BaseException | None) -> str:
    """Its kind, and that of what it came from: texts of errors may be long."""
    told = str(error).rstrip(".")
    cause = error.__cause__ if error is not None else None
    return told if cause is None else f"{told} ({type(cause).__name__}: {cause})"


def _failed(trouble: WorkerTrouble, reason: str, remedy: str = "") -> WorkerFailed:
    return WorkerFailed(
        trouble=trouble, reason=reason[:LONGEST_REASON], remedy=remedy[:LONGEST_REASON]
    )


def _say(descriptor: int, answer: Answer) -> None:
    try:
        frames.write(descriptor, messages.encode(answer))
    except OSError as error:
        raise FrameLost("Nobody hears the answer.") from error

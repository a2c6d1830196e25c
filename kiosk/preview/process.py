"""The life of the process that draws: begun when wanted, ended when late."""

from __future__ import annotations

import logging
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from kiosk.preview import frames, messages
from kiosk.preview.frames import FrameLate, FrameLost, FrameReader
from kiosk.preview.messages import ProbingAt, WorkerReady

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import BinaryIO

    from kiosk.preview.messages import Answer, Request

log = logging.getLogger(__name__)

START_SECONDS = 60.0
"""For a start on a slow disk, beside a busy terminal."""
GRACE_SECONDS = 2.0
LONGEST_LAST_WORDS = 2000
OUT_OF_MEMORY = 71
"""The exit status of a worker that got no memory; kernel and interpreter may say it
otherwise, and then it has died."""


class WorkerLost(Exception):  # noqa: N818
    """The worker ended, or said nonsense, before it had answered."""

    def __init__(self, why: str, at: ProbingAt | None = None) -> None:
        super().__init__(why)
        self.at = at
        """Where it was, if it said so."""


class WorkerLate(WorkerLost):
    """It had not answered in time, and was ended."""


class AsksWorker(Protocol):
    """Somebody who draws, as `PreviewProcess` does."""

    def ask(self, request: Request, seconds: float) -> Answer:
        """Raises `WorkerLost`."""
        ...

    def close(self) -> None: ...


class Worker(NamedTuple):
    process: subprocess.Popen[bytes]
    answers: FrameReader
    last_words: BinaryIO

    def tell(self, message: bytes) -> None:
        """Raises OSError."""
        assert self.process.stdin is not None
        frames.write(self.process.stdin.fileno(), message)


class PreviewProcess:
    """One request at a time; whoever asks meanwhile waits."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """`environment` is all that the process gets to know of ours."""
        self._command = tuple(command)
        self._environment = dict(environment)
        self._asking = threading.Lock()
        self._changing = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    def ask(self, request: Request, seconds: float) -> Answer:
        """The answer, within so many seconds from when the worker hears it.

        Raises `WorkerLost`; the worker is begun anew for the next one who asks.
        """
        message = messages.encode(request)
        if len(message) > messages.LARGEST_REQUEST:
            raise WorkerLost("The request is larger than any may be.")
        with self._asking:
            worker = self._told(message)
            return self._heard(worker, time.monotonic() + seconds)

    def close(self) -> None:
        """Whoever waits for an answer is told at once that there is none."""
        with self._changing:
            self._closed = True
            worker = self._worker
        if worker is not None:
            worker.process.kill()
            if self._asking.acquire(timeout=GRACE_SECONDS):
                self._end(worker)
                self._asking.release()

    def _told(self, message: bytes) -> Worker:
        """A worker that has got the message; one that idled may have ended."""
        worker = self._living()
        try:
            worker.tell(message)
        except OSError:
            self._end(worker)
            worker = self._living()
            try:
                worker.tell(message)
            except OSError as error:
                raise self._lost(worker, FrameLost("It does not listen.")) from error
        return worker

    def _heard(self, worker: Worker, until: float) -> Answer:
        at: ProbingAt | None = None
        while True:
            try:
                answer = messages.answer(worker.answers.next(until))
            except (FrameLost, msgspec.DecodeError) as error:
                raise self._lost(worker, error, at) from error
            if not isinstance(answer, ProbingAt):
                return answer
            at = answer

    def _living(self) -> Worker:
        worker = self._worker
        if worker is not None and worker.process.poll() is None:
            return worker
        if worker is not None:
            self._end(worker)
        worker = self._begun()
        try:
            first = messages.answer(
                worker.answers.next(time.monotonic() + START_SECONDS)
            )
        except (FrameLost, msgspec.DecodeError) as error:
            raise self._lost(worker, error) from error
        if not isinstance(first, WorkerReady):
            raise self._lost(worker, FrameLost("It began with something else."))
        return worker

    def _begun(self) -> Worker:
        with self._changing:
            if self._closed:
                raise WorkerLost("Nothing is drawn any more.")
            last_words = tempfile.TemporaryFile()  # noqa: SIM115 - closed with it
            try:
                process = subprocess.Popen(  # noqa: S603 - it is ourselves
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=last_words,
                    env=self._environment,
                    start_new_session=True,
                    bufsize=0,
                )
            except OSError as error:
                last_words.close()
                raise WorkerLost(f"It cannot be started: {error.strerror}.") from error
            assert process.stdout is not None
            reader = FrameReader(process.stdout.fileno())
            self._worker = Worker(process, reader, last_words)
            return self._worker

    def _lost(
        self, worker: Worker, error: Exception, at: ProbingAt | None = None
    ) -> WorkerLost:
        """End what is left of it, and say what there is to say."""
        if isinstance(error, FrameLate):
            self._end(worker)
            return WorkerLate("It took too long and was ended.", at)
        with suppress(subprocess.TimeoutExpired):  # it may be about to say its status
            worker.process.wait(GRACE_SECONDS)
        status = worker.process.poll()
        said = _last_words(worker.last_words)
        self._end(worker)
        if not self._closed:
            log.error("The worker that draws ended with %s: %s", status, said or error)
        if status == OUT_OF_MEMORY:
            return WorkerLost("It needed more memory than it may have.", at)
        return WorkerLost("It ended before it had answered.", at)

    def _end(self, worker: Worker) -> None:
        worker.process.kill()
        worker.process.wait()
        for pipe in (worker.process.stdin, worker.process.stdout, worker.last_words):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if self._worker is worker:
            self._worker = None


def _last_words(file: BinaryIO) -> str:
    try:
        size = file.seek(0, 2)
        file.seek(max(0, size - LONGEST_LAST_WORDS))
        return file.read().decode(errors="replace").strip()
    except (OSError, ValueError):
        return ""

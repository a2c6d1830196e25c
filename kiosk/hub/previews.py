"""How pages get pictures of the terminal's screens: none holds up another request.

Pictures are drawn one at a time, by a process that the hub is handed as a port; who
wants the same waits for the same one, and who comes when too many wait is told.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kiosk.errors import PreviewFailed, TooBusy

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.domain.previews import PreviewPicture, PreviewWanted

MOST_WAITING = 12
"""Different pictures: a page of an editor shows a few, each in part of a second."""
MOST_KEPT = 64
"""Some 80 kB each."""
KEPT_FOR = timedelta(minutes=5)
"""A picture tells the time, and what is open now."""


class DrawsScreens(Protocol):
    """Draws with the terminal's own code."""

    def picture(
        self, folder: Path, revision: str, wanted: PreviewWanted
    ) -> PreviewPicture:
        """Blocks. Raises `NotFound`, `BadContent` or `PreviewFailed`."""
        ...

    def close(self) -> None: ...


class Subject(NamedTuple):
    folder: Path
    revision: str
    wanted: PreviewWanted


class Kept(NamedTuple):
    picture: PreviewPicture
    drawn_at: datetime


class Previews:
    def __init__(
        self, draws: DrawsScreens, clock: Clock, most_waiting: int = MOST_WAITING
    ) -> None:
        self._draws = draws
        self._clock = clock
        self._most_waiting = most_waiting
        self._kept: OrderedDict[Subject, Kept] = OrderedDict()
        self._drawing: dict[Subject, asyncio.Task[PreviewPicture]] = {}
        self._thread: ThreadPoolExecutor | None = None
        self._closed = False

    async def picture(
        self, folder: Path, revision: str, wanted: PreviewWanted
    ) -> PreviewPicture:
        """Of the content in this folder, as it was called this revision.

        Raises `TooBusy`, `NotFound`, `BadContent` or `PreviewFailed`.
        """
        subject = Subject(folder, revision, wanted)
        kept = self._kept_of(subject)
        if kept is not None:
            return kept
        task = self._drawing.get(subject)
        if task is None:
            task = self._begin(subject)
        return await asyncio.shield(task)  # another may wait for the same one

    def close(self) -> None:
        self._closed = True
        self._draws.close()
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def _kept_of(self, subject: Subject) -> PreviewPicture | None:
        kept = self._kept.get(subject)
        if kept is None:
            return None
        if not timedelta() <= self._clock.now() - kept.drawn_at < KEPT_FOR:
            del self._kept[subject]
            return None
        self._kept.move_to_end(subject)
        return kept.picture

    def _begin(self, subject: Subject) -> asyncio.Task[PreviewPicture]:
        if self._closed:
            raise PreviewFailed("The hub is about to end.", remedy="Try again soon.")
        if len(self._drawing) >= self._most_waiting:
            raise TooBusy(
                "Too many pictures of screens are wanted at the same time.",
                remedy="Try again in a few seconds.",
            )
        task = asyncio.create_task(self._draw(subject))
        self._drawing[subject] = task
        task.add_done_callback(lambda done: self._end(subject, done))
        return task

    async def _draw(self, subject: Subject) -> PreviewPicture:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "previews")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._draws.picture, *subject)

    def _end(self, subject: Subject, done: asyncio.Task[PreviewPicture]) -> None:
        del self._drawing[subject]
        if done.cancelled() or done.exception() is not None:
            return
        self._kept[subject] = Kept(done.result(), self._clock.now())
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

"""A picture of one screen, and what is told when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.previews import PreviewScreen
from kiosk.errors import BadContent, NotFound, PreviewFailed
from kiosk.preview.messages import (
    DrawnAnswer,
    DrawRequest,
    NoticeRequest,
    WorkerFailed,
    WorkerTrouble,
)
from kiosk.preview.process import WorkerLost

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.domain.previews import PreviewNotice, PreviewPicture, PreviewWanted
    from kiosk.preview.process import AsksWorker

SECONDS = 20.0
"""The first of a folder reads all of its content; the next takes part of a second."""
SEARCH_SECONDS = 90.0
"""The first of a folder reads every text there is: an index is made of them."""
REMEDY = "Try again; if it stays so, read the hub's log."


class Preview:
    """Draws with the terminal's own code, in a process of its own."""

    def __init__(
        self, process: AsksWorker, clock: Clock, phones: str | None = None
    ) -> None:
        """`phones`: where visitors' phones reach the hub; None where they do not."""
        self._process = process
        self._clock = clock
        self._phones = phones

    def picture(
        self, folder: Path, revision: str, wanted: PreviewWanted
    ) -> PreviewPicture:
        """Blocks, for its seconds and a start at most. Another `revision` is read anew.

        Raises `NotFound` for a service, category, topic or language that the content
        does not have, `BadContent` where it cannot be read, `PreviewFailed` otherwise.
        """
        searching = wanted.screen is PreviewScreen.SEARCH and wanted.subject
        seconds = SEARCH_SECONDS if searching else SECONDS
        asked = DrawRequest(
            folder=str(folder.absolute()),
            revision=revision,
            now=self._clock.now(),
            phones=self._phones,
            screen=wanted.screen,
            language=wanted.language,
            subject=wanted.subject,
            theme=wanted.theme,
            grid=wanted.grid,
            page=wanted.page,
            notice=_notice(wanted.notice),
            seconds=seconds,
        )
        try:
            answer = self._process.ask(asked, seconds)
        except WorkerLost as lost:
            raise PreviewFailed(f"No picture was drawn: {lost}", REMEDY) from lost
        if isinstance(answer, DrawnAnswer):
            return answer.picture
        if isinstance(answer, WorkerFailed):
            raise _error(answer)
        raise PreviewFailed("Something else than a picture was drawn.", REMEDY)

    def close(self) -> None:
        self._process.close()


def _notice(told: PreviewNotice | None) -> NoticeRequest | None:
    return NoticeRequest(kind=told.kind, texts=told.texts) if told else None


def _error(failed: WorkerFailed) -> BadContent | NotFound | PreviewFailed:
    match failed.trouble:
        case WorkerTrouble.NOT_THERE:
            return NotFound(failed.reason, failed.remedy)
        case WorkerTrouble.BAD_CONTENT:
            return BadContent(failed.reason, failed.remedy)
        case _:
            return PreviewFailed(
                f"No picture was drawn: {failed.reason}", failed.remedy or REMEDY
            )

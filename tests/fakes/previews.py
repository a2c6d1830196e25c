"""Pictures that nobody drew, and a worker that answers as a test tells it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain.previews import PreviewPicture, PreviewScreen, PreviewWanted
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.preview.messages import Answer, Request
    from kiosk.preview.process import WorkerLost

PATIENCE = 20.0


def wanted(language: str = "de", page: int = 0) -> PreviewWanted:
    return PreviewWanted(PreviewScreen.HOME, LanguageCode(language), page=page)


@dataclass
class FakeWorker:
    """Keeps what it was asked."""

    says: Answer | WorkerLost
    asked: list[tuple[Request, float]] = field(default_factory=list)
    closed: bool = False

    def ask(self, request: Request, seconds: float) -> Answer:
        self.asked.append((request, seconds))
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    def close(self) -> None:
        self.closed = True


class FakeDrawing:
    """Draws when a test lets it; the picture says of what it is."""

    def __init__(self) -> None:
        self.drawn: list[tuple[Path, str, PreviewWanted]] = []
        self.failure: Exception | None = None
        self.threads: set[str] = set()
        self.closed = False
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def picture(
        self, folder: Path, revision: str, wanted: PreviewWanted
    ) -> PreviewPicture:
        self.threads.add(threading.current_thread().name)
        assert self.may_go_on.wait(PATIENCE)
        self.drawn.append((folder, revision, wanted))
        if self.failure is not None:
            raise self.failure
        return PreviewPicture("<svg/>", f"{revision} {wanted.language}", 1)

    def close(self) -> None:
        self.closed = True
        self.may_go_on.set()

"""What is said to the process that draws, and what it answers.

Both ends are of one installation: there is no other version to be understood.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec reads it
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.previews import (
    LONGEST_SUBJECT,
    MOST_PAGES,
    PreviewGrid,
    PreviewNotice,
    PreviewPicture,
    PreviewScreen,
    PreviewTheme,
    PreviewWanted,
    ProbeResult,
)
from kiosk.domain.site_notices import LONGEST_TEXT, NoticeKind
from kiosk.ids import LanguageCode

LARGEST_REQUEST = 16384
"""Bytes; a pipe takes that much even when nobody reads."""
LONGEST_REASON = 300

Code = Annotated[str, Meta(min_length=2, max_length=35)]


class WorkerMessage(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """One message. Its kind stands in the field `type`."""


class NoticeRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is told on the screen that is drawn."""

    kind: NoticeKind
    texts: tuple[tuple[Code, Annotated[str, Meta(max_length=LONGEST_TEXT)]], ...]


class DrawRequest(WorkerMessage, tag="draw", frozen=True, kw_only=True):
    folder: str
    """Absolute; of content."""
    revision: str
    """Another one: the content is read anew."""
    now: datetime
    """What the hub's clock says."""
    phones: str | None = None
    """Where visitors' phones reach the hub."""
    screen: PreviewScreen
    language: Code
    subject: Annotated[str, Meta(max_length=LONGEST_SUBJECT)] = ""
    theme: PreviewTheme = PreviewTheme.CALM
    grid: PreviewGrid = PreviewGrid.USUAL
    page: Annotated[int, Meta(ge=0, le=MOST_PAGES)] = 0
    notice: NoticeRequest | None = None
    seconds: float
    """After so many it is too late, and the process ends itself."""

    @property
    def wanted(self) -> PreviewWanted:
        return PreviewWanted(
            self.screen,
            LanguageCode(self.language),
            self.subject,
            self.theme,
            self.grid,
            self.page,
            self._told(),
        )

    def _told(self) -> PreviewNotice | None:
        if self.notice is None:
            return None
        texts = ((LanguageCode(code), text) for code, text in self.notice.texts)
        return PreviewNotice(self.notice.kind, tuple(texts))


class ProbeRequest(WorkerMessage, tag="probe", frozen=True, kw_only=True):
    folder: str
    now: datetime
    languages: tuple[Code, ...] | None = None
    """None: all that the content offers."""
    beside: str | None = None
    """A folder of which every screen was built: only what differs is built again."""
    seconds: float


class WorkerReady(WorkerMessage, tag="ready", frozen=True):
    """The program is loaded; requests are heard."""


class ProbingAt(WorkerMessage, tag="at", frozen=True, kw_only=True):
    """Said before each screen of a probe, so that a hang can be named."""

    screen: str
    language: str


class DrawnAnswer(WorkerMessage, tag="drawn", frozen=True, kw_only=True):
    svg: str
    text: str
    pages: int

    @property
    def picture(self) -> PreviewPicture:
        return PreviewPicture(self.svg, self.text, self.pages)


class ProbedAnswer(WorkerMessage, tag="probed", frozen=True, kw_only=True):
    languages: int
    screens: int
    texts: int
    painted: int

    @property
    def result(self) -> ProbeResult:
        return ProbeResult(self.languages, self.screens, self.texts, self.painted)


class WorkerTrouble(StrEnum):
    """Why there is neither a picture nor a result."""

    NOT_THERE = "not-there"
    """The content has no such service, category, topic or language."""
    BAD_CONTENT = "bad-content"
    BROKE = "broke"
    """The program could not draw what the content says."""
    EMPTY = "empty"
    """A screen on which nothing stands."""
    NO_MEMORY = "no-memory"
    NONSENSE = "nonsense"
    """The request was none."""


class WorkerFailed(WorkerMessage, tag="failed", frozen=True, kw_only=True):
    trouble: WorkerTrouble
    reason: str
    remedy: str = ""


Request = DrawRequest | ProbeRequest
Answer = WorkerReady | ProbingAt | DrawnAnswer | ProbedAnswer | WorkerFailed

_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)
encode = msgspec.json.encode


def request(message: bytes) -> Request:
    """Raises `msgspec.DecodeError`."""
    return _requests.decode(message)


def answer(message: bytes) -> Answer:
    """Raises `msgspec.DecodeError`."""
    return _answers.decode(message)

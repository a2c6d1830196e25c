"""Which screen of the terminal a picture is wanted of, and what is handed back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.site_notices import LONGEST_TIME, SiteNotice
from kiosk.ids import NoticeId

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.site_notices import NoticeKind
    from kiosk.ids import LanguageCode

LONGEST_SUBJECT = 120
"""Characters."""
MOST_PAGES = 100


class PreviewScreen(StrEnum):
    """What content stands on. Those with a subject say which one."""

    ATTRACT = "attract"
    HOME = "home"
    LANGUAGES = "languages"
    CATEGORIES = "categories"
    SERVICES = "services"
    """Of the category that is the subject."""
    SERVICE = "service"
    """The subject is its slug."""
    RESOURCES = "resources"
    """What can be taken home from the service whose slug is the subject."""
    TAKE_HOME = "take-home"
    """The first of them, as a code to be photographed."""
    TOPICS = "topics"
    CONFIRM = "confirm"
    """The check-in for the topic that is the subject."""
    EMERGENCY = "emergency"
    SEARCH = "search"
    """For the words that are the subject; without them, before anything is typed."""
    NOTICES = "notices"
    """What the centre tells everybody, whole."""


class PreviewTheme(StrEnum):
    """The names of the terminal's themes."""

    CALM = "calm"
    CONTRAST = "contrast"


class PreviewGrid(StrEnum):
    """Columns and rows."""

    SMALLEST = "66x19"
    USUAL = "83x24"
    LARGE = "100x30"

    @property
    def size(self) -> tuple[int, int]:
        columns, _, rows = self.value.partition("x")
        return int(columns), int(rows)


@dataclass(frozen=True, slots=True)
class PreviewNotice:
    """One that may never be put up."""

    kind: NoticeKind
    texts: tuple[tuple[LanguageCode, str], ...]
    """German is always there."""

    def as_put_up(self, now: datetime) -> SiteNotice:
        ends = now + LONGEST_TIME
        return SiteNotice(NoticeId("preview"), self.kind, dict(self.texts), now, ends)


@dataclass(frozen=True, slots=True)
class PreviewWanted:
    screen: PreviewScreen
    language: LanguageCode
    subject: str = ""
    """Which service, category or topic; a screen of which there is one has none."""
    theme: PreviewTheme = PreviewTheme.CALM
    grid: PreviewGrid = PreviewGrid.USUAL
    page: int = 0
    """Of a text or of cards, from 0; beyond the last it is the last."""
    notice: PreviewNotice | None = None
    """What is told on any of the screens; None: nothing."""


@dataclass(frozen=True, slots=True)
class PreviewPicture:
    svg: str
    """Whole in itself: no script, no address, no font to fetch."""
    text: str
    """What stands on it beside the bar of ways, line by line, in reading order."""
    pages: int
    """How many there are; 1 where nothing is turned."""


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """A release of which every screen could be built."""

    languages: int
    screens: int
    """Painted, all languages together."""
    texts: int
    """Of services, wrapped for the screen: every service in every language."""
    painted: int
    """Of these texts so many on their screens; where there are too many, a sample."""

"""How a notice that is not put up yet looks on a terminal: before a touch, and whole.

Each picture is part of the page that it stands on: nobody else has its words, and
another process of the hub would not know them.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litestar.concurrency import sync_to_thread

from kiosk.domain.localized import reading_order
from kiosk.domain.previews import (
    PreviewGrid,
    PreviewNotice,
    PreviewScreen,
    PreviewWanted,
)
from kiosk.errors import BadContent, NotFound, PreviewFailed, TooBusy
from kiosk.i18n.languages import FALLBACKS, LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.hub.context import HubContext

ENGLISH = LanguageCode("en")
"""Told beside German where nobody has chosen a language yet."""
GERMAN = LanguageCode("de")
SCREENS = (PreviewScreen.ATTRACT, PreviewScreen.NOTICES)


@dataclass(frozen=True, slots=True)
class NoticePicture:
    screen: PreviewScreen
    data: str
    """An address that is the picture itself."""
    text: str
    """What stands on it."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """As it was chosen; of nonsense the usual."""

    language: LanguageCode = GERMAN
    grid: PreviewGrid = PreviewGrid.SMALLEST

    @classmethod
    def chosen(cls, language: str, grid: str) -> NoticeView:
        return cls(
            LanguageCode(language) if language in LANGUAGES else GERMAN,
            PreviewGrid(grid) if grid in set(PreviewGrid) else PreviewGrid.SMALLEST,
        )


async def drawn(
    hub: HubContext, notice: SiteNotice, view: NoticeView
) -> tuple[NoticePicture, ...]:
    """Both of its screens; none where this hub draws no screens, or just now cannot."""
    previews, content = hub.previews, hub.ctx.content
    if previews is None or content is None:
        return ()
    codes = dict.fromkeys((*reading_order(view.language, FALLBACKS), ENGLISH))
    texts = tuple((c, notice.texts[c]) for c in codes if c in notice.texts)
    told = PreviewNotice(notice.kind, texts)
    try:
        release = await sync_to_thread(content.release)
        pictures = []
        for screen in SCREENS:
            wanted = PreviewWanted(screen, view.language, grid=view.grid, notice=told)
            made = await previews.picture(release.folder, str(release.version), wanted)
            data = b64encode(made.svg.encode()).decode()
            address = f"data:image/svg+xml;base64,{data}"
            pictures.append(NoticePicture(screen, address, made.text))
    except (BadContent, NotFound, PreviewFailed, TooBusy):
        return ()
    return tuple(pictures)

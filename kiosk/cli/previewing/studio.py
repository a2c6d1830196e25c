"""What the process that draws keeps warm: content by folder, and an easel by grid."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk import paths
from kiosk.catalogue.holidays import PublicHolidays
from kiosk.catalogue.loader import load
from kiosk.cli.late_finder import LateFinder
from kiosk.cli.previewing.easel import Easel, ScreenBroke
from kiosk.cli.previewing.ports import (
    HeldContents,
    SilentDesk,
    SilentLink,
    ToldBook,
    ToldClock,
    ToldNotices,
    ToldSign,
)
from kiosk.cli.previewing.trails import trail_to
from kiosk.domain.previews import PreviewScreen
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES, Language, language
from kiosk.terminal.ports import Ports

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.previews import PreviewPicture
    from kiosk.preview.messages import DrawRequest

FOLDERS_KEPT = 2
"""The draft, and what is installed."""


class _ReadContent(NamedTuple):
    revision: str
    catalogue: Catalogue
    languages: tuple[Language, ...]
    """Those that it adds."""


class Studio:
    def __init__(self, now: datetime, desk: SilentDesk | None = None) -> None:
        self.contents = HeldContents()
        self.clock = ToldClock(now)
        self.desk = desk or SilentDesk()
        self.notices = ToldNotices()
        self.book = ToldBook()
        self.sign = ToldSign()
        self.finder = LateFinder(self.contents.current)
        self.ports = Ports(
            desk=self.desk,
            link=SilentLink(),
            contents=self.contents,
            vocabulary=Catalogs(paths.shipped("locales")),
            clock=self.clock,
            calendar=PublicHolidays(),
            finder=self.finder,
            notices=self.notices,
            book=self.book,
            sign=self.sign,
        )
        self._read: OrderedDict[str, _ReadContent] = OrderedDict()
        self._easels: dict[tuple[int, int], Easel] = {}

    async def draw(self, asked: DrawRequest) -> PreviewPicture:
        """Raises `BadContent`, `NotFound`, `UnknownLanguage` or `ScreenBroke`."""
        self.clock.moment, self.desk.phones = asked.now, asked.phones
        wanted = asked.wanted
        told = wanted.notice
        self.notices.told = (told.as_put_up(asked.now),) if told else ()
        catalogue = self._content(asked.folder, asked.revision)
        language(wanted.language)
        self.contents.catalogue = catalogue
        trail = trail_to(wanted, catalogue, self.desk)
        if wanted.screen is PreviewScreen.SEARCH and wanted.subject:
            self.finder.prepare()
        easel = self.easel(wanted.grid.size)
        try:
            return await easel.draw(trail, wanted.language, wanted.theme, wanted.page)
        except ScreenBroke:
            await self.put_away(wanted.grid.size)
            raise

    def easel(self, size: tuple[int, int]) -> Easel:
        if size not in self._easels:
            self._easels[size] = Easel(self.ports, size)
        return self._easels[size]

    async def put_away(self, size: tuple[int, int]) -> None:
        """The next picture in this grid begins with a terminal that is new."""
        await self._easels.pop(size).close()

    async def close(self) -> None:
        for size in list(self._easels):
            await self.put_away(size)

    def _content(self, folder: str, revision: str) -> Catalogue:
        kept = self._read.get(folder)
        if kept is None or kept.revision != revision:
            self._read.pop(folder, None)
            with LANGUAGES.read_aside():
                catalogue = load(Path(folder))
                kept = _ReadContent(revision, catalogue, LANGUAGES.added())
            self._read[folder] = kept
        LANGUAGES.show(kept.languages)
        self._read.move_to_end(folder)
        while len(self._read) > FOLDERS_KEPT:
            self._read.popitem(last=False)
        return kept.catalogue

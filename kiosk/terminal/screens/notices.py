"""All that the centre tells everybody now, in the visitor's language, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import apart
from kiosk.domain.services import Block, BlockKind
from kiosk.domain.site_notices import NoticeKind
from kiosk.i18n import marks, notice_kinds
from kiosk.i18n.languages import FALLBACKS, language
from kiosk.terminal.beside_areas import BesideAreas
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.widgets.picture import Picture
from kiosk.terminal.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from kiosk.domain.site_notices import SiteNotice
    from kiosk.terminal.widgets.head import HeadBand

NEWS = "browse"
PICTURES: Mapping[NoticeKind, str] = {
    NoticeKind.INFO: NEWS,
    NoticeKind.CLOSED: "hours",
    NoticeKind.MOVED: "place",
    NoticeKind.WARNING: "emergency",
}
"""Beside the word of a kind, which says the same."""


class NoticesScreen(BesideAreas):
    """Each with its kind above it; page by page where they do not fit."""

    def head(self) -> HeadBand:
        return self.band(self.words.gettext("What is different now"))

    def compose_told(self) -> ComposeResult:
        with MirroredRow(id="notices-row"):
            yield Picture(self._picture(), classes="told-picture")
            yield Prose(self._blocks(), self.turner_words(), id="notices")

    def tell_news(self) -> None:
        super().tell_news()
        for prose in self.query("#notices").results(Prose):
            prose.say(self._blocks())
        for picture in self.query(".told-picture").results(Picture):
            picture.show(self._picture())

    def _picture(self) -> str:
        """Of the one thing that is told, or that something is."""
        kinds = {notice.kind for notice in self.ports.notices.shown()}
        return PICTURES[kinds.pop()] if len(kinds) == 1 else NEWS

    def _blocks(self) -> list[Block]:
        shown = self.ports.notices.shown()
        if not shown:
            over = self.words.gettext("What was told here is over.")
            return [Block(BlockKind.PARAGRAPH, over)]
        return [block for notice in shown for block in self._told(notice)]

    def _told(self, notice: SiteNotice) -> Iterator[Block]:
        kind = notice_kinds.kind_word(notice.kind, self.words)
        symbol = notice_kinds.SYMBOLS[notice.kind]
        yield Block(BlockKind.HEADING, f"{symbol} {kind}")
        shown = notice.shown(self.session.code, FALLBACKS)
        text = shown.text
        if shown.language != self.session.code:
            text = apart(text, language(shown.language).direction)
        yield Block(BlockKind.PARAGRAPH, text)
        if shown.language != self.session.code:
            mark = marks.only_in(shown.language, self.words)
            yield Block(BlockKind.NOTE, mark)

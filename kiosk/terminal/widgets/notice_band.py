"""A calm band that tells the most important notice now, and opens all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from kiosk.bidi import shaping
from kiosk.bidi.cells import ELLIPSIS
from kiosk.bidi.controls import apart
from kiosk.i18n.languages import FALLBACKS, language
from kiosk.terminal import places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.localized import Direction
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import LanguageCode
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.face import Face

    Saying = Callable[[str], str]
    """A notice with so much of its text."""

MOST_ROWS = 3


class NoticeBand(TouchButton):
    """As much of it as three lines hold; a touch opens all of it.

    Not there while there is nothing to tell.
    """

    DEFAULT_CSS = """
    NoticeBand { height: 4; }
    NoticeBand.-empty { display: none; }
    """

    def __init__(
        self, ports: Ports, session: Session, *, also: LanguageCode | None = None
    ) -> None:
        """`also`: a second language, where nobody has chosen one yet."""
        super().__init__("", align="start", id="notice-band", tone=Tone.ASK)
        self._ports = ports
        self._session = session
        self._also = also
        self._parts: list[tuple[Saying, str]] = []
        self._more = ""
        self.tell()

    def tell(self) -> None:
        """Show what the ports say now."""
        notices = self._ports.notices.shown()
        parts = self._say(notices[0]) if notices else []
        self._parts = parts
        more = self._session.words.gettext("More")
        self._more = f" ▼ {more}" if notices else ""
        self.set_class(not notices, "-empty")
        self.label = "\n".join(say(text) for say, text in parts) + self._more

    @on(TouchButton.Pressed)
    def _open(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(Wanted(places.Notices()))

    def _widest_word(self, like: Face | None = None) -> int:
        """Words that are longer than a line are broken, as in any text."""
        return 0

    def _lines(self, text: str, room: int, like: Face | None = None) -> list[str]:
        """The label, as much of it as there is room for."""
        if not text or not self._parts:
            return []
        rows = min(MOST_ROWS, max(len(self._parts), self._rows(self.size.height)))
        direction = direction_of(like or self)
        return _fitted(self._parts, self._more, room, rows, direction)

    def _say(self, notice: SiteNotice) -> list[tuple[Saying, str]]:
        readers = [self._session.words]
        if self._also is not None and self._also in notice.texts:
            readers.append(self._ports.vocabulary.words(self._also))
        parts = [_told(notice, words) for words in readers]
        return parts if len(parts) < 2 or parts[0][1] != parts[1][1] else parts[:1]


def _told(notice: SiteNotice, words: Words) -> tuple[Saying, str]:
    from kiosk.i18n import notice_kinds  # where nothing is told, nothing waits for it

    reader = words.language
    shown = notice.shown(reader.code, FALLBACKS)
    kind = notice_kinds.kind_word(notice.kind, words)
    begin = f"{notice_kinds.SYMBOLS[notice.kind]} {kind}: "
    return partial(_sentence, begin, shown.language, reader.code), shown.text


def _sentence(
    begin: str, written_in: LanguageCode, reader: LanguageCode, text: str
) -> str:
    if written_in == reader:
        return begin + text
    row = language(written_in)
    return f"{begin}{apart(text, row.direction)} ({apart(row.own_name, row.direction)})"


def _fitted(
    parts: list[tuple[Saying, str]],
    more: str,
    width: int,
    rows: int,
    direction: Direction,
) -> list[str]:
    """Of several parts the longest gives way first; the last leads to the rest."""
    ends = [""] * (len(parts) - 1) + [more]
    needed = [
        len(shaping.visual_lines(say(text) + end, width, direction))
        for (say, text), end in zip(parts, ends, strict=True)
    ]
    while sum(needed) > rows:
        needed[needed.index(max(needed))] -= 1
    return [
        line
        for (say, text), end, its in zip(parts, ends, needed, strict=True)
        for line in _cut(say, text, end, width, its, direction)
    ]


def _cut(
    say: Saying, text: str, end: str, width: int, rows: int, direction: Direction
) -> list[str]:
    def lines(said: str) -> list[str]:
        return shaping.visual_lines(say(said) + end, width, direction)

    whole = lines(text)
    if len(whole) <= rows:
        return whole
    words = text.split()
    low, high = 0, len(words) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if len(lines(" ".join(words[:middle]) + ELLIPSIS)) <= rows:
            low = middle
        else:
            high = middle - 1
    return lines(" ".join(words[:low]) + ELLIPSIS)[:rows]

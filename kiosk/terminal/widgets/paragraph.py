"""Words on screen: wrapped, joined and ordered for their script, in one way for all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from kiosk.bidi import cells, shaping
from kiosk.domain.localized import Direction
from kiosk.terminal.speaking import direction_of, direction_of_words
from kiosk.terminal.steady import SteadyWidget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from rich.style import Style
    from textual.geometry import Size

    from kiosk.i18n.languages import Language

    Align = Literal["start", "center", "end"]


PAUSES = re.compile(r"[^./@]+[./@]*|[./@]+")
HYPHENS = re.compile(r"[^-]+-*|-+")


def strip_of(line: str, style: Style) -> Strip:
    """A line in visual order, as Textual paints it."""
    return Strip([Segment(line, style)], cells.width(line))


def widest(text: str) -> int:
    return max((cells.width(line) for line in text.split("\n")), default=0)


def address_lines(address: str, width: int) -> list[str]:
    """Broken after dots, slashes and the sign of an e-mail address; else at hyphens."""
    lines = [""]
    for part in _parts(address, width):
        if lines[-1] and cells.width(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return [
        shown
        for line in lines
        for shown in shaping.visual_lines(line, width, Direction.LEFT_TO_RIGHT)
    ]


def _parts(address: str, width: int) -> Iterator[str]:
    for part in PAUSES.findall(address):
        yield from [part] if cells.width(part) <= width else HYPHENS.findall(part)


class Paragraph(SteadyWidget):
    """A text that cannot be touched. Its colours come from the styles around it."""

    DEFAULT_CSS = """
    Paragraph { width: 1fr; height: auto; }
    """

    text = reactive("", layout=True)

    def __init__(
        self,
        text: str,
        *,
        align: Align = "start",
        language: Language | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """`language` is the text's own; without it, the reader's."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(Paragraph.text, text)
        self._align: Align = align
        self._language = language
        self._wrapped: tuple[str, int, list[str]] = ("", -1, [])

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return min(widest(self.text), container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        lines = self._lines(self.size.width)
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        return strip_of(lines[y], self.rich_style)

    def _lines(self, width: int) -> list[str]:
        text, wrapped_at, lines = self._wrapped
        if text != self.text or wrapped_at != width:
            own = direction_of(self)
            lines = [
                shaping.aligned(line, width, own, align=self._align)
                for line in self._wrap(max(width, 1))
            ]
            self._wrapped = (self.text, width, lines)
        return lines

    def _wrap(self, width: int) -> list[str]:
        direction = direction_of_words(self, self._language)
        return shaping.visual_lines(self.text, width, direction)


class AddressLine(Paragraph):
    """In no language: it is typed from left to right wherever it stands, and broken
    where whoever types it makes a pause."""

    def _wrap(self, width: int) -> list[str]:
        return address_lines(self.text, width)

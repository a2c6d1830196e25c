"""How a slip becomes black dots: text of any script is drawn, never sent as text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.bidi.shaping import visual
from kiosk.domain.localized import Direction
from kiosk.errors import SlipFailed
from kiosk.installing import install_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from kiosk.printer.slip import TicketSlip

FONTS = Path("/usr/share/fonts/truetype/dejavu")
"""DejaVu Sans has every script of the fifteen languages, Arabic in joined forms."""
PLAIN, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
TALLEST = 2400
"""Dots, 30 cm of paper: no text of the content may print an endless slip."""
MARGIN = 16
QUIET_ZONE = 4
WIDEST_CODE = 0.62
"""Of the paper."""


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows of dots, eight in a byte, the leftmost highest; a set bit is black."""

    width: int
    height: int
    data: bytes


def check() -> None:
    """Whether slips can be drawn here. Raises `SlipFailed`."""
    try:
        import PIL.ImageDraw  # noqa: F401
    except ImportError as trouble:
        raise SlipFailed(
            "Slips cannot be drawn: Pillow is not installed.",
            remedy=f"Install it: {install_command('pillow>=11')}",
        ) from trouble
    _font(PLAIN, 20)
    _font(BOLD, 20)


def draw(slip: TicketSlip, dots: int) -> Image:
    """Black on white, so many dots wide. Raises `SlipFailed`."""
    check()
    from PIL import Image, ImageDraw

    sheet = Image.new("1", (dots, TALLEST), 1)
    at = _Pen(ImageDraw.Draw(sheet), dots, slip.direction)
    unit = dots / 576
    at.write(slip.site, _font(PLAIN, int(26 * unit)))
    at.skip(int(18 * unit))
    at.write(slip.label, _font(BOLD, int(34 * unit)))
    at.write(
        slip.number,
        _font(BOLD, int(150 * unit)),
        direction=Direction.LEFT_TO_RIGHT,
    )
    at.skip(int(10 * unit))
    at.write(slip.topic, _font(BOLD, int(34 * unit)))
    at.skip(int(14 * unit))
    for line in slip.told:
        at.write(line, _font(PLAIN, int(30 * unit)))
    if slip.address is not None:
        at.skip(int(18 * unit))
        at.write(slip.code_label, _font(PLAIN, int(26 * unit)))
        at.code(slip.address)
        ltr = Direction.LEFT_TO_RIGHT
        at.write(slip.address, _font(PLAIN, int(20 * unit)), direction=ltr)
    at.skip(int(14 * unit))
    at.write(slip.issued, _font(PLAIN, int(24 * unit)))
    return sheet.crop((0, 0, dots, min(TALLEST, at.top + MARGIN)))


def raster(picture: Image) -> Raster:
    white = picture.tobytes()
    return Raster(picture.width, picture.height, bytes(~row & 0xFF for row in white))


class _Pen:
    """Writes centred lines, one beneath the other."""

    def __init__(self, on: ImageDraw, dots: int, direction: Direction) -> None:
        self._on = on
        self._dots = dots
        self._direction = direction
        self.top = MARGIN

    def skip(self, dots: int) -> None:
        self.top += dots

    def write(
        self, text: str, font: FreeTypeFont, direction: Direction | None = None
    ) -> None:
        ascent, descent = font.getmetrics()
        for line in _wrapped(text, font, self._dots - 2 * MARGIN):
            shown = visual(line, direction or self._direction)
            left = (self._dots - font.getlength(shown)) / 2
            self._on.text((left, self.top), shown, font=font, fill=0)
            self.top += ascent + descent

    def code(self, address: str) -> None:
        """A QR code with its quiet zone, in whole dots a module."""
        modules = _modules(address)
        size = max(2, int(self._dots * WIDEST_CODE) // len(modules))
        left = (self._dots - size * len(modules)) // 2
        for y, row in enumerate(modules):
            for x, dark in enumerate(row):
                if dark:
                    corner = (left + x * size, self.top + y * size)
                    end = (corner[0] + size - 1, corner[1] + size - 1)
                    self._on.rectangle((*corner, *end), fill=0)
        self.top += size * len(modules)


def _modules(address: str) -> list[list[bool]]:
    from qrcode.main import QRCode  # type: ignore[import-untyped]

    code = QRCode(error_correction=0, border=QUIET_ZONE)  # M: 15 % may be unreadable
    code.add_data(address)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _wrapped(text: str, font: FreeTypeFont, room: int) -> Iterator[str]:
    """As it is read, not as it is shown; a word that is too long is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        while font.getlength(word) > room:
            fits = _most_that_fits(word, font, room)
            yield word[:fits]
            word = word[fits:]
        line = word
    if line:
        yield line


def _most_that_fits(word: str, font: FreeTypeFont, room: int) -> int:
    """So many of its characters, and one at least."""
    lengths = range(len(word), 1, -1)
    return next((n for n in lengths if font.getlength(word[:n]) <= room), 1)


@lru_cache(maxsize=16)
def _font(name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    try:
        return ImageFont.truetype(
            FONTS / name, size, layout_engine=ImageFont.Layout.BASIC
        )
    except OSError as trouble:
        raise SlipFailed(
            f"Slips cannot be drawn: the font {FONTS / name} is missing.",
            remedy="Install it: apt-get install fonts-dejavu.",
        ) from trouble

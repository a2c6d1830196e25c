"""A QR code, black on white in every theme: two modules a cell, in half blocks, or
where there is room for that, two cells a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from kiosk.bidi import shaping
from kiosk.terminal.inks import ink_on
from kiosk.terminal.qr_matrix import QrCell, cells, fitting
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets.paragraph import strip_of

if TYPE_CHECKING:
    from kiosk.terminal.qr_matrix import Modules


def is_doubled(modules: Modules, columns: int, rows: int) -> bool:
    """Whether there is room for two cells a module."""
    return len(modules) * 2 <= columns and len(modules) <= rows


class QrCode(SteadyWidget):
    """As large as the styles say; the code lies in the middle, cell-exact."""

    DEFAULT_CSS = """
    QrCode {
        width: 37;
        height: 19;
        color: $foreground;
    }
    """

    def __init__(
        self,
        address: str,
        otherwise: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`otherwise` is said in its place when no code fits."""
        super().__init__(id=id)
        self.address = address
        self._otherwise = otherwise

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        modules = fitting(self.address, width, height)
        if modules is None:
            return self._sentence(y)
        if is_doubled(modules, width, height):
            return self._line(y - (height - len(modules)) // 2, modules)
        row = y - (height - (len(modules) + 1) // 2) // 2
        if not 0 <= row * 2 < len(modules):
            return Strip.blank(width, self.rich_style)
        left = (width - len(modules)) // 2
        return Strip(
            [
                Segment(" " * left, self.rich_style),
                *self._cells(modules, row * 2),
                Segment(" " * (width - left - len(modules)), self.rich_style),
            ],
            width,
        )

    def _line(self, row: int, modules: Modules) -> Strip:
        """One row of modules, each two cells wide."""
        width = self.size.width
        if not 0 <= row < len(modules):
            return Strip.blank(width, self.rich_style)
        ink, paper = (
            ink_on(self, "qr-light", "qr-dark"),
            ink_on(self, "qr-dark", "qr-light"),
        )
        before = (width - 2 * len(modules)) // 2
        after = width - 2 * len(modules) - before
        drawn = [Segment("  ", ink if dark else paper) for dark in modules[row]]
        air = self.rich_style
        return Strip([Segment(" " * before, air), *drawn, Segment(" " * after, air)])

    def _cells(self, modules: Modules, row: int) -> list[Segment]:
        """One row of cells. A last half row is padded with white."""
        ink = ink_on(self, "qr-dark", "qr-light")
        paper = ink_on(self, "qr-light", "qr-dark")
        look = {
            QrCell.LIGHT: Segment(" ", ink),
            QrCell.DARK: Segment(" ", paper),
            QrCell.DARK_OVER_LIGHT: Segment("▀", ink),
            QrCell.DARK_OVER_LIGHT_BY_PAPER: Segment("▄", paper),
            QrCell.LIGHT_OVER_DARK: Segment("▄", ink),
            QrCell.LIGHT_OVER_DARK_BY_PAPER: Segment("▀", paper),
        }
        return list(Segment.simplify(look[cell] for cell in cells(modules, row)))

    def _sentence(self, y: int) -> Strip:
        width = self.size.width
        own = direction_of(self)
        lines = shaping.visual_lines(self._otherwise, max(width, 1), own)
        line = lines[y] if y < len(lines) else ""
        return strip_of(
            shaping.aligned(line, width, own, align="start"), self.rich_style
        )

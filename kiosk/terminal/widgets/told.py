"""A few sentences that everything else on the screen follows from, with a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.steady import Column
from kiosk.terminal.widgets.picture import Picture

if TYPE_CHECKING:
    from textual.widget import Widget


class Told(MirroredRow):
    """The picture stands beside them where there is room, larger on larger grids."""

    def __init__(self, picture: str, *sentences: Widget) -> None:
        super().__init__(
            Picture(picture, classes="told-picture"),
            Column(*sentences, classes="told-words"),
            classes="told",
        )

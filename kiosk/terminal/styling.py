"""When which styles are read: the greeting is painted with no more than it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

SCREENS = Path(__file__).with_name("screens.tcss")


def style_every_screen(app: App[None]) -> None:
    """Before anything but the greeting is shown; the second time nothing happens."""
    if not app.stylesheet.has_source(str(SCREENS)):
        app.stylesheet.read(SCREENS)

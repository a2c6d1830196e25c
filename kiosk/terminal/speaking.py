"""Which language words on the screen are in, and the direction that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    from kiosk.domain.localized import Direction
    from kiosk.i18n.languages import Language


class SpeakingScreen:
    """A whole screen of Textual's, for a reader of one language."""

    language: Language


def reader_language(widget: Widget) -> Language:
    """What the reader of the screen that it stands on has chosen."""
    screen = widget.screen
    if not isinstance(screen, SpeakingScreen):
        raise TypeError(f"{screen} does not say who reads it")
    return screen.language


def direction_of(widget: Widget) -> Direction:
    """Where its reader begins: rows, pages and the start of each line."""
    return reader_language(widget).direction


def direction_of_words(widget: Widget, spoken: Language | None) -> Direction:
    """Of words in this language; None is its reader's. `widget` is mounted."""
    return (spoken or reader_language(widget)).direction

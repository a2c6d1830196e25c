"""Widgets say which language their words are in; the direction is not theirs to say."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from kiosk.domain.localized import Direction
from kiosk.i18n.languages import language
from kiosk.terminal.speaking import direction_of, direction_of_words, reader_language
from kiosk.terminal.widgets.face import Face
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.fakes.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
ASKED = "Platz 1!"


async def first_row(make: Callable[[], Widget], reader: str) -> str:
    stage = Stage(make, reader)
    async with stage.run_test(size=(12, 4)) as pilot:
        await pilot.pause()
        return stage.rows()[0]


@pytest.mark.parametrize("kind", [Paragraph, Face, TouchButton, Prose])
def test_a_widget_with_words_takes_their_language(kind: type[Widget]) -> None:
    taken = inspect.signature(kind.__init__).parameters
    assert "language" in taken
    assert "direction" not in taken


@pytest.mark.parametrize(("reader", "read"), [("de", LTR), ("ar", RTL), ("fa", RTL)])
async def test_words_are_in_the_readers_language_or_in_their_own(
    reader: str, read: Direction
) -> None:
    stage = Stage(lambda: Paragraph(ASKED), reader)
    async with stage.run_test():
        paragraph = stage.screen.query_one(Paragraph)
        assert reader_language(paragraph) is language(reader)
        assert direction_of(paragraph) is read
        assert direction_of_words(paragraph, None) is read
        assert direction_of_words(paragraph, language("de")) is LTR
        assert direction_of_words(paragraph, language("ar")) is RTL


async def test_german_words_keep_their_order_at_the_side_of_an_arabic_reader() -> None:
    german = language("de")
    own = await first_row(lambda: Paragraph(ASKED, language=german), "ar")
    assert own == ASKED.rjust(12)
    readers = await first_row(lambda: Paragraph(ASKED), "ar")
    assert readers == "!Platz 1".rjust(12)


async def test_an_address_is_in_no_language() -> None:
    shown = await first_row(lambda: AddressLine("a.example/"), "ar")
    assert shown == "a.example/".rjust(12)


async def test_a_screen_says_who_reads_it() -> None:
    async with App[None]().run_test() as pilot:
        with pytest.raises(TypeError, match="who reads it"):
            reader_language(pilot.app.screen)

"""One touch, one press; a finger or a key."""

from __future__ import annotations

from textual import events

from kiosk.terminal.touches import TouchGuard
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.fakes.clock import FixedClock
from tests.fakes.stage import Stage


class Listening(Stage):
    def __init__(self, label: str = "Press", code: str = "en") -> None:
        super().__init__(lambda: TouchButton(label, above="★", detail="Do"), code)
        self.presses = 0
        self.clock = FixedClock()
        self.touches = TouchGuard(self.clock)

    def on_touch_button_pressed(self) -> None:
        self.presses += 1


async def test_a_touch_is_a_press() -> None:
    app = Listening()
    async with app.run_test() as pilot:
        await pilot.click(TouchButton)
        assert app.presses == 1


async def test_enter_and_space_are_presses() -> None:
    app = Listening()
    async with app.run_test() as pilot:
        app.screen.query_one(TouchButton).focus()
        await pilot.press("enter")
        app.clock.advance(seconds=1)
        await pilot.press("space")
        assert app.presses == 2


async def test_a_second_touch_at_once_is_not_a_press() -> None:
    app = Listening()
    async with app.run_test() as pilot:
        await pilot.click(TouchButton, times=2)
        assert app.presses == 1
        app.clock.advance(seconds=1)
        await pilot.click(TouchButton)
        assert app.presses == 2


async def test_a_finger_that_goes_up_elsewhere_presses_nothing() -> None:
    app = Listening()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        app.post_message(events.MouseDown(None, 5, 1, 0, 0, 1, False, False, False))
        app.post_message(events.MouseUp(None, 5, 11, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert app.presses == 0


async def test_hovering_changes_nothing() -> None:
    app = Listening()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        before = app.export_screenshot()
        await pilot.hover(TouchButton)
        assert app.export_screenshot() == before


async def test_the_label_comes_before_symbol_and_detail_when_room_is_short() -> None:
    app = Listening()
    async with app.run_test(size=(20, 12)) as pilot:
        button = app.screen.query_one(TouchButton)
        heights = {3: ["Press"], 4: ["★", "Press"], 5: ["★", "Press", "Do"]}
        for height, words in heights.items():
            button.styles.height = height
            await pilot.pause()
            shown = [row.strip("▊▎┃ ") for row in app.rows()[1 : height - 1]]
            assert shown == words


async def test_the_words_are_never_wider_than_the_frame() -> None:
    app = Listening("a label of several words that must wrap")
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        button = app.screen.query_one(TouchButton)
        assert button.rows_needed(20, with_detail=False) == 5
        assert button.columns_needed() == len("several") + 4

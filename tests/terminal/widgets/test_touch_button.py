"""One touch, one press; a finger or a key."""

from __future__ import annotations

from textual import events

from kiosk.terminal.canvas import LOW_LEDGE, LOWER, UPPER
from kiosk.terminal.touches import TouchGuard
from kiosk.terminal.widgets.face import LEDGE, MARGIN
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
        heights = {2: ["Press"], 3: ["★", "Press"], 4: ["★", "Press", "Do"]}
        for height, words in heights.items():
            button.styles.min_height = 1
            button.styles.height = height
            await pilot.pause()
            face = app.rows()[: height - LEDGE]
            shown = [row.strip("▟▙▜▛ ") for row in face]
            assert [row for row in shown if row] == words


async def test_the_words_are_never_wider_than_the_frame() -> None:
    app = Listening("a label of several words that must wrap")
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        button = app.screen.query_one(TouchButton)
        assert button.rows_needed(20, with_detail=False) == 4
        assert button.columns_needed() == len("several") + 2 * MARGIN


async def test_a_plate_goes_down_under_the_finger_and_comes_up_again() -> None:
    app = Listening()
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        button = app.screen.query_one(TouchButton)
        stands = app.rows()
        assert set(stands[3].strip()) == {LOW_LEDGE}
        button.look_pressed(pressed=True)
        button.refresh()
        await pilot.pause()
        down = app.rows()
        assert set(down[0]) == {*LOWER, "★"}
        assert set(down[3]) == {*UPPER}
        button.look_pressed(pressed=False)
        button.refresh()
        await pilot.pause()
        assert app.rows() == stands


async def test_focus_hides_no_letter() -> None:
    app = Listening()
    async with app.run_test(size=(20, 12)) as pilot:
        button = app.screen.query_one(TouchButton)
        button.styles.min_height = 1
        for height in (2, 3, 4):
            button.styles.height = height
            button.focus()
            await pilot.pause()
            assert "Press" in "".join(app.rows())

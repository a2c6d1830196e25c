"""The keys: how large, which one is meant, and the way over them by arrows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from textual import events

from kiosk.i18n.keyboards import CODES, KEYBOARDS, keyboard_for
from kiosk.terminal.steady import Column
from kiosk.terminal.touches import TouchGuard
from kiosk.terminal.widgets.keyboard import SMALLEST_KEY, KeyAction, KeyField
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.builders import EN
from tests.each import each
from tests.fakes.clock import FixedClock
from tests.fakes.stage import Stage
from tests.fakes.words import SourceVocabulary

if TYPE_CHECKING:
    from kiosk.i18n.keyboards import Keyboard

NARROW = (52, 14)
"""What the smallest grid leaves beside the access bar."""


class Typing(Stage):
    def __init__(self, language: str = "de", *, rtl: bool = False) -> None:
        words = SourceVocabulary().words(EN)
        super().__init__(
            lambda: Column(
                KeyField(keyboard_for(language), words), TouchButton("Next")
            ),
            "ar" if rtl else "en",
        )
        self.clock = FixedClock()
        self.touches = TouchGuard(self.clock)
        self.typed: list[str] = []

    def on_key_field_pressed(self, event: KeyField.Pressed) -> None:
        key_action = event.key.key_action
        self.typed.append(event.key.typed if key_action is None else key_action.value)

    @property
    def field(self) -> KeyField:
        return self.screen.query_one(KeyField)

    def spot(self, wanted: str) -> tuple[int, int]:
        """The middle of a key, by what it types or does."""
        for row in self.field.placed():
            for key, region in row:
                key_action = key.key_action.value if key.key_action else ""
                if wanted in {key.typed, key_action}:
                    return region.x + region.width // 2, region.y
        raise AssertionError(wanted)


@pytest.mark.parametrize("keyboard", KEYBOARDS)
async def test_keys_of_every_layout_are_twenty_millimetres(keyboard: str) -> None:
    words = SourceVocabulary().words(EN)
    app = Stage(lambda: KeyField(KEYBOARDS[keyboard], words))
    async with app.run_test(size=NARROW):
        field = app.screen.query_one(KeyField)
        for row in each(field.placed()):
            for key, region in row:
                assert region.width >= SMALLEST_KEY[0], key
                assert region.height >= SMALLEST_KEY[1], key
                assert field.region.reset_offset.contains_region(region), key


async def test_a_touch_types() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        for letter in "ü7":
            await pilot.click(KeyField, offset=app.spot(letter))
        assert app.typed == ["ü", "7"]


async def test_double_letters_may_be_typed_quickly() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        for letter in "bett":
            app.clock.advance(seconds=0.15)
            await pilot.click(KeyField, offset=app.spot(letter))
        assert app.typed == list("bett")


async def test_one_trembling_touch_types_one_letter() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.click(KeyField, offset=app.spot("t"), times=2)
        assert app.typed == ["t"]


async def test_the_touch_that_led_here_types_nothing() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        spot = app.spot("g")
        app.touches.allows((spot[0] + 1, spot[1] + 1))
        app.clock.advance(seconds=0.3)
        await pilot.click(KeyField, offset=spot)
        assert app.typed == []
        app.clock.advance(seconds=0.3)
        await pilot.click(KeyField, offset=spot)
        assert app.typed == ["g"]


async def test_there_is_no_dead_strip_between_two_keys() -> None:
    app = Typing("uk")
    async with app.run_test(size=NARROW):
        row = app.field.placed()[1]
        for (_, here), (_, there) in pairwise(row):
            assert here.right == there.x


async def test_a_finger_that_slips_means_the_key_it_came_down_on() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        x, y = app.spot("a")
        app.post_message(events.MouseDown(None, x, y, 0, 0, 1, False, False, False))
        app.post_message(events.MouseUp(None, x + 4, y, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert app.typed == ["a"]


async def test_a_touch_beside_the_keys_types_nothing() -> None:
    app = Typing("en")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.click(KeyField, offset=(0, 6))
        assert app.typed == []


async def test_the_deeds_are_told() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        app.field.tell_found(3)
        for key_action in (
            KeyAction.SPACE,
            KeyAction.DELETE,
            KeyAction.CLEAR,
            KeyAction.SHOW_ALL,
        ):
            await pilot.click(KeyField, offset=app.spot(key_action.value))
        assert app.typed == ["space", "delete", "clear", "show all"]


async def test_without_results_no_key_shows_them() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.click(KeyField, offset=app.spot(KeyAction.SHOW_ALL.value))
        assert app.typed == []


async def test_one_key_switches_to_german_letters_and_back() -> None:
    app = Typing("ar", rtl=True)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.click(KeyField, offset=app.spot(KeyAction.SWITCH.value))
        assert app.field.shown.id == "qwertz-de"
        await pilot.click(KeyField, offset=app.spot("ß"))
        app.clock.advance(seconds=1)
        await pilot.click(KeyField, offset=app.spot(KeyAction.SWITCH.value))
        assert app.field.shown.id == "arabic"
        assert app.typed == ["ß"]


async def test_who_reads_german_has_nothing_to_switch_to() -> None:
    app = Typing("de")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.click(KeyField, offset=app.spot(KeyAction.SWITCH.value))
        assert app.field.shown.id == "qwertz-de"


async def test_arabic_keys_stand_from_left_to_right() -> None:
    app = Typing("ar", rtl=True)
    async with app.run_test(size=NARROW):
        assert app.spot("ض")[0] < app.spot("د")[0]
        assert app.spot(KeyAction.SWITCH.value)[0] < app.spot(KeyAction.CLEAR.value)[0]


async def test_arrows_lead_over_the_keys_and_enter_presses() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        app.field.focus()
        for key in ("enter", "right", "enter", "down", "enter", "left", "enter"):
            app.clock.advance(seconds=1)
            await pilot.press(key)
        assert app.typed == ["q", "w", "s", "a"]


async def test_a_row_of_keys_is_a_ring() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        app.field.focus()
        await pilot.press("left", "enter")
        assert app.typed == ["ü"]


async def test_beyond_the_last_row_the_focus_goes_on() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        app.field.focus()
        await pilot.press("down", "down", "down")
        assert app.field.has_focus
        await pilot.press("down")
        assert app.screen.query_one(TouchButton).has_focus
        await pilot.press("shift+tab")
        assert app.field.has_focus
        await pilot.press("up", "up", "up", "up", "up")
        assert app.screen.query_one(TouchButton).has_focus


async def test_a_key_that_is_held_down_types_once() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        app.field.focus()
        for _ in range(5):
            app.clock.advance(seconds=0.03)
            await pilot.press("enter")
        assert app.typed == ["q"]


async def test_the_key_with_the_focus_is_seen_by_its_shape() -> None:
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        assert "[" not in "".join(app.rows())
        app.field.focus()
        await pilot.pause()
        assert "[q]" in "".join(app.rows())


async def test_words_stand_on_the_deeds_where_there_is_room() -> None:
    app = Typing()
    async with app.run_test(size=(90, 14)) as pilot:
        app.field.tell_found(7)
        await pilot.pause()
        shown = "".join(app.rows())
        assert all(word in shown for word in ("Space", "Delete", "Clear", "▼ All 7"))
    app = Typing()
    async with app.run_test(size=NARROW) as pilot:
        app.field.tell_found(1000)
        await pilot.pause()
        shown = "".join(app.rows())
        assert "▼ 1000" in shown
        assert not any(word in shown for word in ("All", "Delete", "Clear"))
        assert "←" in shown


@pytest.mark.parametrize(
    ("size", "key"), [((69, 15), (6, 3)), ((82, 21), (8, 4)), ((138, 90), (12, 6))]
)
async def test_keys_that_fill_their_room_are_as_large_as_it_lets_them(
    size: tuple[int, int], key: tuple[int, int]
) -> None:
    app = Stage(lambda: filling(CODES))
    async with app.run_test(size=size):
        field = app.screen.query_one(KeyField)
        rows = field.placed()
        letters = each([region for row in rows[:-1] for _, region in row])
        assert {region.size for region in letters} == {key}
        assert rows[-1][-1][1].bottom <= field.size.height
        assert len(app.rows()) == size[1]


async def test_a_code_has_two_large_keys_to_take_back_what_was_typed() -> None:
    app = Stage(lambda: filling(CODES))
    async with app.run_test(size=(69, 15)):
        field = app.screen.query_one(KeyField)
        *letters, deeds = field.placed()
        assert [key.key_action for key, _ in deeds] == [
            KeyAction.DELETE,
            KeyAction.CLEAR,
        ]
        one, other = (region.width for _, region in deeds)
        assert one == other == sum(region.width for _, region in letters[0]) // 2


def filling(keyboard: Keyboard) -> KeyField:
    field = KeyField(keyboard, SourceVocabulary().words(EN))
    field.styles.height = "1fr"
    return field

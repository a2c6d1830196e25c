"""Nothing but touches and a few keys reaches an unattended terminal."""

from __future__ import annotations

import pytest
from textual import events

from kiosk.terminal import places
from kiosk.terminal.inputs import KEYS, counts
from tests.fakes.visit import visiting

FORBIDDEN = [
    "ctrl+c",
    "ctrl+q",
    "ctrl+z",
    "ctrl+p",
    "ctrl+d",
    "ctrl+s",
    "ctrl+backslash",
    "ctrl+@",
    *(f"f{number}" for number in range(1, 13)),
    "delete",
    "backspace",
    "home",
    "end",
    "pageup",
    "pagedown",
    "question_mark",
    "q",
    "X",
]


@pytest.mark.parametrize("place", [places.Attract(), places.Home()], ids=str)
async def test_no_other_key_does_anything(place: places.Place) -> None:
    async with visiting() as visit:
        if place != places.Attract():
            await visit.begin("en", place)
        before = visit.app.export_screenshot()
        for key in FORBIDDEN:
            await visit.pilot.press(key)
        await visit.settle()
        assert visit.app.is_running
        assert visit.at(place)
        assert visit.app.export_screenshot() == before


async def test_wheel_paste_and_window_focus_change_nothing() -> None:
    async with visiting(size=(66, 19)) as visit:
        await visit.begin("en", places.Home())
        before = visit.app.export_screenshot()
        for event in (
            events.MouseScrollDown(None, 30, 10, 0, 1, 0, False, False, False),
            events.MouseScrollUp(None, 30, 10, 0, -1, 0, False, False, False),
            events.MouseMove(None, 30, 10, 1, 1, 0, False, False, False),
            events.Paste("rm -rf /"),
            events.AppBlur(),
            events.AppFocus(),
        ):
            visit.app.post_message(event)
        await visit.settle()
        assert visit.app.export_screenshot() == before


async def test_ctrl_c_leaves_an_attended_terminal() -> None:
    async with visiting(attended=True) as visit:
        await visit.pilot.press("ctrl+c")
        await visit.pilot.pause()
        assert not visit.app.is_running


@pytest.mark.parametrize("key", sorted(KEYS))
def test_the_keys_of_the_keyboard_way_count(key: str) -> None:
    assert counts(events.Key(key, None), attended=False)


def test_only_the_first_button_of_a_mouse_is_a_finger() -> None:
    def down(button: int) -> events.MouseDown:
        return events.MouseDown(None, 1, 1, 0, 0, button, False, False, False)

    assert counts(down(1), attended=False)
    assert not counts(down(2), attended=False)
    assert not counts(down(3), attended=False)


async def test_nothing_can_be_selected_searched_or_photographed() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        app = visit.app
        assert not app.screen.allow_select
        assert not app.ENABLE_COMMAND_PALETTE
        assert set(app._bindings.key_to_bindings) == set()

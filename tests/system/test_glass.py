"""What a real terminal program shows is what a whole painting would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_ticket
from tests.fakes.every_place import ONE_OF_EACH_KIND
from tests.system.glass import a_glass
from tests.system.glass_program import Asked
from tests.system.visitor import in_cells, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.system.glass import Glass

pytestmark = pytest.mark.real
UNKNOWN = "4006381333931"
HOME = "Talk to"


@pytest.mark.parametrize("program", ["xterm", "foot"])
def test_after_every_kind_of_transition(tmp_path: Path, program: str) -> None:
    with a_glass(program, tmp_path) as glass:
        glass.terminal.wait_for("English")
        glass.is_right("the greeting")
        notices_come_and_go(glass)
        fingers_and_colours(glass)
        languages_turn_around(glass)
        for place in ONE_OF_EACH_KIND.values():
            glass.ask(Asked.NEXT)
            glass.is_right(str(place))


def notices_come_and_go(glass: Glass) -> None:
    terminal = glass.terminal
    terminal.touch_words("English")
    terminal.wait_for(HOME)
    glass.is_right("home")
    terminal.touch_words("Help")
    terminal.wait_for("Ask a person")
    glass.is_right("a notice")
    terminal.touch_words("Close")
    terminal.wait_for(HOME)
    glass.is_right("after a notice")
    glass.time_passes("will be forgotten")
    glass.is_right("the question")
    glass.time_passes("English")
    glass.is_right("after a time-out")
    terminal.touch_words("English")
    terminal.wait_for(HOME)
    glass.until("not known here", lambda: glass.scan(UNKNOWN))
    glass.is_right("a scan of something else")
    glass.until("Done", lambda: glass.scan(a_ticket().code))
    glass.is_right("a scan over a notice")


def fingers_and_colours(glass: Glass) -> None:
    terminal = glass.terminal
    terminal.touch_words("Contrast")
    glass.is_right("other colours")
    glass.hold("Home")
    glass.is_right("a finger on a button of the bar")
    terminal.finger_up()
    terminal.wait_for(HOME)
    glass.hold(HOME)
    glass.is_right("a finger on a button")
    terminal.finger_up()
    terminal.wait_for("What do you want")
    glass.is_right("after the finger")
    terminal.touch_words("Home")
    terminal.wait_for(HOME)


def languages_turn_around(glass: Glass) -> None:
    terminal = glass.terminal
    read = "en"
    for code, own_name in (("ar", "العربية"), ("de", "Deutsch")):
        terminal.touch_words(shown("Language", read))
        terminal.wait_for(shown("Choose your language", read))
        terminal.touch_words(in_cells(own_name, code))
        terminal.wait_for(shown("Contrast", code))
        glass.is_right(f"in {code}")
        read = code

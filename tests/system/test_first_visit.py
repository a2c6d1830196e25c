"""The first visit of all: from the first touch to the call, through every real part."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.people import COUNSELLOR_1
from tests.system.browsers import press
from tests.system.office import number_of_mine
from tests.system.real_terminal import PATIENCE
from tests.system.visitor import (
    first_topic,
    in_cells,
    still,
    tickets,
    touch_through,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.system.conftest import Opened
    from tests.system.office import Office
    from tests.system.real_terminal import Picture, RealTerminal

GREENER = 50
"""More green than red in a point of the call's ground; xterm has no truer colour."""


@pytest.mark.parametrize(
    ("a_terminal", "language", "own_name"),
    [("foot", "en", "English"), ("xterm", "ar", "العربية")],
    indirect=["a_terminal"],
)
def test_a_stranger_touches_to_a_number_and_is_called_on_the_screen(
    a_terminal: Opened,
    office: Office,
    record_property: Callable[[str, object], None],
    tmp_path: Path,
    language: str,
    own_name: str,
) -> None:
    (page,) = office.staffed_by(COUNSELLOR_1)
    topic = first_topic(office.hub, language)
    with a_terminal() as terminal:
        still(terminal, in_cells(own_name, language))
        began = time.monotonic()
        touch_through(terminal, language, own_name, topic)
        took = time.monotonic() - began
        (ticket,) = tickets(office.hub, at_least=1)

        row = page.locator(f'[data-ticket="{ticket.id}"]')
        expect(row).to_contain_text(str(ticket.number))
        press(page, "Call next")
        expect(number_of_mine(page)).to_have_text(str(ticket.number))
        wait_for_the_call(terminal, tmp_path / "called.png")

    record_property("seconds_from_first_touch_to_number", f"{took:.1f}")
    sys.stdout.write(f"from first touch to number ({language}): {took:.1f} s\n")


def wait_for_the_call(terminal: RealTerminal, file: Path) -> None:
    """All of the screen is green: its words are drawn, to be read from afar."""
    ended = time.monotonic() + PATIENCE
    while _share_of_green(terminal.picture(file)) < 1 / 4:
        assert time.monotonic() < ended, "nobody is called on the glass"


def _share_of_green(picture: Picture) -> float:
    _blue, green, red = picture.astype(int).transpose(2, 0, 1)
    return float((green - red >= GREENER).mean())

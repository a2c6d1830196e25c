"""The terminal in a real terminal program: touched, looked at, read back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.hub_context import join
from tests.people import COUNSELLOR_1
from tests.system import qr_reading
from tests.system.hub_process import its_state
from tests.system.visitor import (
    CHOSEN,
    ON_A_TICKET,
    button_below,
    choose_topic,
    draw_number,
    first_topic,
    shown,
    still,
    take_offer,
    tickets,
    touch,
    touch_through,
    wait_for_offer,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.system.conftest import Opened
    from tests.system.hub_process import HubProcess
    from tests.system.real_terminal import RealTerminal

A_HAND = 0.15
"""Seconds between two keys; who is much faster is taken for a scanner."""


@pytest.mark.parametrize(
    ("a_terminal", "columns", "rows", "language", "own_name"),
    [
        ("foot", 66, 19, "en", "English"),
        ("xterm", 66, 19, "ar", "العربية"),
        ("foot", 83, 24, "ar", "العربية"),
        ("xterm", 100, 30, "en", "English"),
    ],
    indirect=["a_terminal"],
)
@pytest.mark.usefixtures("somebody_counsels")
def test_a_visitor_touches_through_to_a_number_and_takes_its_code_home(
    a_terminal: Opened,
    hub: HubProcess,
    tmp_path: Path,
    language: str,
    own_name: str,
    columns: int,
    rows: int,
) -> None:
    with a_terminal(columns, rows) as terminal:
        touch_through(terminal, language, own_name, first_topic(hub, language))
        (ticket,) = tickets(hub, at_least=1)
        still(terminal, shown(ON_A_TICKET, language))  # so does the code
        if not qr_reading.read(terminal.picture(tmp_path / "ticket.png")):
            touch(terminal, shown("Show on my phone", language))
            time.sleep(1)
        picture = terminal.picture(tmp_path / "ticket.png")

    page = f"{hub.phone_address}/T/{ticket.code}".upper()
    for way in qr_reading.WAYS:
        assert qr_reading.read(way(picture)) == [page], way.__name__
    others = {
        qr_reading.read_by_another(way(picture))
        for way in (qr_reading.at_half_size, qr_reading.blurred)
    }
    assert page in others
    path = page.removeprefix(hub.phone_address.upper())
    assert httpx.get(f"{hub.address}{path}").status_code == 200
    assert ticket.language == ticket.screen_language == language


def test_no_key_and_no_wheel_ends_or_changes_the_terminal(a_terminal: Opened) -> None:
    with a_terminal() as terminal:
        still(terminal, "English")
        time.sleep(1)
        before = below_the_greeting(terminal)
        for combination in (
            *("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+p", "ctrl+backslash", "ctrl+d"),
            *("F1", "F5", "F10", "ctrl+s", "ctrl+l", "q", "shift+Insert"),
            *("ctrl+shift+n", "ctrl+shift+r", "ctrl+shift+u", "ctrl+shift+c"),
            *("ctrl+shift+v", "ctrl+plus", "ctrl+minus", "ctrl+0", "shift+Prior"),
            *("ctrl+alt+F2", "alt+F4", "XF86Paste"),
        ):
            terminal.key(combination)
            time.sleep(A_HAND)
        terminal.wheel()
        terminal.press_middle()
        time.sleep(1)
        assert terminal.alive()
        assert below_the_greeting(terminal) == before


def below_the_greeting(terminal: RealTerminal) -> list[str]:
    """Which says another language every few seconds."""
    _column, row = terminal.wait_for("English")
    return terminal.text()[row:]


@pytest.mark.usefixtures("somebody_counsels")
def test_a_trembling_finger_gets_one_number(
    a_terminal: Opened, hub: HubProcess
) -> None:
    with a_terminal() as terminal:
        touch(terminal, "English")
        wait_for_offer(terminal)
        touch(terminal, "Talk to")
        choose_topic(terminal, first_topic(hub, "en"))
        still(terminal, CHOSEN)
        terminal.tremble(*button_below(terminal))
        terminal.wait_for(ON_A_TICKET)
        tickets(hub, at_least=1)
        time.sleep(1)
        assert len(tickets(hub)) == 1


@pytest.mark.usefixtures("somebody_counsels")
def test_the_hub_may_be_away_and_the_ticket_arrives_when_it_is_back(
    a_terminal: Opened, hub: HubProcess
) -> None:
    topic = first_topic(hub, "en")
    with a_terminal() as terminal:
        touch(terminal, "English")
        wait_for_offer(terminal)
        touch(terminal, "Back")
        hub.kill()
        touch_through(terminal, "en", "English", topic)
        terminal.wait_for("waiting time")
        hub.start()
        (ticket,) = tickets(hub, at_least=1)
        assert ticket.number.count == 1
        terminal.wait_for("You are next")


def test_while_nobody_counsels_no_number_is_given_out_and_then_one_is(
    a_terminal: Opened, hub: HubProcess
) -> None:
    with a_terminal() as terminal:
        touch(terminal, "English")
        terminal.wait_for("No numbers at the moment")
        touch(terminal, "Talk to")
        terminal.wait_for("No counsellor is here at the moment.")
        assert tickets(hub) == []
        with its_state(hub) as context:
            join(context, COUNSELLOR_1)
        take_offer(terminal)
        touch(terminal, first_topic(hub, "en"))
        draw_number(terminal)
        terminal.wait_for(ON_A_TICKET)

"""A scanner types into real terminal programs, a shift key before each capital."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.system.visitor import ON_A_TICKET, first_topic, tickets, touch, touch_through

if TYPE_CHECKING:
    from tests.system.conftest import Opened
    from tests.system.hub_process import HubProcess


@pytest.mark.usefixtures("somebody_counsels")
def test_a_scanned_ticket_opens_although_it_is_all_capitals(
    a_terminal: Opened, hub: HubProcess
) -> None:
    with a_terminal() as terminal:
        touch_through(terminal, "en", "English", first_topic(hub, "en"))
        (ticket,) = tickets(hub, at_least=1)
        touch(terminal, "Done")
        terminal.wait_for("Deutsch")
        terminal.type(f"{hub.address}/T/{ticket.code}".upper() + "\n")
        terminal.wait_for(ON_A_TICKET)

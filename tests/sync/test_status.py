from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.domain.link import LinkState
from kiosk.errors import HubUnreachable
from kiosk.sync.status import HubLink
from kiosk.terminal.ports import LinkState as PortsLinkState
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    import pytest

    from kiosk.journal.tickets import Journal
    from tests.sync.conftest import Entrance

AWAY = HubUnreachable("The hub does not answer.", remedy="Start it.")


def test_at_first_nothing_is_known(journal: Journal) -> None:
    link = HubLink(journal)

    assert (link.state(), link.last_heard(), link.undelivered()) == (
        LinkState.UNKNOWN,
        None,
        0,
    )


def test_the_screens_and_the_link_speak_of_the_same_states() -> None:
    assert PortsLinkState is LinkState


def test_an_answer_brings_it_up_and_silence_down_keeping_when_it_was_heard(
    journal: Journal,
) -> None:
    link = HubLink(journal)

    assert link.heard(NOON)
    assert link.state() is LinkState.UP
    link.lost(AWAY)

    assert link.state() is LinkState.DOWN
    assert link.last_heard() == NOON
    assert link.trouble() is AWAY


def test_only_the_first_answer_after_silence_says_that_the_hub_is_back(
    journal: Journal,
) -> None:
    link = HubLink(journal)
    link.lost(AWAY)

    assert [link.heard(NOON), link.heard(NOON)] == [True, False]
    assert link.trouble() is None


def test_a_day_of_silence_is_one_line_in_the_log(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    link = HubLink(journal)
    with caplog.at_level(logging.INFO):
        for _ in range(100):
            link.lost(AWAY)

    assert caplog.messages == ["The hub does not answer. Start it."]


def test_undelivered_tickets_are_counted(entrance: Entrance) -> None:
    entrance.check_in()

    assert entrance.link.undelivered() == 1

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.cli.previewing.ports import HeldContents, SilentDesk, SilentLink, ToldClock
from kiosk.domain.link import LinkState
from kiosk.errors import BadContent, NumberHeldBack
from kiosk.ids import LanguageCode, TicketCode, TicketId, TopicId
from tests.builders import a_catalogue, a_ticket
from tests.fakes.clock import NOON

LONG = "https://www.example.de/" + "a" * 200


def test_no_number_is_ever_issued_for_a_picture() -> None:
    desk = SilentDesk()
    with pytest.raises(NumberHeldBack):
        desk.check_in(TopicId("residence"), LanguageCode("de"), LanguageCode("de"))
    assert desk.not_issuing() is None
    assert desk.standing(TicketId("0" * 32)) is None
    assert desk.ticket_of(TicketCode("0" * 12)) is None
    assert desk.page_address(a_ticket()) is None


def test_short_addresses_are_those_that_phones_reach() -> None:
    desk = SilentDesk()
    assert desk.short_address(LONG) is None
    desk.phones = "https://hub.example.org"
    assert (desk.short_address(LONG) or "").startswith("HTTPS://HUB.EXAMPLE.ORG/S/")


def test_the_hub_seems_to_answer() -> None:
    link = SilentLink()
    assert link.state() is LinkState.UP
    assert link.last_heard() is None
    assert link.undelivered() == 0


def test_the_clock_says_what_it_was_told() -> None:
    clock = ToldClock(NOON)
    clock.moment += timedelta(hours=1)
    assert clock.now() == NOON + timedelta(hours=1)


def test_before_the_first_request_there_is_no_content() -> None:
    contents = HeldContents()
    with pytest.raises(BadContent):
        contents.current()
    contents.catalogue = a_catalogue()
    assert contents.site() is contents.current().site

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.short_links import code_of
from kiosk.errors import UnknownLanguage, UnknownTopic
from kiosk.ids import AppointmentCode, LanguageCode, Slug, TopicId
from kiosk.sync.desk import LocalDesk
from tests.builders import a_catalogue, a_ticket
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.journal.tickets import Journal
    from kiosk.terminal.ports import Link, TicketDesk
    from tests.sync.conftest import Entrance

AR = LanguageCode("ar")
CATALOGUE = a_catalogue()
OFFERED = CATALOGUE.offered_topics()[0].id


def test_the_desk_and_the_link_are_what_the_screens_ask_for(entrance: Entrance) -> None:
    desk: TicketDesk = entrance.desk
    link: Link = entrance.link

    assert desk.standing(a_ticket().id) is None
    assert link.last_heard() is None


async def test_a_check_in_stores_a_ticket_and_rings(entrance: Entrance) -> None:
    ticket = entrance.desk.check_in(OFFERED, AR, AR)

    assert [row.ticket for row in entrance.journal.unsettled()] == [ticket]
    assert await entrance.desk.issued.heard_within(0)


async def test_a_topic_that_does_not_exist_uses_up_no_number(
    entrance: Entrance,
) -> None:
    with pytest.raises(UnknownTopic):
        entrance.desk.check_in(TopicId("nonsense"), AR, AR)

    assert entrance.desk.check_in(OFFERED, AR, AR).number.count == 1


def test_a_topic_that_is_not_offered_now_is_refused(entrance: Entrance) -> None:
    inactive = next(topic for topic in CATALOGUE.topics if not topic.active)

    with pytest.raises(UnknownTopic):
        entrance.desk.check_in(inactive.id, AR, AR)


def test_a_language_nobody_is_counselled_in_is_refused(entrance: Entrance) -> None:
    with pytest.raises(UnknownLanguage):
        entrance.desk.check_in(OFFERED, LanguageCode("tlh"), AR)

    assert entrance.journal.undelivered() == 0


def test_the_catalogue_of_the_moment_decides(journal: Journal) -> None:
    asked = []
    desk = LocalDesk(journal, lambda: asked.append(1) or CATALOGUE, "http://hub")  # type: ignore[func-returns-value]

    desk.check_in(OFFERED, AR, AR)
    desk.check_in(OFFERED, AR, AR)

    assert len(asked) == 2


@pytest.mark.parametrize("address", ["https://hub.example", "https://hub.example/"])
def test_the_page_address_is_upper_case_so_that_the_qr_code_is_small(
    journal: Journal, address: str
) -> None:
    desk = LocalDesk(journal, a_catalogue, address)

    ticket = a_ticket(code="ABCDEFGH2345")

    assert desk.page_address(ticket) == "HTTPS://HUB.EXAMPLE/T/ABCDEFGH2345"


def test_a_ticket_is_found_again_by_its_code(entrance: Entrance) -> None:
    ticket = entrance.desk.check_in(OFFERED, AR, AR)

    assert entrance.desk.ticket_of(ticket.code) == ticket
    assert entrance.desk.ticket_of(a_ticket(99).code) is None


def test_what_is_needed_before_the_first_paint_loads_no_http_library() -> None:
    script = (
        "import sys, kiosk.sync.desk, kiosk.sync.status, kiosk.sync.runner,"
        " kiosk.journal.tickets;"
        " print(*[m for m in ('httpx', 'ssl', 'msgspec') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "httpx" not in out.stdout
    assert "msgspec" not in out.stdout


@pytest.mark.parametrize(
    "address", ["", "http://127.0.0.1:8080", "http://LOCALHOST", "http://[::1]:8080"]
)
def test_no_phone_is_sent_to_an_address_of_this_machine(
    address: str, entrance: Entrance
) -> None:
    desk = LocalDesk(entrance.journal, a_catalogue, address)
    assert desk.short_address("https://www.example.de/") is None
    assert desk.date_address(NOON) is None


def test_without_an_address_for_phones_a_ticket_has_no_page(
    entrance: Entrance,
) -> None:
    desk = LocalDesk(entrance.journal, a_catalogue, None)
    assert desk.page_address(a_ticket()) is None
    assert desk.short_address("https://www.example.de/") is None
    assert desk.service_address(Slug("doctor"), LanguageCode("vi")) is None


def test_a_text_has_a_page_in_the_visitors_language(entrance: Entrance) -> None:
    desk = LocalDesk(entrance.journal, a_catalogue, "https://hub.example.org/")
    address = desk.service_address(Slug("doctor"), LanguageCode("vi"))
    assert address == "HTTPS://HUB.EXAMPLE.ORG/S/DOCTOR/VI"


def test_a_short_address_is_one_that_the_hub_answers(entrance: Entrance) -> None:
    desk = LocalDesk(entrance.journal, a_catalogue, "https://hub.example.org/")
    assert str(desk.date_address(NOON)).endswith("/D/202603021200")
    short = desk.short_address("https://www.example.de/")
    assert short == f"HTTPS://HUB.EXAMPLE.ORG/S/{code_of('https://www.example.de/')}"


@pytest.mark.parametrize(
    ("topic", "language"), [("tax", "ar"), ("gone", "ar"), (OFFERED, "fa")]
)
def test_who_has_an_appointment_gets_a_number_whatever_is_offered_since(
    entrance: Entrance, topic: str, language: str
) -> None:
    code = AppointmentCode("P0000001")
    wish = TopicId(topic), LanguageCode(language)

    ticket = entrance.desk.check_in(*wish, AR, appointment=code)

    assert (ticket.topic, ticket.language, ticket.appointment) == (*wish, code)

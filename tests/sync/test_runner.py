from __future__ import annotations

import asyncio
import random
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.link import LinkState
from kiosk.domain.tickets import TicketState
from kiosk.errors import HubUnreachable, JournalDamaged
from kiosk.sync import runner
from kiosk.sync.client import HubClient
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.reporting import TerminalReporter
from kiosk.sync.runner import Lifeline, over_http, report_no_journal
from tests.builders import a_catalogue
from tests.each import each
from tests.fakes.hub import TOKEN
from tests.fakes.waiting import PATIENCE, ended, until

if TYPE_CHECKING:
    from tests.sync.conftest import Entrance

TOPIC = a_catalogue().offered_topics()[0].id
LANGUAGE = a_catalogue().counselling_languages[0]


@pytest.fixture
def lifeline(entrance: Entrance, monkeypatch: pytest.MonkeyPatch) -> Lifeline:
    """With every pause a hundredth of the real one."""
    for name in (
        "HEARTBEAT_SECONDS",
        "IMPATIENT_SECONDS",
        "STANDING_SECONDS",
        "FORGET_SECONDS",
    ):
        monkeypatch.setattr(runner, name, getattr(runner, name) / 100)

    def connect() -> HubClient:
        return HubClient("http://hub.test", TOKEN, entrance.hub.transport)

    return Lifeline(
        entrance.desk, entrance.link, connect, entrance.hub_clock, random.Random(1)
    )


async def test_a_ticket_checked_in_by_a_thread_is_delivered_and_followed(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    running = asyncio.create_task(lifeline.run())
    await until(lambda: entrance.link.state() is LinkState.UP)

    ticket = await asyncio.to_thread(entrance.desk.check_in, TOPIC, LANGUAGE, LANGUAGE)
    await until(lambda: entrance.desk.standing(ticket.id) is not None)
    entrance.hub.called[ticket.id] = "desk-1"

    def called() -> bool:
        standing = entrance.desk.standing(ticket.id)
        return standing is not None and standing.state is TicketState.CALLED

    await until(called)
    await ended(running)


async def test_the_heartbeat_finds_a_hub_that_comes_back(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    entrance.hub.down = True
    running = asyncio.create_task(lifeline.run())
    await until(lambda: entrance.link.state() is LinkState.DOWN)
    ticket = entrance.check_in()
    entrance.desk.issued.ring()

    entrance.hub.down = False
    await until(lambda: entrance.hub.arrived == [ticket])

    assert entrance.link.state() is LinkState.UP
    await ended(running)


async def test_cancelling_ends_every_task_and_closes_the_connection(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    before = asyncio.all_tasks()
    running = asyncio.create_task(lifeline.run())
    await until(lambda: entrance.link.state() is LinkState.UP)

    await ended(running)

    assert asyncio.all_tasks() == before
    asked = len(entrance.hub.requests)
    await asyncio.sleep(0.2)
    assert len(entrance.hub.requests) == asked


async def test_the_connection_is_made_in_a_thread_so_that_the_screen_never_waits(
    entrance: Entrance,
) -> None:
    made_in = []

    def connect() -> HubClient:
        made_in.append(threading.current_thread())
        return HubClient("http://hub.test", TOKEN, entrance.hub.transport)

    lifeline = Lifeline(
        entrance.desk, entrance.link, connect, entrance.hub_clock, random.Random(1)
    )
    running = asyncio.create_task(lifeline.run())
    await until(lambda: entrance.link.state() is LinkState.UP)
    await ended(running)

    assert made_in != [threading.main_thread()]


async def test_yesterdays_delivered_tickets_are_forgotten(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    entrance.check_in()
    await entrance.delivery.step()
    entrance.clock.advance(days=1)

    await lifeline.forget()

    kept = entrance.journal._connection.execute("SELECT count(*) FROM tickets")
    assert kept.fetchone() == (0,)


async def test_forgetting_that_fails_is_logged_and_tried_again_later(
    entrance: Entrance, lifeline: Lifeline, caplog: pytest.LogCaptureFixture
) -> None:
    entrance.journal.close()

    await lifeline.forget()

    assert "cannot forget" in caplog.text


async def test_a_ticket_the_hub_does_not_know_yet_troubles_nobody(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    ticket = entrance.check_in()
    entrance.desk.standing(ticket.id)

    await lifeline.ask_standings(entrance.client)

    assert entrance.desk.standing(ticket.id) is None
    assert entrance.link.state() is LinkState.UNKNOWN


async def test_an_unreachable_hub_is_asked_once_a_round_and_old_standings_stay(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    tickets = [entrance.check_in(), entrance.check_in()]
    await entrance.delivery.step()
    asked = len(entrance.hub.requests)
    entrance.hub.down = True

    await lifeline.ask_standings(entrance.client)

    assert len(entrance.hub.requests) == asked + 1
    assert entrance.link.state() is LinkState.DOWN
    assert all(entrance.desk.standing(ticket.id) for ticket in each(tickets))


async def test_a_revoked_token_shows_in_heartbeat_and_standings(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    ticket = entrance.check_in()
    await entrance.delivery.step()
    entrance.desk.standing(ticket.id)
    entrance.hub.token = "another"

    await lifeline.ask_standings(entrance.client)

    trouble = entrance.link.trouble()
    assert trouble is not None
    assert "Pair" in trouble.remedy


async def test_clocks_that_are_apart_are_named_in_the_log(
    entrance: Entrance, lifeline: Lifeline, caplog: pytest.LogCaptureFixture
) -> None:
    entrance.hub.now = entrance.clock.now() + timedelta(minutes=10)

    await lifeline.greet(entrance.client, entrance.delivery)

    assert "600 s apart" in caplog.text


async def test_a_mistake_in_one_task_does_not_end_the_others(
    entrance: Entrance, lifeline: Lifeline, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    running = asyncio.create_task(lifeline._every(lambda: 0.01, broken))
    await until(lambda: caplog.text.count("ZeroDivisionError") >= 2)

    await ended(running)


async def test_over_http_makes_a_client_of_its_own() -> None:
    hub = over_http("http://127.0.0.1:9", TOKEN)()

    assert isinstance(hub, HubClient)
    with pytest.raises(HubUnreachable):
        await hub.greet()
    await hub.close()


async def test_a_journal_that_must_be_opened_anew_ends_everything(
    entrance: Entrance, lifeline: Lifeline
) -> None:
    entrance.check_in()
    journal = entrance.journal
    journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal._connection.execute("PRAGMA shrink_memory")
    path = journal._files.path
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)

    with pytest.raises(ExceptionGroup) as ended_by:
        async with asyncio.timeout(PATIENCE):
            await lifeline.run()

    assert ended_by.group_contains(JournalDamaged)
    assert journal.damaged


async def test_the_hint_of_each_greeting_is_handed_on(entrance: Entrance) -> None:
    hints: list[int | None] = []
    lifeline = Lifeline(
        entrance.desk,
        entrance.link,
        lambda: entrance.client,
        entrance.hub_clock,
        random.Random(1),
        hear=lambda greeting: hints.append(greeting.release),
    )
    await lifeline.greet(entrance.client, entrance.delivery)
    entrance.hub.release = 7
    await lifeline.greet(entrance.client, entrance.delivery)
    reporter = TerminalReporter(ScreenNotes(), entrance.clock.running)
    connect = lambda: HubClient("http://hub.test", TOKEN, entrance.hub.transport)  # noqa: E731
    await report_no_journal(
        connect,
        reporter,
        entrance.hub_clock,
        lambda greeting: hints.append(greeting.release),
    )
    assert hints == [None, 7, 7]

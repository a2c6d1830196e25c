"""Two real hub processes on one real PostgreSQL: what one knows, the other knows."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import httpx
import msgspec
import pytest

from kiosk import wire
from kiosk.clock import SystemClock
from kiosk.ids import RandomIds
from kiosk.operations import fleet
from kiosk.operations.context import Context
from kiosk.store.database import Database
from kiosk.store.migrations import migrate
from tests.builders import a_ticket
from tests.hub_context import A_SEAL, join
from tests.people import COUNSELLOR_1, NEWCOMER, PASSWORD, Person
from tests.plain_http import PLAIN
from tests.postgresql import postgresql
from tests.system.hub_process import HubProcess, shipped_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.domain.tickets import Ticket

PATIENCE = 60.0
FEW_LINES = 16
"""Of a stream: what does not come within some beats does not come."""


@pytest.fixture
def ctx() -> Iterator[Context]:
    database = Database(postgresql().new_database())
    migrate(database)
    yield Context(database, SystemClock(), RandomIds(), shipped_content, seal=A_SEAL)
    database.close()
    postgresql().drop(database.url)


@pytest.fixture
def hubs(ctx: Context, tmp_path: Path) -> Iterator[tuple[HubProcess, HubProcess]]:
    variables = {"KIOSK_HUB_DATABASE": postgresql().setting(ctx.database.url)}
    one, other = (HubProcess(tmp_path / n, variables=variables) for n in "12")
    try:
        for hub in (one, other):
            hub.folder.mkdir()
            hub.start()
        for hub in (one, other):
            hub.wait_until_ready()
        yield one, other
    finally:
        for hub in (one, other):
            hub.stop()


def test_what_one_hub_takes_in_the_other_shows_at_once_and_keeps(
    ctx: Context, hubs: tuple[HubProcess, HubProcess]
) -> None:
    one, other = hubs
    _terminal, token = fleet.pair(ctx, "A", "Hall")
    ticket = a_ticket(17, issued_at=ctx.clock.now(), service_day=ctx.today())
    join(ctx, COUNSELLOR_1)
    with _signed_in(at=other, form_of=other) as counsellor:
        with counsellor.stream("GET", "/events") as stream:
            assert stream.status_code == 200
            lines = islice(stream.iter_lines(), FEW_LINES)
            assert _deliver(one, token, ticket).status_code == 201
            assert any("queue" in line for line in lines)
        assert _deliver(other, token, ticket).status_code == 200
        one.kill()
        assert str(ticket.number) in counsellor.get("/queue").text


def test_a_form_of_one_hub_is_taken_by_the_other(
    ctx: Context, hubs: tuple[HubProcess, HubProcess]
) -> None:
    one, other = hubs
    join(ctx, COUNSELLOR_1)
    with _signed_in(at=other, form_of=one) as client:
        assert client.get("/queue").status_code == 200
        assert client.get(f"{one.address}/queue").status_code == 200


def test_who_signs_out_of_one_hub_is_out_of_both(
    ctx: Context, hubs: tuple[HubProcess, HubProcess]
) -> None:
    one, other = hubs
    join(ctx, NEWCOMER)
    with _signed_in(at=one, form_of=one, person=NEWCOMER) as client:
        assert client.get("/desk").status_code == 200
        kept = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        form = {"_csrf_token": client.cookies["kiosk-form"]}
        assert _status(other, "/desk", kept) == 200
        assert client.post("/sign-out", data=form).status_code == 303
    assert _status(other, "/desk", kept) == 303


@contextmanager
def _signed_in(
    *, at: HubProcess, form_of: HubProcess, person: Person = COUNSELLOR_1
) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=at.address, timeout=PATIENCE, verify=PLAIN) as client:
        client.get(f"{form_of.address}/sign-in").raise_for_status()
        form = {
            "name": person.sign_in_name,
            "password": PASSWORD,
            "_csrf_token": client.cookies["kiosk-form"],
        }
        answer = client.post("/sign-in", data=form)
        assert answer.status_code == 303, answer.text
        yield client


def _status(hub: HubProcess, path: str, cookies: str) -> int:
    headers = {"Cookie": cookies}
    answer = httpx.get(
        f"{hub.address}{path}", headers=headers, timeout=PATIENCE, verify=PLAIN
    )
    return answer.status_code


def _deliver(hub: HubProcess, token: str, ticket: Ticket) -> httpx.Response:
    return httpx.put(
        f"{hub.address}/api/v1/tickets/{ticket.id}",
        content=msgspec.json.encode(wire.TicketDelivery.of(ticket)),
        headers={
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        },
        timeout=PATIENCE,
    )

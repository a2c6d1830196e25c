from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.domain.access import Rights, Role
from kiosk.ids import DeskId
from kiosk.operations import accounts, calling
from tests.builders import a_ticket
from tests.hub_context import ENGINES, a_hub, gone, join, record
from tests.hub_web import Browser, Terminal, served
from tests.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

DESKS = 4
VISITORS = 24


@pytest.fixture(params=ENGINES)
def ctx(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock
) -> Iterator[Context]:
    context = a_hub(tmp_path, clock=clock, engine=str(request.param))
    yield context
    gone(context.database)


def test_counsellors_who_call_together_never_get_the_same_visitor(
    app: Litestar, ctx: Context
) -> None:
    people = [
        Person(f"person-{n}", Rights.of(Role.COUNSELLOR), DeskId(f"desk-{1 + n % 2}"))
        for n in range(DESKS)
    ]
    staff = [join(ctx, person) for person in people]
    with served(app) as client:
        terminal = Terminal(client, ctx)
        for count in range(VISITORS):
            terminal.deliver(a_ticket(count + 1))
        with ThreadPoolExecutor(DESKS) as pool:
            list(pool.map(lambda person: a_shift(client, ctx, person), people))
        calls = Counter(event.ticket for event in record(ctx) if event.kind == "called")
    assert len(calls) == VISITORS
    assert set(calls.values()) == {1}
    assert all(calling.current(ctx, one) is None for one in staff)


def a_shift(client: httpx.Client, ctx: Context, person: Person) -> None:
    """Call, greet and finish until nobody is left."""
    with httpx.Client(base_url=client.base_url, timeout=20) as own:
        browser = Browser(own)
        browser.sign_in(person)
        (me,) = (
            s for s in accounts.list_staff(ctx) if s.sign_in_name == person.sign_in_name
        )
        while browser.post("/queue/next").headers["location"] == "/queue":
            mine = calling.current(ctx, me)
            assert mine
            browser.post(f"/tickets/{mine.id}/at-desk")
            browser.post(f"/tickets/{mine.id}/finish")


def test_the_same_delivery_from_many_connections_is_kept_once(
    app: Litestar, ctx: Context
) -> None:
    with served(app) as client:
        terminal = Terminal(client, ctx)
        with ThreadPoolExecutor(8) as pool:
            answers = pool.map(lambda _: terminal.deliver(a_ticket(17)), range(16))
            statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {201: 1, 200: 15}
    assert calling.queue(ctx) == [a_ticket(17)]

"""Many counsellors press at once, each in a process of their own."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.domain.events import EventKind
from kiosk.domain.tickets import TicketState
from kiosk.ids import DeskId, StaffId
from kiosk.operations import calling, check_in
from tests.builders import a_ticket
from tests.hub_context import join, record
from tests.operations.counselling_process import Work, press_until_nobody_waits
from tests.people import Person

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.context import Context

TICKETS = 90
PATIENCE = 300


@pytest.mark.real
@pytest.mark.parametrize("counsellors", [2, 8, 30])
def test_each_visitor_is_served_at_one_desk_however_many_press(
    ctx: Context, entrance: PairedTerminal, counsellors: int
) -> None:
    for count in range(1, TICKETS + 1):
        check_in.accept(ctx, entrance, a_ticket(count))
    url = ctx.database.url.render_as_string(hide_password=False)
    works = [Work(url, _counsellor(ctx, n)) for n in range(counsellors)]
    spawning = get_context("forkserver")
    spawning.set_forkserver_preload(["tests.operations.counselling_process"])
    with ProcessPoolExecutor(counsellors, spawning) as processes:
        found = processes.map(press_until_nobody_waits, works, timeout=PATIENCE)
        served = [ticket for one in found for ticket in one]
    assert Counter(served) == Counter(a_ticket(n).id for n in range(1, TICKETS + 1))
    assert {ticket.state for ticket in calling.today(ctx)} == {TicketState.DONE}
    happened = record(ctx)
    assert [event.seq for event in happened] == list(range(1, len(happened) + 1))
    finished = Counter(e.ticket for e in happened if e.kind is EventKind.FINISHED)
    assert set(finished.values()) == {1}


def _counsellor(ctx: Context, n: int) -> StaffId:
    desk = DeskId(f"desk-{n % 2 + 1}")
    return join(ctx, Person(f"counsellor-{n}", Rights.of(Role.COUNSELLOR), desk)).id

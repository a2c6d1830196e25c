"""Whether the past makes estimates, calls and the counsellor's page slower."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.durations import PastVisit
from kiosk.operations import calling, check_in, fleet, presence
from kiosk.operations.kept_waits import RENEWED_AFTER
from kiosk.store import waits
from tests.bench.figures import Row, judged
from tests.builders import a_ticket
from tests.fakes.clock import NOON, FixedClock
from tests.hub_context import a_hub, gone, join
from tests.hub_web import an_app_alone, served, signed_in
from tests.people import COUNSELLOR_1, COUNSELLOR_2, NEWCOMER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.bench.setting import Setting
    from tests.hub_web import Browser

WAITING = 200
PAST = 1_000_000
VISITS = 400
"""Of each topic, in both: what is learned from is the same."""
ROUNDS = 25
PEOPLE = (COUNSELLOR_1, COUNSELLOR_2, NEWCOMER)
MOST_SECONDS = 0.020
MOST_SLOWER = 1.2
TOPICS = ("residence", "work", "family", "housing")
NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    f" WHERE i < {PAST}) INSERT INTO "
)


def rows(setting: Setting) -> Iterator[Row]:
    young, old = _hub(setting.folder / "young"), _hub(setting.folder / "old")
    _grow_old(old.ctx)
    try:
        yield from _estimates(setting, young, old)
        yield _beside("call next", *_turn_by_turn(young.call_next, old.call_next))
        yield from _pages(young, old)
    finally:
        for hub in (young, old):
            gone(hub.ctx.database)


def _estimates(setting: Setting, young: AgedHub, old: AgedHub) -> Iterator[Row]:
    both = _turn_by_turn(young.estimate, old.estimate)
    one = median(young.estimate() for _ in range(ROUNDS))
    yield Row(
        f"one estimate, {WAITING} waiting",
        f"{one * 1000:.1f} ms",
        "",
        "",
        f"< {MOST_SECONDS * 1000:.0f} ms",
        setting.machine.judged(one, MOST_SECONDS),
    )
    yield _beside("an estimate", *both)


def _pages(young: AgedHub, old: AgedHub) -> Iterator[Row]:
    with ExitStack() as open_:
        asked = []
        for hub in (young, old):
            app = open_.enter_context(an_app_alone(hub.ctx))
            page = signed_in(open_.enter_context(served(app)), hub.ctx, COUNSELLOR_1)
            asked.append(partial(_ask, page))
        yield _beside("the page of the queue", *_turn_by_turn(*asked))


def _ask(page: Browser) -> None:
    answer = page.get("/queue/live")
    if answer.status_code != 200:
        raise RuntimeError(f"the queue was answered with {answer.status_code}")


def _beside(what: str, of_young: list[float], of_old: list[float]) -> Row:
    """In seconds of the processor: what else the machine does counts for neither."""
    one, old = median(of_young), median(of_old)
    ratio = old / one
    return Row(
        f"{what} after {PAST:,} tickets",
        f"{old * 1000:.1f} ms",
        f"{one * 1000:.1f} ms after none",
        f"{ratio:.2f} x",
        f"<= {MOST_SLOWER} x",
        judged(ratio <= MOST_SLOWER),
    )


def _turn_by_turn(
    young: Callable[[], object], old: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """So many seconds of the processor each took, all threads of this process."""
    taken: tuple[list[float], list[float]] = ([], [])
    for played in range(ROUNDS + 2):
        for work, seconds in zip((young, old), taken, strict=True):
            before = time.process_time()
            work()
            if played > 1:  # the first ones learn and warm up
                seconds.append(time.process_time() - before)
    return taken


@dataclass(frozen=True, slots=True)
class AgedHub:
    ctx: Context
    clock: FixedClock
    somebody: Staff

    def estimate(self) -> float:
        """How many seconds passed."""
        self.clock.advance(seconds=RENEWED_AFTER.total_seconds())
        begun = time.perf_counter()
        known = self.ctx.waits.now(self.ctx)
        taken = time.perf_counter() - begun
        if len(known.by_ticket) != WAITING or known.as_of != self.clock.now():
            raise RuntimeError("the estimate was not made anew")
        return taken

    def call_next(self) -> None:
        """And put back, so that the line stays as it was."""
        called = calling.call_next(self.ctx, self.somebody).ticket
        if called is None:
            raise RuntimeError("nobody was called")
        calling.requeue(self.ctx, self.somebody, called.id)


def _hub(folder: Path) -> AgedHub:
    folder.mkdir()
    clock = FixedClock(NOON + timedelta(hours=2))
    ctx = a_hub(folder, clock=clock)
    terminal, _token = fleet.pair(ctx, "A", "Entrance")
    somebody, *_ = staff = [join(ctx, person) for person in PEOPLE]
    for each in staff:
        presence.choose_desk(ctx, each.id, ctx.catalogue().desks[0].id)
    come = [
        (terminal, a_ticket(n, topic=TOPICS[n % 4], issued_at=clock.now()))
        for n in range(1, WAITING + 1)
    ]
    check_in.accept_all(ctx, come)
    with ctx.database.begin() as connection:
        for topic in TOPICS:
            of = a_ticket(topic=topic).topic
            lengths = (1.0 + n % 40 for n in range(VISITS))
            visits = [PastVisit(of, TicketState.DONE, 9.0, 1.0, m) for m in lengths]
            waits.keep_visits(connection, visits)
    return AgedHub(ctx, clock, somebody)


def _grow_old(ctx: Context) -> None:
    """What so many closed tickets leave behind."""
    with ctx.database.begin() as connection:
        connection.exec_driver_sql(
            NUMBERS + "past_waits (service_day, low_seconds, middle_seconds,"
            " high_seconds, waited_seconds)"
            " SELECT date('2024-03-01', (i % 700) || ' days'),"
            " 300, 600, 1200, i % 3600 FROM n"
        )
        connection.exec_driver_sql(
            NUMBERS + "closed_tickets (key, state, closed_on)"
            " SELECT printf('%032x', i), 'done', date('2026-02-10') FROM n"
        )

"""How long an estimate of all waits takes, and whether the past makes it longer."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.durations import PastVisit
from kiosk.operations import check_in, fleet, presence
from kiosk.operations.kept_waits import RENEWED_AFTER
from kiosk.store import waits
from tests.bench.figures import Row, judged
from tests.builders import a_ticket
from tests.fakes.clock import NOON, FixedClock
from tests.hub_context import a_hub, gone, join
from tests.people import COUNSELLOR_1, COUNSELLOR_2, NEWCOMER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.bench.setting import Setting

WAITING = 200
PAST = 1_000_000
VISITS = 400
"""Of each topic, in both: what is learned from is the same."""
ROUNDS = 25
MOST_SECONDS = 0.020
MOST_SLOWER = 1.2
TOPICS = ("residence", "work", "family", "housing")
NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    f" WHERE i < {PAST}) INSERT INTO "
)


def rows(setting: Setting) -> Iterator[Row]:
    alone, after = _hub(setting.folder / "young"), _hub(setting.folder / "old")
    _grow_old(after[0])
    taken: dict[int, list[float]] = {0: [], PAST: []}
    for played in range(ROUNDS + 2):
        for past, (ctx, clock) in ((0, alone), (PAST, after)):
            seconds = _seconds(ctx, clock)
            if played > 1:  # the first ones learn and warm up
                taken[past].append(seconds)
    for ctx, _ in (alone, after):
        gone(ctx.database)
    one, old = median(taken[0]), median(taken[PAST])
    yield Row(
        f"one estimate, {WAITING} waiting",
        f"{one * 1000:.1f} ms",
        "",
        "",
        f"< {MOST_SECONDS * 1000:.0f} ms",
        setting.machine.judged(one, MOST_SECONDS),
    )
    ratio = old / one
    yield Row(
        f"the same after {PAST:,} tickets",
        f"{old * 1000:.1f} ms",
        f"{one * 1000:.1f} ms after none",
        f"{ratio:.2f} x",
        f"<= {MOST_SLOWER} x",
        judged(ratio <= MOST_SLOWER),
    )


def _seconds(ctx: Context, clock: FixedClock) -> float:
    clock.advance(seconds=RENEWED_AFTER.total_seconds())
    begun = time.perf_counter()
    known = ctx.waits.now(ctx)
    taken = time.perf_counter() - begun
    if len(known.by_ticket) != WAITING or known.as_of != clock.now():
        raise RuntimeError("the estimate was not made anew")
    return taken


def _hub(folder: Path) -> tuple[Context, FixedClock]:
    folder.mkdir()
    clock = FixedClock(NOON + timedelta(hours=2))
    ctx = a_hub(folder, clock=clock)
    terminal, _token = fleet.pair(ctx, "A", "Entrance")
    for person in (COUNSELLOR_1, COUNSELLOR_2, NEWCOMER):
        somebody = join(ctx, person)
        presence.choose_desk(ctx, somebody.id, ctx.catalogue().desks[0].id)
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
    return ctx, clock


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

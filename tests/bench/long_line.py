"""Whether check-ins stay as quick when many wait already."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.errors import KioskError
from kiosk.ids import LanguageCode, RandomIds, TopicId
from kiosk.operations import check_in, fleet, presence
from tests.bench import check_ins
from tests.bench.figures import Row, judged
from tests.bench.visit import TOPIC
from tests.hub_context import join
from tests.people import NEWCOMER
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.bench.setting import Setting

WAITING = 10_000
ROUNDS = 12
CHECK_INS = 240
"""Of one round; the rounds of both lines alternate, so that what else the machine does
slows down both."""
SERIES = "ABCDEFGH"
OTHERS = ("X", "Y")
"""Of those who wait already."""
KEPT = 0.95


def rows(folder: Path) -> list[Row]:
    empty, long = _hub(folder / "empty", 0), _hub(folder / "long", WAITING)
    rates: dict[int, list[float]] = {0: [], WAITING: []}
    with ExitStack() as stack:
        for hub, _ in (empty, long):
            stack.callback(hub.stop)
            hub.start()
            hub.wait_until_ready()
        for played in range(ROUNDS + 1):
            both = [(0, *empty), (WAITING, *long)]
            for length, hub, tokens in both if played % 2 else reversed(both):
                issued = played * (CHECK_INS // check_ins.CLIENTS)
                load = check_ins.over_http(
                    hub.port, tokens, TOPIC, CHECK_INS, issued=issued
                )
                if played:  # the first one warms up
                    rates[length].append(load.per_second)
    ratio = median(rates[WAITING]) / median(rates[0])
    return [
        Row(
            f"check-ins a second, {WAITING} waiting",
            f"{median(rates[WAITING]):.0f}",
            f"{median(rates[0]):.0f} with an empty line",
            f"{ratio:.2f} x",
            f">= {KEPT} x",
            judged(ratio >= KEPT),
        )
    ]


def in_setting(setting: Setting) -> list[Row]:
    return rows(setting.folder)


def _hub(folder: Path, waiting: int) -> tuple[HubProcess, list[str]]:
    """With so many in its line, and somebody at a desk who could call them."""
    hub = HubProcess(folder)
    folder.mkdir()
    with its_state(hub) as context:
        tokens = [fleet.pair(context, series, series)[1] for series in SERIES]
        somebody = join(context, NEWCOMER)
        presence.choose_desk(context, somebody.id, context.catalogue().desks[0].id)
        _fill(context, waiting)
    return hub, tokens


def _fill(context: Context, waiting: int) -> None:
    ids, now = RandomIds(), context.clock.now()
    terminals = [fleet.pair(context, series, series)[0] for series in OTHERS]
    for start in range(0, waiting, 500):
        batch = []
        for nth in range(start, start + 500):
            which, count = divmod(nth, waiting // len(OTHERS))
            issued = now - timedelta(seconds=(waiting - nth) / 100)
            ticket = Ticket(
                id=ids.ticket_id(),
                number=TicketNumber(OTHERS[which], count + 1),
                service_day=context.today(),
                topic=TopicId(TOPIC),
                language=LanguageCode("uk"),
                screen_language=LanguageCode("uk"),
                code=ids.ticket_code(),
                issued_at=issued,
            )
            batch.append((terminals[which], ticket))
        answers = check_in.accept_all(context, batch)
        refused = [one for one in answers if isinstance(one, KioskError)]
        if refused:
            raise RuntimeError(f"the line was not filled: {refused[0]}")

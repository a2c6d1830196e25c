"""The terminal's journal and network without its screens: a ticket for each line read.

Runs as a process of its own, so that it can be killed at any moment.
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock, seconds_running
from kiosk.ids import LanguageCode, RandomIds
from kiosk.journal.tickets import Journal
from kiosk.sync.desk import LocalDesk
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.runner import Lifeline, over_http
from kiosk.sync.status import HubLink

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGE = LanguageCode("uk")


async def main(journal_path: Path, hub: str, token: str) -> None:
    catalogue = load(CONTENT)
    clock = HubClock(SystemClock(), seconds_running)
    journal = Journal.open(
        journal_path, "A", catalogue.site.time_zone, clock, RandomIds()
    )
    desk = LocalDesk(journal, lambda: catalogue, hub)
    lifeline = Lifeline(
        desk, HubLink(journal), over_http(hub, token), clock, random.Random()
    )
    running = asyncio.create_task(lifeline.run())
    topic = catalogue.offered_topics()[0].id
    while await asyncio.to_thread(sys.stdin.readline):
        ticket = await asyncio.to_thread(desk.check_in, topic, LANGUAGE, LANGUAGE)
        sys.stdout.write(f"{ticket.id} {ticket.number.count}\n")
        sys.stdout.flush()
    running.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))

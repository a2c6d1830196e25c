"""A terminal that issues tickets as fast as it can, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.ids import LanguageCode, RandomIds, TopicId
from kiosk.journal.tickets import Journal


def main(path: Path) -> None:
    journal = Journal.open(path, "A", "Europe/Berlin", SystemClock(), RandomIds())
    while True:
        ticket = journal.issue(TopicId("work"), LanguageCode("ar"), LanguageCode("ar"))
        line = f"{ticket.id} {ticket.service_day} {ticket.number.count}\n"
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

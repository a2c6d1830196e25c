"""What a terminal tells when asked how it is: bounded, and nothing of a visitor."""

from __future__ import annotations

import platform
import re
from typing import TYPE_CHECKING

from kiosk.domain.commands import (
    LONGEST_LINE,
    MOST_FACTS,
    MOST_FINDINGS,
    MOST_LOG_LINES,
    CommandOutcome,
)
from kiosk.errors import KioskError
from kiosk.wire import CommandResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

HIDDEN = "…"
_OF_VISITORS = re.compile(
    r"\b[0-9a-f]{32}\b"  # the identity of a ticket
    r"|\b[A-Z]{1,2}[ \u00a0-]?\d{3,4}\b"  # its number
    r"|(?<=/t/)\S+|(?<=/T/)\S+"
    r"|'[^']*'|\"[^\"]*\"|«[^»]*»|“[^”]*”"  # what somebody may have typed
)
_STEP = re.compile(r'\s+File "(?:.*/)?([^/"]+)", line (\d+), in ([\w.<>]+)')
_STAMPED = re.compile(r"\d{4}-\d{2}-\d{2}T\S+ +[A-Z]+ +[\w.]+: ")
_KIND_OF_ERROR = re.compile(r"([A-Za-z_][\w.]*(?:Error|Exception|Exit|Warning))\b")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def result(
    facts: Mapping[str, object], findings: Iterable[str], records: Iterable[str]
) -> CommandResult:
    """As much of it as travels; facts that are not known are left out."""
    told = {
        name: line(str(value)) for name, value in facts.items() if value is not None
    }
    log = [each for record in records for each in of_record(record)]
    return CommandResult(
        outcome=CommandOutcome.DONE,
        facts=dict([*told.items()][:MOST_FACTS]),
        findings=tuple(line(found) for found in findings)[:MOST_FINDINGS],
        log=tuple(log[-MOST_LOG_LINES:]),
    )


def line(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()[:LONGEST_LINE]


def of_record(record: str) -> Iterator[str]:
    """Of one record of the log: what was said, and where in the program it broke.

    Values are left out: words in quotes, the message of an error, lines of code.
    """
    first, *rest = record.splitlines() or [""]
    stamp = _STAMPED.match(first)
    begin = stamp.group() if stamp else ""
    yield line(begin + _OF_VISITORS.sub(HIDDEN, first[len(begin) :]))
    for each in rest:
        step, kind = _STEP.match(each), _KIND_OF_ERROR.match(each)
        if step is not None:
            yield line(f"  {step[1]}:{step[2]} {step[3]}")
        elif kind is not None:
            yield line(f"  {kind[1]}")


def of_machine() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def of_journal(path: Path) -> Iterator[str]:
    """How many, and never which."""
    from kiosk.journal import looking

    try:
        rows = looking.unsettled(path)
    except KioskError as error:
        yield str(error)
        return
    unsound = sum(not row.sound for row in rows)
    refused = sum(row.sound and bool(row.refused) for row in rows)
    yield f"journal: {len(rows) - unsound - refused} tickets wait to be delivered"
    if refused:
        yield f"journal: the hub refuses {refused} tickets"
    if unsound:
        yield f"journal: {unsound} rows are not as they were written"
    for kept in looking.kept(path):
        yield f"journal: a damaged one is kept as {kept.name}"

"""What `kiosk doctor` looks at, each part by itself; nothing is changed or repaired."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.cli import token_files
from kiosk.cli.addresses import for_phones
from kiosk.cli.alert_findings import alert_findings
from kiosk.cli.counting import counted
from kiosk.cli.display_findings import display_findings
from kiosk.cli.findings import Finding, note, well, wrong, wrong_because
from kiosk.cli.journal_findings import journal_findings
from kiosk.cli.picture_findings import picture_findings
from kiosk.cli.printer_findings import printer_findings
from kiosk.cli.trust_findings import trust_findings
from kiosk.cli.window_findings import window_findings
from kiosk.domain.devices import TerminalTrouble, rests, troubles
from kiosk.domain.issuing import NotIssuing
from kiosk.errors import DeliveryRefused, KioskError
from kiosk.i18n.catalogs import Catalogs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.clock import Clock
    from kiosk.domain.catalogue import Catalogue
    from kiosk.operations.day_end import DayEnd

MOST_NAMED = 5
"""Problems of one kind that are told one by one."""
FORESEEN = frozenset({TerminalTrouble.NOT_ISSUING})
RESTING = {
    NotIssuing.CLOSED: "it is outside the consultation hours",
    NotIssuing.BY_APPOINTMENT: "these hours are by appointment alone",
    NotIssuing.LINE_FULL: "the line would outlast closing",
    NotIssuing.ALL_GIVEN: "these hours have room for no more numbers",
    NotIssuing.NOBODY_COUNSELS: "nobody is at a desk",
}
"""What is said where a terminal only rests."""
CLOCKS_APART_SECONDS = 120


def everything(place: Setup, clock: Clock) -> Iterator[Finding]:
    yield from _settings(place)
    yield from _content(place.content)
    yield from picture_findings()
    if place.settings.terminal.hub:
        yield from window_findings()
    yield from printer_findings(place.settings.printer)
    if not os.path.isdir(place.folder.root):  # noqa: PTH112 - one that may not be read
        yield note(
            f"There is no data folder {place.folder.root} yet.",
            "It is made by the first kiosk up, kiosk hub or kiosk terminal.",
        )
        return
    yield from _folder(place)
    if place.settings.hub.database or place.folder.hub_database.exists():
        yield from _hub(place, clock)
    if place.folder.journal.exists():
        yield from journal_findings(place.folder.journal)
    yield from _phones(place)
    yield from _link(place, clock)


def _settings(place: Setup) -> Iterator[Finding]:
    file = place.settings_file
    yield well(f"settings: {file}" if file else "settings: the defaults, no file")


def _content(folder: Path) -> Iterator[Finding]:
    found = problems(folder)
    errors = [problem for problem in found if problem.is_error]
    for problem in errors[:MOST_NAMED]:
        yield wrong(f"content: {problem}", problem.remedy)
    if errors:
        yield wrong(
            f"content: {counted(len(errors), 'error')} in {folder}",
            f"All of them: kiosk content check {folder}",
        )
        return
    warnings = len(found)
    besides = f", {counted(warnings, 'warning')}" if warnings else ""
    yield well(f"content: {folder}{besides}")
    yield from _words(load(folder))


def _words(catalogue: Catalogue) -> Iterator[Finding]:
    catalogs = Catalogs(paths.shipped("locales"))
    bad = 0
    for language in catalogue.site.languages:
        try:
            catalogs.words(language)
        except KioskError as error:
            bad += 1
            yield wrong_because(error)
    if not bad:
        yield well(f"words: {', '.join(catalogue.site.languages)}")


def _folder(place: Setup) -> Iterator[Finding]:
    try:
        place.folder.make()
    except KioskError as error:
        yield wrong_because(error)
    else:
        yield well(f"data folder: {place.folder.root} can be written")


def _hub(place: Setup, clock: Clock) -> Iterator[Finding]:
    from kiosk.cli import hub_context
    from kiosk.speech import espeak

    try:
        state = hub_context.look(place)
    except KioskError as error:
        yield wrong_because(error)
        return
    yield well(f"hub: {state.engine} database of schema {state.schema}")
    if not state.has_administrator:
        yield note(
            "hub: nobody administers it", "kiosk staff invite NAME --administrator"
        )
    if state.day_end is not None:
        yield from _day_end(state.day_end)
    yield from trust_findings(place, state.trust, clock.now())
    yield from alert_findings(state.alerts)
    yield from display_findings(state.displays, espeak.installed())
    for terminal in state.terminals:
        last = terminal.last_seen_at
        seen = f"last seen {last:%Y-%m-%d %H:%M} UTC" if last else "never seen"
        gone = "" if terminal.active else ", revoked"
        told = f"hub: terminal {terminal.series}, {terminal.name}, {seen}{gone}"
        amiss = troubles(terminal, clock.now())
        resting = rests(terminal, clock.now())
        if resting is not None:
            amiss = tuple(kind for kind in amiss if kind not in FORESEEN)
        if amiss:
            words = ", ".join(kind.replace("_", " ") for kind in amiss)
            yield wrong(f"{told}: {words}", "The hub's staff page says what to do.")
        elif resting is not None:
            yield note(f"{told}: it issues no numbers, {RESTING[resting]}")
        else:
            yield well(told)


def _phones(place: Setup) -> Iterator[Finding]:
    """Whether the codes on the terminal can lead anywhere."""
    last = paths.read_private(place.folder.hub_address)
    address = place.settings.hub.public_address or last or place.settings.terminal.hub
    if address is None:
        return
    if for_phones(address):
        yield well(f"phones: they get to the hub at {address}")
        return
    yield note(
        f"phones: they do not get to {address}, so the terminal shows no codes",
        "Set hub.public_address, or start with kiosk up --lan.",
    )


def _day_end(end: DayEnd) -> Iterator[Finding]:
    if end.hindrance is not None:
        yield wrong(
            f"hub: tickets of another day are still here: {end.hindrance}",
            "The staff's page says why, and what to do.",
        )
    if end.last is not None:
        yield well(f"hub: a day was last closed {end.last.at:%Y-%m-%d %H:%M} UTC")


def _link(place: Setup, clock: Clock) -> Iterator[Finding]:
    try:
        token = token_files.said_token(place)
        hub = place.settings.terminal.hub or paths.read_private(
            place.folder.hub_address
        )
    except KioskError as error:
        yield wrong_because(error)
        return
    if token is None and place.folder.asked_token.exists():
        yield note(
            "terminal: it waits to be paired",
            "Type the code on its screen into the hub's page of devices.",
        )
        return
    if token is None:
        yield note("terminal: none is paired here", "kiosk up, or kiosk pair")
        return
    if hub is None:
        yield note(
            "terminal: it has a token, and where its hub is was not said here",
            "Set terminal.hub, or start kiosk doctor with KIOSK_TERMINAL_HUB as the"
            " terminal has it.",
        )
        return
    settings = place.settings
    series = settings.terminal.series if "terminal.series" in settings.said else None
    yield asyncio.run(_greeting(hub, token, clock, series))


async def _greeting(hub: str, token: str, clock: Clock, series: str | None) -> Finding:
    """Without `series` the settings leave it to the hub."""
    from kiosk.sync.client import HubClient

    client = HubClient(hub, token)
    try:
        answer = await client.greet()
    except DeliveryRefused as error:
        return wrong(f"terminal: the hub at {hub} refuses it: {error}", error.remedy)
    except KioskError as error:
        other = "The hub there speaks http, as it seems: write http:// in its address."
        plain = hub.startswith("https:") and "SSL" in str(error)
        remedy = other if plain else error.remedy
        return wrong(f"terminal: the hub at {hub}: {error}", remedy)
    finally:
        await client.close()
    apart = abs((answer.now - clock.now()).total_seconds())
    if apart > CLOCKS_APART_SECONDS:
        return wrong(
            f"terminal: the clocks of hub and terminal are {apart:.0f} s apart",
            "Let both set their clocks by the network (NTP).",
        )
    if series is not None and answer.series != series:
        return note(
            f"terminal: the hub at {hub} knows it as series {answer.series}, the"
            f" settings say {series}: it issues {answer.series}",
            "Correct terminal.series, or pair the terminal again.",
        )
    return well(f"terminal: the hub at {hub} knows it as series {answer.series}")

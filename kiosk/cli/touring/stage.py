"""A throw-away hub and a real terminal on it; afterwards nothing is left of either."""

from __future__ import annotations

import asyncio
import contextvars
import os
import secrets
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs
from textual.pilot import Pilot

from kiosk import logs, paths
from kiosk.cli import addresses, terminal_run
from kiosk.cli.hub_child import HubChild
from kiosk.cli.options import Setup
from kiosk.cli.touring.hours import with_hours
from kiosk.cli.touring.publisher import Publisher
from kiosk.cli.touring.steps import TourFailed
from kiosk.cli.touring.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kiosk.cli.parent import Ready
    from kiosk.config import Settings
    from kiosk.domain.catalogue import Catalogue
    from kiosk.terminal.app import KioskApp

LOG_LINES = 5
"""Of each log, told when something failed."""


@dataclass(frozen=True, slots=True)
class Stage:
    visitor: Visitor
    counsellor: Publisher
    catalogue: Catalogue
    address: str
    """Of the hub, as phones and displays reach it."""


@asynccontextmanager
async def stage(
    content: Path, settings: Settings, grid: tuple[int, int] | None
) -> AsyncIterator[Stage]:
    """Everything as in service, but for the folder and the size of the window.

    A grid of None is the window of this program itself, painted as in service.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-tour-") as folder:
        place = _place(Path(folder), content, settings)
        logs.to_file(place.folder.logs / "terminal.log", "info")
        child = HubChild(place, quiet=True, environment=_environment())
        child.start()
        try:
            ready = await asyncio.to_thread(child.ready)
            async with _played(place, ready, grid) as played:
                yield played
        except TourFailed as failure:
            logged = _last_lines(place.folder.logs)
            raise TourFailed(failure.message + logged) from failure
        finally:
            await asyncio.to_thread(child.stop)
            logs.to_nowhere()


@asynccontextmanager
async def _played(
    place: Setup, ready: Ready, grid: tuple[int, int] | None
) -> AsyncIterator[Stage]:
    wiring = terminal_run.Wiring(
        place,
        hub=addresses.local_address(place.settings.hub.host, ready.port),
        token=paths.read_private(place.folder.token) or "",
        public_address=ready.public_address,  # here the phone is this machine too
        heed_hours=False,
    )
    counsellor = Publisher(ready.public_address, secrets.token_urlsafe(16))
    desk = wiring.desk()

    async def beside_the_screens() -> None:
        await asyncio.gather(
            terminal_run.stay_in_touch(wiring, desk), wiring.noticeboard.run()
        )

    app = terminal_run.build(wiring, desk, beside_the_screens)
    try:
        await counsellor.accept(ready.welcome or "")
        running = app.run_test(size=grid) if grid else _on_the_glass(app)
        async with running as pilot:
            catalogue = wiring.contents.current()
            visitor = Visitor(app, pilot)
            yield Stage(visitor, counsellor, catalogue, ready.public_address)
    finally:
        await counsellor.close()
        desk.close()


@asynccontextmanager
async def _on_the_glass(app: KioskApp) -> AsyncIterator[Pilot[None]]:
    """In its context, as a test of it is: what is shown can be asked only there."""
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    done = asyncio.Event()
    inside = contextvars.copy_context()

    async def play(_pilot: Pilot[object]) -> None:
        nonlocal inside
        inside = contextvars.copy_context()
        ready.set_result(None)
        await done.wait()
        app.exit()

    running = asyncio.create_task(app.run_async(auto_pilot=play))
    either: set[asyncio.Future[None]] = {ready, running}
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            raise TourFailed("the terminal did not start in this window.")
        for variable, value in inside.items():
            variable.set(value)
        yield Pilot(app)
    finally:
        done.set()
        await running


def _place(folder: Path, content: Path, settings: Settings) -> Setup:
    """Loopback and a free port, whatever the settings say; their content and looks."""
    data = paths.DataFolder(folder)
    data.make()
    content = with_hours(content.absolute(), folder)
    file = data.settings
    file.write_text(f"content = '''{content}'''\n", encoding="utf-8")
    plain = type(settings)(content=content, log_level="info")
    looks = structs.replace(plain.terminal, theme=settings.terminal.theme)
    return Setup(data, structs.replace(plain, terminal=looks), file)


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")}


def _last_lines(folder: Path) -> str:
    told = []
    for path in sorted(folder.glob("*")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        told += [f"{path.name}: {line}" for line in lines[-LOG_LINES:]]
    return "\n" + "\n".join(told) if told else ""

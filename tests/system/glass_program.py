"""A terminal with a made-up world: a signal moves its time, another paints all anew.

Runs as a process of its own, in a real terminal program: `glass_program.py FOLDER`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from kiosk.cli import window_modes

window_modes.choose(os.environ)

from kiosk.terminal.app import KioskApp  # noqa: E402 - after the modes
from kiosk.terminal.driver import SturdyDriver  # noqa: E402
from tests.builders import a_ticket  # noqa: E402
from tests.fakes.ports import FakeWorld  # noqa: E402

PID, PAINTED = "pid", "painted"
STEP_SECONDS = 5


async def main(folder: Path) -> None:
    world = FakeWorld()
    world.desk.issued.append(a_ticket(screen_language="en"))
    app = KioskApp(world.ports(), driver=SturdyDriver)
    painted = 0

    def paint_anew() -> None:
        """Everything, with nothing that was kept from before."""
        nonlocal painted
        app.heartbeat.pause()  # time passes when the test says so
        world.clock.advance(seconds=1)  # the next touch is another one
        for widget in app.screen.walk_children():
            widget.refresh()
        app._display(app.screen, app.screen._compositor.render_full_update())
        painted += 1
        (folder / PAINTED).write_text(str(painted))

    def let_time_pass() -> None:
        world.clock.advance(seconds=STEP_SECONDS)
        app.call_later(app.tick)

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, paint_anew)
    loop.add_signal_handler(signal.SIGUSR2, let_time_pass)
    loop.add_signal_handler(signal.SIGTERM, app.exit)
    (folder / PID).write_text(str(os.getpid()))
    await app.run_async()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))

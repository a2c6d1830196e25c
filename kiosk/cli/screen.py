"""`kiosk screen`: the terminal's window on a touch screen, with letters that fit it."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path, readable=False)
"""Whether it can be read is seen when it is read."""


@click.command()
@click.argument("foot_settings", type=FILE)
def screen(foot_settings: Path) -> None:
    """Open foot, with these settings, on the whole screen and run the terminal in it.

    The size of the letters is chosen from the screen, again when another one is
    plugged in. Started by the service kiosk-terminal@, inside cage.
    """
    from kiosk.cli import logging_to, screen_run

    logging_to.stderr("info")
    raise SystemExit(screen_run.run(foot_settings))

"""`kiosk doctor`: what is wrong on this machine, for whoever looks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.counting import counted
from kiosk.cli.options import place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@where
def doctor(data: Path | None, config: Path | None) -> None:
    """Look at settings, content, words, data, tickets and the way to the hub.

    Exits with 1 when something is wrong; nothing is changed.
    """
    here = place(data, config)
    from kiosk.cli.examination import everything
    from kiosk.cli.findings import Verdict
    from kiosk.clock import SystemClock

    wrong = 0
    for finding in everything(here, SystemClock()):
        wrong += finding.verdict is Verdict.WRONG
        for line in finding.lines():
            click.echo(line)
    if wrong:
        verb = "is" if wrong == 1 else "are"
        click.echo(f"{counted(wrong, 'thing')} {verb} wrong.")
        raise SystemExit(1)
    click.echo("Nothing is wrong.")

"""`kiosk hub`: the hub alone, for a service or beside a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@where
@click.option("--host", help="The address to listen on. Default: 127.0.0.1.")
@click.option("--port", type=int, help="The port to listen on. Default: 8080.")
@click.option("--public-address", help="Where visitors' phones reach the hub.")
@click.option("--beside", type=int, hidden=True, help="The descriptor of `kiosk up`.")
@click.option("--log", type=PATH, hidden=True, help="Log into this file.")
def hub(
    data: Path | None,
    config: Path | None,
    host: str | None,
    port: int | None,
    public_address: str | None,
    beside: int | None,
    log: Path | None,
) -> None:
    """Run the hub alone, until it is told to stop."""
    here = place(
        data,
        config,
        {
            "hub.host": host,
            "hub.port": port,
            "hub.public_address": public_address,
        },
    )
    from kiosk.cli import hub_run, logging_to

    if log is None:
        logging_to.stderr(here.settings.log_level)
    else:
        logging_to.file(log, here.settings.log_level)
    if beside is None:
        hub_run.alone(here)
    else:
        hub_run.beside(here, beside)

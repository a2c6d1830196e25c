"""`kiosk terminal`: the terminal alone, unattended, at a hub elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@where
@click.option("--hub", "hub_address", help="The hub's address, http:// or https://.")
@click.option(
    "--token-file",
    type=PATH,
    help="Holds the token that `kiosk pair` printed. Default: in the data folder.",
)
@click.option("--series", help="This terminal's letters, as it was paired.")
@click.option("--public-address", help="Where visitors' phones reach the hub.")
@click.option(
    "--stay",
    is_flag=True,
    help="Show on the screen what is wrong, and try again until it is mended; without"
    " a token, a code to be typed on the hub.",
)
def terminal(
    data: Path | None,
    config: Path | None,
    hub_address: str | None,
    token_file: Path | None,
    series: str | None,
    public_address: str | None,
    *,
    stay: bool,
) -> None:
    """Run the terminal in this window, unattended: only signal TERM ends it."""
    from kiosk.cli import colours, window_modes, window_parts
    from kiosk.terminal import garbage, no_palette

    garbage.hold_off()
    no_palette.leave_out_palette()
    colours.learn(os.environ)
    window_modes.choose(os.environ)
    window_parts.choose(os.environ)
    said = {
        "terminal.hub": hub_address,
        "terminal.token_file": str(token_file) if token_file else None,
        "terminal.series": series,
        "hub.public_address": public_address,
    }

    def begin() -> int:
        here = place(data, config, said)
        from kiosk.cli import unattended

        return unattended.run(here, pairs=stay)

    if not stay:
        raise SystemExit(begin())
    from kiosk.cli.options import settings_file
    from kiosk.cli.staying import staying

    raise SystemExit(staying(begin, settings_file(data, config)))

"""`kiosk pair`: makes a terminal known to the hub of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@where
@click.option("--series", help="The letters before its numbers, A to ZZ. Default: A.")
@click.option("--name", help="Where it stands, for the list of terminals.")
@click.option(
    "--token-file", type=PATH, help="Write the token there instead of showing it."
)
@click.option("--code", help="What a terminal shows that asks to be paired.")
@click.option(
    "--renew",
    is_flag=True,
    help="Also while a terminal of this series runs: it stops issuing numbers.",
)
def pair(
    data: Path | None,
    config: Path | None,
    series: str | None,
    name: str | None,
    token_file: Path | None,
    code: str | None,
    renew: bool,
) -> None:
    """Pair a terminal, by the --code on its screen, or by a token that is shown once.

    A series that was paired before gets a new token, and the old one opens nothing any
    more. A terminal that runs at this moment is stopped only with --renew."""
    here = place(data, config, {"terminal.series": series})
    from kiosk import paths
    from kiosk.cli.hub_context import hub_context
    from kiosk.errors import BadSetting
    from kiosk.operations import fleet, pairing

    letters = here.settings.terminal.series
    called = name or f"Terminal {letters}"
    if code is not None and token_file is not None:
        raise BadSetting(
            "A terminal that shows a code has its token already.",
            remedy="Leave out --code or --token-file.",
        )
    if code is not None:
        with hub_context(here) as ctx:
            pairing.pair(ctx, code, letters, called, renew=renew)
        click.echo(f"Paired series {letters}: the terminal goes on by itself.")
        return
    with hub_context(here) as ctx:
        _terminal, token = fleet.pair(ctx, letters, called, renew=renew)
    if token_file is not None:
        paths.write_private(token_file, token)
        click.echo(f"Paired series {letters}; its token is in {token_file}.")
        return
    click.echo(f"Paired series {letters}. Put this token into a file on the terminal,")
    click.echo("and name that file with kiosk terminal --token-file:")
    click.echo(token)

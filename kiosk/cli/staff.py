"""`kiosk staff`: invites who works on the hub, and lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def staff() -> None:
    """Invite who works on the hub, and list them."""


@staff.command()
@where
@click.argument("name")
@click.option("--administrator", is_flag=True, help="May invite others, too.")
@click.option("--public-address", help="Where staff reach the hub.")
def invite(
    data: Path | None,
    config: Path | None,
    name: str,
    administrator: bool,
    public_address: str | None,
) -> None:
    """Print a link with which NAME sets a password, new or forgotten. It can be used
    once, within a day."""
    here = place(data, config, {"hub.public_address": public_address})
    from kiosk.cli.first_run import known_address, welcome_link
    from kiosk.cli.hub_context import hub_context
    from kiosk.domain.access import Role
    from kiosk.operations import accounts

    role = Role.ADMINISTRATOR if administrator else Role.COUNSELLOR
    with hub_context(here) as ctx:
        secret = accounts.invite(ctx, name, role)
    click.echo(f"For {name} ({role}), once, within a day:")
    click.echo(f"  {welcome_link(known_address(here), secret)}")


@staff.command(name="list")
@where
def listed(data: Path | None, config: Path | None) -> None:
    """Name everybody who has an account."""
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import accounts

    with hub_context(here) as ctx:
        everybody = accounts.list_staff(ctx)
    for somebody in everybody:
        gone = "" if somebody.active else "  not active"
        click.echo(f"{somebody.sign_in_name}  {somebody.role}{gone}")

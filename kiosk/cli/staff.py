"""`kiosk staff`: invites who works on the hub, and lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import place, where

if TYPE_CHECKING:
    from pathlib import Path

ROLES = ("counsellor", "editor", "publisher", "administrator")
"""As `kiosk.domain.access.Role`, which costs more than --help should."""


@click.group()
def staff() -> None:
    """Invite who works on the hub, and list them."""


@staff.command()
@where
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(ROLES),
    help="What they may do; again for more. Default: counsellor.",
)
@click.option(
    "--area",
    "areas",
    multiple=True,
    help="A life area in which an editor writes; again for more. Default: all.",
)
@click.option("--administrator", is_flag=True, help="The same as --role administrator.")
@click.option("--public-address", help="Where staff reach the hub.")
def invite(
    data: Path | None,
    config: Path | None,
    name: str,
    roles: tuple[str, ...],
    areas: tuple[str, ...],
    administrator: bool,
    public_address: str | None,
) -> None:
    """Print a link with which NAME sets a password, new or forgotten. It can be used
    once, within a day."""
    here = place(data, config, {"hub.public_address": public_address})
    from kiosk.cli.first_run import known_address, welcome_link
    from kiosk.cli.hub_context import hub_context
    from kiosk.domain.access import Rights, Role
    from kiosk.ids import CategoryId
    from kiosk.operations import accounts
    from kiosk.operations.sign_in_names import normal_name

    if areas and "editor" not in roles:
        raise click.UsageError("--area says where an editor writes: add --role editor.")
    wanted = [*map(Role, roles), *([Role.ADMINISTRATOR] if administrator else [])]
    rights = Rights.of(
        *(wanted or [Role.COUNSELLOR]),
        areas=frozenset(map(CategoryId, areas)) or None,
    )
    with hub_context(here) as ctx:
        secret = accounts.invite(ctx, name, rights)
    click.echo(f"For {normal_name(name)} ({rights}), once, within a day:")
    click.echo(f"  {welcome_link(known_address(here), secret)}")


@staff.command(name="reset-second-factor")
@where
@click.argument("name")
def reset_second_factor(data: Path | None, config: Path | None, name: str) -> None:
    """NAME lost their phone and all recovery codes: sign them out everywhere, and let
    them set up a second factor anew after their password."""
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import accounts, second_factor

    with hub_context(here) as ctx:
        somebody = accounts.by_name(ctx, name)
        second_factor.reset(ctx, somebody.id)
    click.echo(f"{somebody.sign_in_name} sets up a second factor at the next sign-in.")


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
        click.echo(f"{somebody.sign_in_name}  {somebody.rights}{gone}")

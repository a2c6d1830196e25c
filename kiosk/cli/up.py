"""`kiosk up`: hub and terminal on one machine, in one window, with one command."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from typing import TYPE_CHECKING

import click

from kiosk.cli.addresses import (
    ADMINISTRATOR,
    FIRST_PORT,
    for_phones,
    listens_to_others,
    local_address,
)
from kiosk.cli.options import place, where

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.cli.parent import Ready
    from kiosk.cli.terminal_run import Wiring

READING_SECONDS = 15
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@click.command()
@where
@click.option("--host", help="The address the hub listens on. Default: 127.0.0.1.")
@click.option("--port", type=int, help="The hub's port. Default: 8080 or the next.")
@click.option("--public-address", help="Where visitors' phones reach the hub.")
@click.option(
    "--lan",
    is_flag=False,
    flag_value="",
    metavar="[ADDRESS]",
    help="Listen on this machine's address in its network, and show codes for phones.",
)
def up(
    data: Path | None,
    config: Path | None,
    host: str | None,
    port: int | None,
    public_address: str | None,
    lan: str | None,
) -> None:
    """Run hub and terminal on this machine, in this window. Ctrl+C leaves."""
    if lan is not None:
        host = _network_address(lan, host)
    here = place(
        data,
        config,
        {
            "hub.host": host,
            "hub.port": port,
            "hub.public_address": public_address,
        },
    )
    here.folder.make()
    if sys.stdin.isatty() and sys.stderr.isatty():
        raise SystemExit(_in_this_window(here))
    _without_window(here)


def _network_address(wished: str, host: str | None) -> str:
    """Raises `BadSetting`."""
    from kiosk.cli import addresses
    from kiosk.errors import BadSetting

    if host is not None:
        raise BadSetting(
            "Both --lan and --host say where the hub listens.",
            remedy="Leave one of them out.",
        )
    found = addresses.network_addresses()
    chosen = addresses.in_network(wished, found)
    others = [each for each in found if each != chosen]
    if others and not wished:
        click.echo(f"This machine has several addresses; {chosen} is taken.")
        click.echo(f"  another one:         kiosk up --lan {others[0]}")
    return chosen


def _in_this_window(here: Setup) -> int:
    from kiosk import paths
    from kiosk.cli import colours, logging_to, window_modes, window_parts
    from kiosk.cli.hub_child import HubChild
    from kiosk.terminal import garbage, no_palette

    garbage.hold_off()
    no_palette.leave_out_palette()
    colours.learn(os.environ)
    window_modes.choose(os.environ)
    window_parts.choose(os.environ)
    logging_to.file(here.folder.logs / "terminal.log", here.settings.log_level)
    child = HubChild(here, quiet=True)
    with paths.held(here.folder.terminal_lock, "A terminal"):
        child.start()
        try:
            from kiosk.cli import terminal_run  # loads while the hub starts

            ready = child.ready()
            _tell(here, ready)
            _let_it_be_read(ready)
            child.keep_alive()
            return terminal_run.run(_wiring(here, ready))
        except (KeyboardInterrupt, EOFError):
            return 0
        finally:
            child.stop()


def _let_it_be_read(ready: Ready) -> None:
    """The terminal covers the words; after a power cut nobody presses, and it opens."""
    from kiosk.cli import enter

    if ready.welcome:
        enter.wait("Press Enter, and the terminal fills this window. ")
    else:
        enter.wait(
            f"Press Enter to go on; the terminal opens in {READING_SECONDS} s anyway. ",
            READING_SECONDS,
        )


def _without_window(here: Setup) -> None:
    from kiosk.cli import logging_to
    from kiosk.cli.hub_child import HubChild

    logging_to.stderr(here.settings.log_level)
    child = HubChild(here, quiet=False)
    for number in STOPS:
        signal.signal(number, _leave)
    child.start()
    try:
        ready = child.ready()
        _tell(here, ready)
        click.echo("This is no terminal window. To open the terminal, type in one:")
        click.echo(f"  kiosk terminal {_options(here, ready)}")
        child.keep_alive()
        child.wait()
    finally:
        child.stop()


def _leave(_number: int, _frame: object) -> None:
    """Once: what then cleans up is not to be interrupted."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _wiring(here: Setup, ready: Ready) -> Wiring:
    from kiosk import paths
    from kiosk.cli import terminal_run

    return terminal_run.Wiring(
        here,
        hub=_local(here, ready),
        token=paths.read_token(here.folder.token) or "",
        public_address=for_phones(ready.public_address),
        attended=True,
    )


def _tell(here: Setup, ready: Ready) -> None:
    port = here.settings.hub.port or FIRST_PORT
    if ready.port != port:
        click.echo(f"Port {port} is taken by another program: this is {ready.port}.")
    click.echo(f"The counsellor's page: {ready.public_address}/")
    if ready.public_address != _local(here, ready):
        click.echo(f"  on this machine:     {_local(here, ready)}/")
    _tell_of_phones(ready.public_address)
    _tell_of_the_network(here.settings.hub.host, ready.public_address)
    click.echo(f"Everything is kept in: {here.folder.root}")
    if ready.welcome:
        click.echo("")
        click.echo("Nobody administers this hub yet. Open this link once, within a")
        click.echo(f"day, and set a password for the sign-in name {ADMINISTRATOR}.")
        click.echo("A second factor follows: have a phone with an app for codes ready.")
        click.echo(f"  {ready.welcome}")
        click.echo("")


def _tell_of_phones(public_address: str) -> None:
    if for_phones(public_address) is None:
        click.echo("Phones do not get to that address: the terminal shows no codes.")
        click.echo("  in this network:     kiosk up --lan")
        click.echo("  else set hub.public_address in kiosk.toml, or --public-address")


def _tell_of_the_network(host: str, public_address: str) -> None:
    """Where the hub listens counts, too: the address that is told may be another."""
    told = for_phones(public_address) and public_address.startswith("http:")
    if told or listens_to_others(host):
        click.echo("Everybody in this network can open these pages, and what is sent,")
        click.echo("passwords too, is not encrypted. Use a network that you trust.")


def _local(here: Setup, ready: Ready) -> str:
    return local_address(here.settings.hub.host, ready.port)


def _options(here: Setup, ready: Ready) -> str:
    said = [*here.arguments(), "--hub", _local(here, ready)]
    return " ".join(shlex.quote(word) for word in said)

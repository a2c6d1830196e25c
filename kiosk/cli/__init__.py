"""The command line: which commands there are, and how a refusal looks.

Every command is loaded when it is called, and loads what it needs when it runs: help
comes at once, and a terminal does not pay for the hub.
"""

from __future__ import annotations

import importlib
from typing import IO, Any

import click

from kiosk.errors import KioskError

COMMANDS = {
    "up": "Run hub and terminal on this machine, in this window.",
    "terminal": "Run the terminal alone, unattended.",
    "screen": "Open the terminal's window on a touch screen, as a service.",
    "hub": "Run the hub alone.",
    "pair": "Pair a terminal with this machine's hub.",
    "staff": "Invite who works on the hub.",
    "alerts": "Try whether messages about terminals arrive.",
    "content": "Check the centre's content.",
    "doctor": "Say what is wrong on this machine, and how to mend it.",
    "printer": "Show what a terminal with a printer prints.",
    "figures": "Print what closed days have kept, as CSV.",
    "waits": "Measure how good the estimates of waiting times are.",
    "tour": "Make a whole visit in each language, as a test.",
}
"""In the order of the help; each stands in the module of its name."""
HIDDEN = {"preview-worker": "preview_worker"}
"""What only the program itself calls, and the module each stands in."""


class Refused(click.ClickException):
    """A person's mistake, told to that person: what, and what to do; no trace."""

    exit_code = 2

    def __init__(self, error: KioskError) -> None:
        super().__init__(str(error))
        self.remedy = error.remedy

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"kiosk: {self.message}", file=file, err=file is None)
        if self.remedy:
            click.echo(f"       {self.remedy}", file=file, err=file is None)


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = HIDDEN.get(cmd_name, cmd_name)
        if cmd_name not in (*COMMANDS, *HIDDEN):
            return None
        command = getattr(importlib.import_module(f"kiosk.cli.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(
                f"{error.message} Known are: {', '.join(COMMANDS)}.", ctx
            ) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KioskError as error:
            raise Refused(error) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nexus-kiosk", prog_name="kiosk")
def cli() -> None:
    """NEXUS Kiosk: a welcome terminal for newcomers, and the hub behind it."""


def main() -> None:
    cli(prog_name="kiosk")

"""`kiosk content`: checks what the centre says before anybody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.integreat import import_integreat
from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def content() -> None:
    """Check the centre's content."""


content.add_command(import_integreat)


@content.command()
@where
@click.argument("folder", type=PATH, required=False)
def check(data: Path | None, config: Path | None, folder: Path | None) -> None:
    """Say every problem of a content FOLDER at once, with file, line and remedy.

    Without FOLDER the content that the settings name, or that came with the program.
    Warnings do not keep a terminal from starting; errors do.
    """
    here = place(data, config)
    from kiosk.catalogue.checks import problems

    checked = folder or here.content
    found = problems(checked)
    for problem in found:
        click.echo(f"{'error' if problem.is_error else 'warning'}: {problem}")
        click.echo(f"    {problem.remedy}")
    errors = sum(problem.is_error for problem in found)
    click.echo(f"{checked}: {errors} errors, {len(found) - errors} warnings")
    if errors:
        raise SystemExit(1)

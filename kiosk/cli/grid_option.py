"""How a grid is said on the command line, and which can be drawn."""

from __future__ import annotations

import re

import click

from kiosk.terminal.grids import SMALLEST


def grid_size(said: str) -> tuple[int, int]:
    """Columns and rows of `83x24`. Raises `click.BadParameter`."""
    found = re.fullmatch(r"([0-9]{1,3})x([0-9]{1,3})", said)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if size[0] < SMALLEST[0] or size[1] < SMALLEST[1]:
        raise click.BadParameter(
            "It is columns x rows, at least 66x19.", param_hint="--grid"
        )
    return size
